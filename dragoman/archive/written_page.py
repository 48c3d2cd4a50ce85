"""A page of the site as readers get it: its words, the languages it is in, and what networks are told of it."""

from __future__ import annotations

from django.conf import settings

from dragoman.imprint.selectors import site_name
from dragoman.ui import wording
from dragoman.ui.context import furniture
from dragoman.ui.languages import alternates, offered
from dragoman.writings.drawing import draw, plain_words
from dragoman.writings.links import page_path
from dragoman.writings.selectors import ReadPage


def context_of(found: ReadPage, language: str) -> dict[str, object]:
    """The address in a language the page is not in names the one it is in as its own."""
    said = found.wording
    path = page_path(said.slug, said.language)
    title, summary = plain_words(said.title), plain_words(said.summary)
    offers = [code for code in offered() if code in found.languages]
    return {
        **furniture(page_path(said.slug)),
        "section": "page",
        "title": title,
        "plain_title": wording.plain_line(title),
        "summary": summary,
        "plain_summary": wording.plain_line(summary),
        "body": draw(said.text, said.language).html,
        "tag": said.language,
        "is_in_another": said.language != language,
        "language_name": wording.language_name(said.language),
        "in_languages": [one for one in alternates(page_path(said.slug)) if one.code in offers],
        "canonical": settings.SITE_URL + path,
        "open_graph": (
            ("og:type", "article"),
            ("og:site_name", site_name()),
            ("og:title", wording.plain_line(title)),
            ("og:description", wording.plain_line(summary)),
            ("og:url", settings.SITE_URL + path),
            ("og:locale", said.language.replace("-", "_")),
        ),
    }
