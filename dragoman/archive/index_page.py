"""The index of clips: days of cards, the thin lines of numbers that have none, and ways to narrow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dragoman.archive.cards import card_texts
from dragoman.archive.jinja import fragment
from dragoman.archive.narrowing import address_with, chosen_in
from dragoman.archive.pictures import at_once
from dragoman.publications.links import person_path, source_path, topic_path
from dragoman.publications.page import Stub
from dragoman.search.facets import Facet, Facets
from dragoman.search.selectors import Filters, Place, Run
from dragoman.ui import wording
from dragoman.ui.wording import reader_language

_SHOWN = 8
"""So many values of a facet; more of them would push the next one out of sight."""
_FOLDED = 24
"""So many more behind a fold, where the rest has a page of its own: a list doesn't grow with its archive."""


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day, under its date."""

    title: str
    day: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as a link; following a chosen one takes it out again."""

    label: str
    count: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    all_path: str = ""
    """Where every value is listed; empty where they all stand here."""
    more_words: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, with the address of the list without it."""

    label: str
    address: str


def days_of(run: Run) -> tuple[Day, ...]:
    """Cards under the day they were aired; a stub stands where its number falls."""
    language = reader_language()
    found: list[Day] = []
    cards = card_texts((one for one in run.entries if isinstance(one, Place)), language)
    for day, entries in groupby(_dated(run), key=lambda pair: pair[0]):
        html = "".join(
            cards.get(entry, "") if isinstance(entry, Place) else _stub(entry, language)
            for _day, entry in entries
        )
        html = html if found else at_once(html)
        found.append(Day(_title(day), day, mark_safe(html)))  # noqa: S308  made by Jinja2 with escaping on
    return tuple(found)


def groups_of(facets: Facets, filters: Filters) -> tuple[FacetGroup, ...]:
    """The facets that have anything to choose, each value with its count."""
    titles = {
        "topic": _("Topic"),
        "source": _("Source"),
        "language": _("Language spoken"),
        "country": _("Country"),
        "speaker": _("Person"),
        "year": _("Year"),
    }
    chosen = dict(chosen_in(filters))
    groups = []
    for name, values in _by_name(facets).items():
        shown = values if name not in _PAGES else _with_chosen(values, chosen.get(name, ""))
        choices = tuple(_choice(name, one, filters, chosen.get(name, "")) for one in shown)
        if choices:
            path = _PAGES[name]("", reader_language()) if len(shown) < len(values) else ""
            groups.append(
                FacetGroup(titles[name], choices[:_SHOWN], choices[_SHOWN:], path, _more_words(choices))
            )
    return tuple(groups)


def chosen_of(facets: Facets, filters: Filters) -> tuple[Chosen, ...]:
    """What the list is narrowed to, each with the way out."""
    lists = _by_name(facets)
    return tuple(
        Chosen(_label_of(name, value, lists.get(name, ())), address_with(filters, name, ""))
        for name, value in chosen_in(filters)
    )


def facets_html(groups: tuple[FacetGroup, ...]) -> SafeString:
    """All groups as text; empty for none. A list has hundreds of choices, so they are not a template of Django's."""
    html = fragment("facets.html").render(
        groups=groups, taken_out=_("chosen, take out"), all_of_them=_("All of them")
    )
    return mark_safe(html)  # noqa: S308  made by Jinja2 with escaping on


def _more_words(choices: tuple[Choice, ...]) -> str:
    count = len(choices) - _SHOWN
    return ngettext("%(counter)s more", "%(counter)s more", count) % {"counter": count} if count > 0 else ""


_PAGES: dict[str, Callable[[str, str], str]] = {
    "topic": topic_path,
    "source": source_path,
    "speaker": person_path,
}


def _with_chosen(values: tuple[Facet, ...], chosen: str) -> tuple[Facet, ...]:
    """Those with most, and the chosen one wherever it stands."""
    shown = values[: _SHOWN + _FOLDED]
    return shown + tuple(one for one in values[_SHOWN + _FOLDED :] if one.value == chosen)


def _by_name(facets: Facets) -> dict[str, tuple[Facet, ...]]:
    return {
        "topic": facets.topics,
        "source": facets.sources,
        "language": facets.languages,
        "country": facets.countries,
        "speaker": facets.speakers,
        "year": facets.years,
    }


def _dated(run: Run) -> Iterator[tuple[str, Place | Stub]]:
    """Each entry with its day; a stub has that of the card before it, so that it breaks no day in two."""
    day = next((entry.day for entry in run.entries if isinstance(entry, Place)), "")
    for entry in run.entries:
        if isinstance(entry, Place):
            day = entry.day
        yield day, entry


def _title(day: str) -> str:
    return wording.weekday_date(date.fromisoformat(day)) if day else _("Day not known")


@lru_cache(maxsize=4096)
def _stub(stub: Stub, language: str) -> str:
    day = wording.long_date(stub.withdrawn_at.date()) if stub.withdrawn_at else ""
    return fragment("stub.html").render(one=stub, language=language, day=day)


def _choice(name: str, facet: Facet, filters: Filters, chosen: str) -> Choice:
    is_chosen = chosen == facet.value
    address = address_with(filters, name, "" if is_chosen else facet.value)
    return Choice(_facet_label(name, facet), wording.decimal(facet.count), address, is_chosen)


def _facet_label(name: str, facet: Facet) -> str:
    if name == "language":
        return wording.language_name(facet.value)
    if name == "country":
        return wording.source_place(facet.value, facet.label)
    return facet.label or facet.value


def _label_of(name: str, value: str, values: tuple[Facet, ...]) -> str:
    if name == "words":
        return f"“{value}”"
    facet = next((one for one in values if one.value == value), None)
    return _facet_label(name, facet or Facet(value, "", 0))
