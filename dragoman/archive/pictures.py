"""A clip's picture on a page: in the smallest format a browser takes, no larger than it is shown."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from dragoman.lib.stills import AVIF, JPEG, WEBP
from dragoman.publications.frames import WIDTH as FRAME_WIDTH
from dragoman.publications.links import picture_path
from dragoman.publications.page import Size
from dragoman.publications.pictures import widths_for

POSTER = "poster"
_BASIS = 320
_PLAYER_WIDTH = 960
_LARGEST_IN_LIST = 640
# As wide as the style sheet makes them: in lists, and beside related clips.
IN_LIST = "(width < 40rem) 104px, 152px"
RELATED = "112px"


@lru_cache(maxsize=8_192)
def picture(number: int, size: Size, sizes: str = IN_LIST, name: str = POSTER) -> Markup:
    """``size`` is that of the picture itself, of which older cards know nothing: (0, 0)."""
    widths = [width for width in widths_for(size[0] or _LARGEST_IN_LIST) if width <= _LARGEST_IN_LIST]
    sources = Markup("").join(
        Markup('<source type="{}" srcset="{}" sizes="{}">').format(
            form.mime,
            ", ".join(f"{picture_path(number, name, width, form.ending)} {width}w" for width in widths),
            sizes,
        )
        for form in (AVIF, WEBP)
    )
    width, height = shown_size(size)
    return Markup(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="" loading="lazy" decoding="async"></picture>'
    ).format(sources, picture_path(number, name, _BASIS, JPEG.ending), width, height)


@lru_cache(maxsize=8_192)
def frame(number: int, label: str, size: Size) -> Markup:
    """What is shown while a sentence is begun."""
    avif, jpeg = (picture_path(number, f"s{label}", FRAME_WIDTH, form.ending) for form in (AVIF, JPEG))
    width, height = shown_size(size)
    return Markup(
        '<picture><source type="image/avif" srcset="{}"><img src="{}" width="{}" height="{}" alt="" loading="lazy"'
        ' decoding="async"></picture>'
    ).format(avif, jpeg, width, height)


def at_once(html: str) -> str:
    """The first picture of a list is fetched before the rest, not after it."""
    return html.replace('loading="lazy" decoding="async"', 'fetchpriority="high"', 1)


def player_poster(number: int) -> str:
    """A player takes one address for its picture, so that the server chooses the format."""
    return picture_path(number, POSTER, _PLAYER_WIDTH)


def shown_size(size: Size) -> Size:
    width, height = size
    return (_BASIS, max(1, round(_BASIS * height / width))) if width and height else (_BASIS, 180)
