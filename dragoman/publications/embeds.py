"""A clip on other people's pages: what is shown of it there, how large, and the code that puts it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.conf import settings

from dragoman.lib.timecode import format_seconds
from dragoman.publications.links import embed_path
from dragoman.publications.page import File

ANYONE, NOBODY = "anyone", "nobody"
THEMES = ("light", "dark")

# In CSS pixels. The strip under the picture says what is seen; words have room for about four sentences.
_WIDTH, _LEAST_WIDTH = 640, 200
_STRIP, _WORDS, _LEAST_WORDS, _SOUND = 150, 300, 120, 64


@dataclass(frozen=True, slots=True)
class Embed:
    """What an embed's address asks for. Without a language the archive's own; without a theme the reader's."""

    number: int
    start_ms: int | None = None
    end_ms: int | None = None
    language: str = ""
    theme: str = ""
    has_words: bool = False
    edition: int = 0
    """The edition whose clock start and end are read from, so that a part stays the same when the clip is cut anew."""

    @property
    def is_part(self) -> bool:
        return self.start_ms is not None or self.end_ms is not None

    @property
    def path(self) -> str:
        asked = {
            "start": format_seconds(self.start_ms) if self.start_ms is not None else "",
            "end": format_seconds(self.end_ms) if self.end_ms is not None else "",
            "lang": self.language,
            "theme": self.theme,
            "transcript": "1" if self.has_words else "",
            "e": str(self.edition) if self.edition and self.is_part else "",
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{embed_path(self.number)}?{query}" if query else embed_path(self.number)


@dataclass(frozen=True, slots=True)
class Size:
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What takes room: a picture of a width and height, or sound, or neither; and the words."""

    picture: Size | None
    has_sound: bool
    has_words: bool

    @property
    def shows_words(self) -> bool:
        return self.has_words or (self.picture is None and not self.has_sound)


def shape_of(files: Mapping[str, File], has_words: bool) -> Shape:
    """What of a clip's files takes room in its embed."""
    kinds = {file.mime.partition("/")[0]: file for file in files.values()}
    film = kinds.get("video")
    picture = Size(film.width or 16, film.height or 9) if film else None
    return Shape(picture, film is not None or "audio" in kinds, has_words)


def may_be_embedded() -> bool:
    return frame_ancestors() != ["'none'"]


def frame_ancestors() -> list[str]:
    """The sources of a ``frame-ancestors`` directive: whose pages may hold one of ours."""
    allowed = settings.EMBEDDERS
    if allowed == (ANYONE,):
        return ["*"]
    if allowed == (NOBODY,):
        return ["'none'"]
    return ["'self'", *allowed]


def size_of(shape: Shape, most_width: int | None = None, most_height: int | None = None) -> Size:
    """The size an embed looks best in, never above what the page has room for.

    Where height is short the words give way first, then the picture.
    """
    width = min(_WIDTH, most_width or _WIDTH)
    words = _WORDS if shape.shows_words else 0
    height = _picture_height(shape, width) + _STRIP + words
    if most_height is None or height <= most_height:
        return Size(width, height)
    words = max(min(words, most_height - (height - words)), min(words, _LEAST_WORDS))
    height = _picture_height(shape, width) + _STRIP + words
    if height > most_height and shape.picture is not None:
        room = max(most_height - _STRIP - words, 0)
        width = max(min(room * shape.picture.width // shape.picture.height, width), min(_LEAST_WIDTH, width))
    return Size(width, most_height)


def embed_code(embed: Embed, size: Size, title: str) -> str:
    """The HTML to paste: a frame, and nothing that runs on the page that holds it."""
    return (
        f'<iframe src="{escape(settings.SITE_URL + embed.path)}" width="{size.width}" height="{size.height}" '
        f'title="{escape(title)}" loading="lazy" allowfullscreen '
        'referrerpolicy="strict-origin-when-cross-origin" style="border:0;max-width:100%"></iframe>'
    )


def _picture_height(shape: Shape, width: int) -> int:
    if shape.picture is None:
        return _SOUND if shape.has_sound else 0
    return round(width * shape.picture.height / shape.picture.width)
