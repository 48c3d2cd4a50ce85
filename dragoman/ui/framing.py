"""The frame of the public pages, kept: it is the same for each page of a section but for the page's own address."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dragoman.ui.context import furniture
from dragoman.ui.frame import Frame, frame
from dragoman.ui.languages import Alternate, prefix
from dragoman.ui.wording import reader_language

# What stands for the page's own path, and for what was asked, in a kept part: no address or word of ours has them.
_PATH, _ASKED = "\ue0f0", "\ue0f1"


def framed(name: str, context: Context) -> SafeString:
    """``masthead`` or ``colophon`` for a page that has ``alternates``; for any other made anew."""
    path = _own_path(context.get("alternates") or ())
    if path is None or settings.DEBUG:
        values = {str(key): value for key, value in context.flatten().items()}
        return mark_safe(render_to_string(f"ui/{name}.html", values))  # noqa: S308  our own template
    kept = _kept(name, reader_language(), str(context.get("section", "")), frame())
    html = kept.replace(_PATH, escape(path)).replace(_ASKED, escape(context.get("asked_words", "")))
    return mark_safe(html)  # noqa: S308  our own template, with escaped words put in


def _own_path(alternates: tuple[Alternate, ...]) -> str | None:
    return next((one.path.removeprefix(prefix(one.code)) for one in alternates), None)


@lru_cache(maxsize=512)
def _kept(name: str, language: str, section: str, said: Frame) -> str:
    """``said`` is what the site says of itself: with other words it is another frame."""
    values = {**furniture(_PATH), "section": section, "asked_words": _ASKED}
    return str(render_to_string(f"ui/{name}.html", values))
