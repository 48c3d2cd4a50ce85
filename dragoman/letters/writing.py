"""A letter is written once, as plain text; its HTML is the same paragraphs, set.

The first line of a template is the subject. Paragraphs are apart by an empty line. A line that is an address alone
becomes a button with the line before it as its words; lines that begin with “- ” a list, with “> ” a quotation, and
everything after a line “-- ” is small print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join, urlize
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from mjml import mjml2html

from dragoman.imprint.selectors import site_name
from dragoman.letters.terms import Written
from dragoman.lib.languages import direction

_ADDRESS = re.compile(r"https?://\S+", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PLACES = re.compile(r"\{\{\{(subject|body|small)\}\}\}")
_EMPTY_LINES = re.compile(r"\n{3,}")


def written(template: str, context: Mapping[str, object], language: str = "") -> Written:
    """The letter of a text template, in a language (the one at hand where none is given)."""
    language = language or get_language() or settings.LANGUAGE_CODE
    words = {"site_name": site_name(), "site_url": settings.SITE_URL, **context}
    with override(language):
        first, _mark, body = render_to_string(template, words).strip().partition("\n")
        subject = " ".join(first.split())
        text = _EMPTY_LINES.sub("\n\n", body.strip()) + "\n"
        return Written(subject, text, as_html(subject, text, language))


def as_html(subject: str, text: str, language: str) -> str:
    """The same words for programs that show HTML: no picture, nothing fetched, dark where the reader's is."""
    body, _mark, small = _CONTROLS.sub("", text).partition("\n-- \n")
    page = _layout(site_name(), language, bool(small.strip()))
    parts = {"subject": escape(subject), "body": _set(body), "small": _set(small)}
    return _PLACES.sub(lambda place: parts[place[1]], page)


@lru_cache(maxsize=64)
def _layout(name: str, language: str, has_small_print: bool) -> str:
    """The page around the words, with ``{{{subject}}}``, ``{{{body}}}`` and ``{{{small}}}`` where they go."""
    words = {
        "language": language,
        "direction": direction(language),
        "has_small_print": has_small_print,
        "site_name": name,
        "site_url": settings.SITE_URL,
    }
    return str(mjml2html(render_to_string("letters/layout.mjml", words)))


def _set(text: str) -> SafeString:
    return SafeString("".join(_paragraph(one) for one in _paragraphs(text)))


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in text.split("\n\n") if one.strip()]


def _paragraph(text: str) -> SafeString:
    lines = text.splitlines()
    if _ADDRESS.fullmatch(lines[-1]) and len(lines) == 2:
        return format_html('<a class="button" href="{}">{}</a>', lines[1], lines[0].rstrip(":： "))
    runs = groupby(map(_kind, lines), key=lambda one: one[0])
    return SafeString("".join(_run(kind, [line for _mark, line in run]) for kind, run in runs))


def _kind(line: str) -> tuple[str, str]:
    for mark, kind in (("- ", "ul"), ("> ", "blockquote")):
        if line.startswith(mark):
            return kind, line[len(mark) :]
    return "p", line


def _run(kind: str, lines: list[str]) -> SafeString:
    if kind == "ul":
        return format_html(
            '<ul dir="auto">{}</ul>', format_html_join("", "<li>{}</li>", ((_linked(one),) for one in lines))
        )
    inner = format_html_join(SafeString("<br>"), "{}", ((_linked(one),) for one in lines))
    if kind == "blockquote":
        return format_html('<blockquote dir="auto">{}</blockquote>', inner)
    return format_html('<p dir="auto">{}</p>', inner)


def _linked(line: str) -> SafeString:
    return SafeString(urlize(line, autoescape=True))
