"""Pages made through the product's own services."""

from __future__ import annotations

from dragoman.ledger.terms import Actor
from dragoman.writings.models import Page, PageText, PageVersion
from dragoman.writings.selectors import page_text
from dragoman.writings.services import open_text, publish_text, save_text, start_page, take_over_page
from dragoman.writings.terms import HOUSE_PAGES, Typed


def begun(slug: str, language: str, title: str, text: str, actor: Actor) -> PageText:
    """A page with a text that nobody published."""
    page = Page.objects.filter(slug=slug).first()
    if page is None:
        begin = slug in HOUSE_PAGES
        page = take_over_page(slug=slug, actor=actor) if begin else start_page(address=slug, actor=actor)
    made = open_text(page=page, language=language)
    return save_text(text=made, typed=Typed(title, "", text), seen=made.revision, actor=actor)


def written(slug: str, language: str, title: str, text: str, actor: Actor) -> PageVersion:
    made = begun(slug, language, title, text, actor)
    return publish_text(text=made, seen=made.revision, actor=actor)


def text_of(slug: str, language: str) -> PageText | None:
    return page_text(slug, language)
