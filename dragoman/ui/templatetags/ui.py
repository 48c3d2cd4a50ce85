"""What templates of every face may say: signs, times, dates, names of languages and places."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dragoman.lib.timecode import format_clock
from dragoman.ui import framing, wording
from dragoman.ui.frame import frame
from dragoman.ui.icons import ICONS, MARK

register = template.Library()

_PRELOADED = {
    "ar": ("arabic", "arabic-sans"),
    "fa": ("arabic", "arabic-sans"),
    "he": ("hebrew", "hebrew-sans"),
    "ru": ("serif-cyrillic", "sans-cyrillic"),
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A sign; beside a visible word it stays without a label and is skipped by screen readers."""
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 20 20" role="img" aria-label="{}">{}</svg>', label, _drawing(name)
        )
    return format_html('<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">{}</svg>', _drawing(name))


@register.simple_tag(takes_context=True)
def framed(context: Context, part: str) -> SafeString:
    """A part of the frame of all public pages: ``masthead`` or ``colophon``."""
    return framing.framed(part, context)


@register.simple_tag
def mark() -> SafeString:
    """The drawing beside the name of the site."""
    if path := frame().mark_path:
        return format_html('<img src="{}" alt="">', path)
    return mark_safe(f'<svg viewBox="0 0 24 24" aria-hidden="true">{MARK}</svg>')  # noqa: S308  our own drawing


@register.simple_tag
def house_mark() -> SafeString:
    """The drawing of the house, whatever mark the site has."""
    return mark_safe(f'<svg viewBox="0 0 24 24" aria-hidden="true">{MARK}</svg>')  # noqa: S308  our own drawing


@register.simple_tag
def mark_path() -> str:
    """The address of that drawing."""
    return frame().mark_path or static("ui/mark.svg")


@register.simple_tag
def clock(at_ms: int | None) -> str:
    """``M:SS`` as readers see it; nothing for a position that is not known."""
    return "" if at_ms is None else format_clock(at_ms)


@register.simple_tag
def country(code: str, place_name: str = "") -> str:
    return wording.source_place(code, place_name)


@register.simple_tag
def language_name(tag: str) -> str:
    return wording.language_name(tag)


@register.simple_tag
def comma() -> str:
    """The comma of the reader's script, with the space that follows it."""
    return wording.comma()


@register.simple_tag
def run(tag: str) -> SafeString:
    """The ``lang`` and ``dir`` attributes of a run of text in a language: ``<p{% run cue.language %}>``."""
    return mark_safe(str(wording.run(tag)))  # noqa: S308  escaped by its maker


@register.simple_tag
def page_language() -> SafeString:
    """The ``lang`` and ``dir`` of the page itself."""
    return format_html(' lang="{}" dir="{}"', wording.reader_language(), wording.page_direction())


@register.filter
def long_date(day: date | None) -> str:
    return "" if day is None else wording.long_date(day)


@register.filter
def date_and_time(at: datetime | None) -> str:
    """Day and time in UTC."""
    return "" if at is None else wording.date_and_time(at.astimezone(UTC))


@register.filter
def day_and_time(at: datetime | None) -> str:
    """Day of this year and time in UTC."""
    return "" if at is None else wording.day_and_time(at.astimezone(UTC))


@register.filter
def decimal(number: float) -> str:
    return wording.decimal(number)


@register.filter
def file_size(size_bytes: int) -> str:
    return wording.file_size(size_bytes)


@register.simple_tag
def faces() -> SafeString:
    """The style sheet of the typefaces, and the two that nearly every line needs asked for at once.

    Nothing where the faces have not been made: the stand-ins of the reader's machine then serve.
    """
    return _faces(wording.reader_language(), _are_served())


@lru_cache(maxsize=64)
def _faces(language: str, are_served: bool) -> SafeString:
    if not are_served:
        return mark_safe("")
    preloads = format_html_join(
        "",
        '<link rel="preload" as="font" type="font/woff2" crossorigin href="{}">',
        ((static(f"faces/{name}.woff2"),) for name in _PRELOADED.get(language, ("serif", "sans"))),
    )
    return format_html('{}<link rel="stylesheet" href="{}">', preloads, static("faces/faces.css"))


@cache
def _are_served() -> bool:
    """Whether the folder of faces was there when the settings were read, and is whole."""
    named = any(
        isinstance(entry, list | tuple) and entry[0] == "faces" for entry in settings.STATICFILES_DIRS
    )
    return named and (settings.DATA_DIR / "faces" / "faces.css").is_file()


def _drawing(name: str) -> SafeString:
    return mark_safe(ICONS[name])  # noqa: S308  our own drawing
