"""The pages of the site as the desk lists them: each with the languages it is in and how far they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from dragoman.writings.defaults import TITLES, house_languages
from dragoman.writings.models import Page, PageText
from dragoman.writings.selectors import pages
from dragoman.writings.terms import HOUSE_PAGES


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """``state``: published, changed (published, and written on since), draft, ours, or none."""

    language: str
    state: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    slug: str
    title: str
    is_house: bool
    is_gone: bool
    is_in_foot: bool
    languages: tuple[LanguageRow, ...]

    @property
    def told(self) -> tuple[LanguageRow, ...]:
        """The languages there is anything in."""
        return tuple(one for one in self.languages if one.state != "none")


def page_rows() -> list[PageRow]:
    """Those of the house first, as every installation has them, then the desk's own."""
    kept = {page.slug: page for page in pages()}
    rows = [row_of(slug, kept.get(slug)) for slug in HOUSE_PAGES]
    return rows + [row_of(slug, page) for slug, page in kept.items() if slug not in HOUSE_PAGES]


def row_of(slug: str, page: Page | None) -> PageRow:
    texts = {text.language: text for text in page.texts.all()} if page else {}
    is_ours = not any(text.standing_id for text in texts.values())
    languages = tuple(
        LanguageRow(
            code, _state(texts.get(code), is_ours and code in house_languages(slug)), _title(texts.get(code))
        )
        for code, _name in settings.LANGUAGES
    )
    return PageRow(
        slug=slug,
        title=str(TITLES.get(slug) or next((one.title for one in languages if one.title), slug)),
        is_house=slug in HOUSE_PAGES,
        is_gone=page is not None and page.deleted_at is not None,
        is_in_foot=page.is_in_foot if page else True,
        languages=languages,
    )


def _state(text: PageText | None, is_ours: bool) -> str:
    if text is not None and text.standing is not None:
        shown = text.standing
        is_same = (text.title, text.summary, text.text) == (shown.title, shown.summary, shown.text)
        return "published" if is_same else "changed"
    if is_ours:
        return "ours"
    return "draft" if text is not None else "none"


def _title(text: PageText | None) -> str:
    return (text.standing.title if text.standing else text.title) if text else ""
