"""Reading the pages of the site."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from dragoman.writings.defaults import FIRST_LANGUAGE, TITLES, house_languages, house_wording
from dragoman.writings.models import Page, PageText, PageVersion
from dragoman.writings.terms import HOUSE_PAGES, Wording

_FOOT_MOST = 24


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a reader gets at an address: a wording in the best language there is, and which others there are."""

    wording: Wording
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FootEntry:
    slug: str
    title: str
    language: str


class PageGone(LookupError):
    """The page was taken out; its address stays its own."""


def page_for_readers(slug: str, language: str) -> ReadPage | None:
    """In the reader's language, else the site's first, else whichever there is; None where nothing is published.

    Raises ``PageGone``. A page of the house shows our own text until the desk has published one, in any language.
    """
    page = Page.objects.filter(slug=slug).first()
    if page is not None and page.deleted_at is not None:
        raise PageGone(slug)
    texts = {
        text.language: text
        for text in (page.texts.select_related("standing") if page else ())
        if text.standing is not None
    }
    chosen = _best(tuple(texts), language)
    if chosen:
        return ReadPage(_wording(slug, texts[chosen]), tuple(sorted(texts)))
    chosen = _best(house_languages(slug), language)
    found = house_wording(slug, chosen) if chosen else None
    return ReadPage(found, house_languages(slug)) if found else None


def foot_entries(language: str) -> tuple[FootEntry, ...]:
    """The pages that the foot of every page leads to, in the reader's language as far as they are in it."""
    found: dict[str, tuple[int, FootEntry]] = {
        slug: (at * 10, _house_entry(slug, language)) for at, slug in enumerate(HOUSE_PAGES)
    }
    for page in Page.objects.prefetch_related("texts__standing"):
        titles = {one.language: one.standing.title for one in page.texts.all() if one.standing is not None}
        chosen = _best(tuple(titles), language)
        is_shown = page.deleted_at is None and page.is_in_foot
        if not is_shown:
            found.pop(page.slug, None)
        elif chosen:
            found[page.slug] = (page.place, FootEntry(page.slug, titles[chosen], chosen))
        elif page.slug in found:
            found[page.slug] = (page.place, found[page.slug][1])
    ordered = sorted(found.values(), key=lambda pair: (pair[0], pair[1].slug))
    return tuple(entry for _place, entry in ordered[:_FOOT_MOST])


def house_foot(language: str) -> tuple[FootEntry, ...]:
    """The same where the desk never wrote a page: asks nobody."""
    return tuple(_house_entry(slug, language) for slug in HOUSE_PAGES)


def public_pages() -> list[tuple[str, tuple[str, ...]]]:
    """Every page that readers can open, with the languages it is in."""
    found = {slug: house_languages(slug) for slug in HOUSE_PAGES}
    for page in Page.objects.prefetch_related("texts"):
        languages = tuple(sorted(one.language for one in page.texts.all() if one.standing_id))
        if page.deleted_at is not None:
            found.pop(page.slug, None)
        elif languages:
            found[page.slug] = languages
    return sorted(found.items())


def pages() -> QuerySet[Page]:
    """Every page the desk has begun, those taken out too."""
    return Page.objects.prefetch_related("texts__standing")


def page_text(slug: str, language: str) -> PageText | None:
    return (
        PageText.objects.select_related("page", "standing").filter(page__slug=slug, language=language).first()
    )


def unwritten_text(slug: str, language: str) -> PageText | None:
    """What an editor begins with where nobody has saved anything yet: our own text, or nothing. Not kept."""
    page, first = Page.objects.filter(slug=slug).first(), house_wording(slug, language)
    if page is None and slug not in HOUSE_PAGES:
        return None
    said = {"title": first.title, "summary": first.summary, "text": first.text} if first else {}
    return PageText(page=page or Page(slug=slug), language=language, revision=0, **said)


def page_named(slug: str) -> Page | None:
    return pages().filter(slug=slug).first()


def versions_of(text: PageText) -> QuerySet[PageVersion]:
    return text.versions.order_by("-ordinal")


def _best(languages: tuple[str, ...], wanted: str) -> str:
    for one in (wanted, settings.LANGUAGE_CODE, FIRST_LANGUAGE, *languages):
        if one in languages:
            return one
    return ""


def _wording(slug: str, text: PageText) -> Wording:
    said = text.standing
    if said is None:
        raise PageGone(slug)
    return Wording(slug, text.language, said.title, said.summary, said.text, said.ordinal)


def _house_entry(slug: str, language: str) -> FootEntry:
    """By the name of the interface's own words, so that the foot is of one language."""
    return FootEntry(slug, str(TITLES[slug]), language)
