"""People, topics and sources beside a page that is about something else: by name, with how many clips they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.publications.links import person_path, source_path, topic_path
from dragoman.search.facets import Facet, Facets
from dragoman.ui.wording import reader_language

_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Beside:
    """A name that leads to its own page. ``count`` is of the clips it has in common with this one."""

    name: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Those with most, and the rest folded away."""

    shown: tuple[Beside, ...]
    more: tuple[Beside, ...]


def people_in(found: Facets) -> Group:
    return _group(found.speakers, person_path)


def topics_in(found: Facets) -> Group:
    return _group(found.topics, topic_path)


def sources_in(found: Facets) -> Group:
    return _group(found.sources, source_path)


def _group(values: Iterable[Facet], path: Callable[[str, str], str]) -> Group:
    language = reader_language()
    all_ = tuple(Beside(one.label or one.value, path(one.value, language), one.count) for one in values)
    return Group(all_[:_SHOWN], all_[_SHOWN:])
