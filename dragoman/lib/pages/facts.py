"""The facts of a head, the tail and the page's own data, weighed into one value each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.lib.countries import country_code
from dragoman.lib.pages.dates import DateFound, find_dates, is_month, read_date, settle
from dragoman.lib.pages.durations import read_duration
from dragoman.lib.pages.embedded import Hints
from dragoman.lib.pages.fields import Kind, read_number
from dragoman.lib.pages.header import Fact
from dragoman.lib.pages.sources import read_sources
from dragoman.lib.pages.terms import PageSource

_AIRED: Final = re.compile(
    r"\b(?:aired|airs|broadcast(?:ed)?|shown|televised|posted|uploaded|published|streamed|delivered|"
    r"appeared)\b",
    re.IGNORECASE,
)
_ON_CHANNEL: Final = re.compile(
    r"\b(?:on|by|to|over)\s+(?:the\s+|an?\s+)?(?P<name>[^\s,;:].{0,80}?)(?=\s+on\s|\s+in\s|\s*,|\s*;|"
    r"\s*[:.]\s*$|\s+and\s+(?:was|then)|\s*$)"
)
_NAMED_CHANNEL: Final = re.compile(
    r"\b(?:on|by|to|from)\s(?:the\s)?([A-Z][^\s()]{0,30}(?:\s[^\s()]{1,30}){0,5})\s\(([^()]{2,40})\)"
)
_BARE_DAY: Final = re.compile(r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the facts say together."""

    number: int | None
    aired_on: date | None
    duration_ms: int | None
    sources: tuple[PageSource, ...]
    doubts: tuple[str, ...]


def weigh(facts: Sequence[Fact], hints: Hints, *, intro: str, prose: str) -> Weighed:
    """One number, day, running time and list of sources. The first stated wins; others are named in doubts."""
    doubts: list[str] = []
    number = _number(facts, doubts)
    duration = _duration(facts, hints, doubts)
    aired_on = _aired_on(facts, hints, intro, prose, doubts)
    sources = (
        _sources(facts, doubts)
        or _sources_in(intro, "introduction", doubts)
        or _sources_in(prose, "summary", doubts)
        or _source_with_country(f"{intro} {prose}", doubts)
    )
    return Weighed(number, aired_on, duration, sources, tuple(doubts))


def _of_kind(facts: Sequence[Fact], *kinds: Kind) -> list[Fact]:
    return [fact for fact in facts if fact.field.kind in kinds and fact.field.text]


def _number(facts: Sequence[Fact], doubts: list[str]) -> int | None:
    chosen: int | None = None
    for fact in _of_kind(facts, Kind.NUMBER):
        value = read_number(fact.field.text)
        if chosen is None:
            chosen = value
        elif value not in {None, chosen}:
            doubts.append(f"Line {fact.line}: another clip number, {value}, was left out.")
    return chosen


def _duration(facts: Sequence[Fact], hints: Hints, doubts: list[str]) -> int | None:
    chosen: int | None = None
    for fact in _of_kind(facts, Kind.DURATION):
        found = read_duration(fact.field.text)
        if found is None:
            continue
        if found.doubt:
            doubts.append(f"Line {fact.line}: {found.doubt}")
        elif chosen is None:
            chosen = found.ms
        elif found.ms != chosen:
            doubts.append(f"Line {fact.line}: another running time, {fact.field.text}, was left out.")
    if chosen is None:
        return hints.duration_ms
    if hints.duration_ms is not None and abs(hints.duration_ms - chosen) > 1000:
        doubts.append(
            f"The page shows {chosen // 1000} seconds but its own data says {hints.duration_ms // 1000}; "
            "the shown was kept."
        )
    return chosen


def _aired_on(facts: Sequence[Fact], hints: Hints, intro: str, prose: str, doubts: list[str]) -> date | None:
    """The stated day; else the intro's; else the day it was published, which a person should check."""

    def written_out() -> Iterator[DateFound]:
        yield from find_dates(intro)
        yield from find_dates(prose)
        for fact in _of_kind(facts, Kind.DATE, Kind.PUBLISHED):
            yield from find_dates(fact.field.text)

    stated: DateFound | None = None
    for fact in _of_kind(facts, Kind.DATE):
        found = read_date(fact.field.text)
        if found is None:
            doubts.append(f"Line {fact.line}: “{fact.field.text}” can't be read as a date.")
            continue
        found = settle(found, written_out)
        if stated is None or stated.day is None:
            stated = found
            if found.doubt:
                doubts.append(f"Line {fact.line}: {found.doubt}")
        elif found.day not in {None, stated.day}:
            doubts.append(f"Line {fact.line}: another day, {fact.field.text}, was left out.")
    if stated is not None:
        _compare_with_intro(stated, intro, doubts)
        return stated.day
    return _day_in(intro, prose, doubts) or _published(facts, hints, doubts)


def _day_in(intro: str, prose: str, doubts: list[str]) -> date | None:
    """The day the introduction gives, or the summary after a word such as “aired”."""
    from_intro = next(find_dates(intro), None)
    if from_intro is not None:
        if from_intro.doubt:
            doubts.append(f"In the introduction: {from_intro.doubt}")
        return from_intro.day
    for aired in _AIRED.finditer(prose[:4000]):
        found = next(find_dates(prose[aired.end() : aired.end() + 120]), None)
        if found is not None and found.day is not None:
            doubts.append(f"The day {found.day} was taken from the summary.")
            return found.day
    named = {found.day for found in find_dates(prose) if found.day is not None}
    if len(named) == 1:
        day = named.pop()
        doubts.append(
            f"The day {day} is the only one the summary names; nothing says when the broadcast aired."
        )
        return day
    return None


def _compare_with_intro(stated: DateFound, intro: str, doubts: list[str]) -> None:
    aired = _AIRED.search(intro)
    days = [found.day for found in find_dates(intro[aired.start() :] if aired else "") if found.day]
    if stated.day is not None and days and stated.day not in days:
        doubts.append(
            f"The page is dated {stated.day} but its introduction says {days[0]}; {stated.day} was kept."
        )


def _published(facts: Sequence[Fact], hints: Hints, doubts: list[str]) -> date | None:
    found = (
        next((read_date(fact.field.text) for fact in _of_kind(facts, Kind.PUBLISHED)), None)
        or hints.published
    )
    if found is None or found.day is None:
        return None
    doubts.append(f"{found.day} is when the page was published; it doesn't say when the broadcast aired.")
    return found.day


def _sources(facts: Sequence[Fact], doubts: list[str]) -> tuple[PageSource, ...]:
    sources: list[PageSource] = []
    for fact in _of_kind(facts, Kind.SOURCE):
        read = read_sources(fact.field.text)
        sources += [source for source in read.sources if source not in sources]
        doubts += [f"Line {fact.line}: {doubt}" for doubt in read.doubts]
    countries = _of_kind(facts, Kind.COUNTRY)
    if countries and len(sources) == 1 and not sources[0].country:
        country = countries[0].field.text
        return (PageSource(sources[0].name, country, country_code(country)),)
    return tuple(sources)


def _sources_in(text: str, where: str, doubts: list[str]) -> tuple[PageSource, ...]:
    """The channel in “… which aired on Al-Example TV (Qatar) on April 9, 2024:”."""
    text = text[:2000]
    for aired in _AIRED.finditer(text):
        for channel in _ON_CHANNEL.finditer(text, aired.end(), aired.end() + 200):
            name = channel["name"].strip()
            is_day = _BARE_DAY.match(name) or is_month(name.split()[0]) or next(find_dates(name), None)
            if is_day or not name[:1].isupper() or len(name.split()) > 8:
                continue
            read = read_sources(name)
            if read.sources:
                doubts.append(f"The source “{name}” was taken from the {where}.")
                return read.sources[:1]
    return ()


def _source_with_country(text: str, doubts: list[str]) -> tuple[PageSource, ...]:
    """“… said on CCTV (China) that …”: a name and a country in brackets are a channel."""
    for channel in _NAMED_CHANNEL.finditer(text[:2000]):
        code = country_code(channel[2])
        if code is not None:
            doubts.append(f"The source “{channel[1]} ({channel[2]})” was taken from running text.")
            return (PageSource(channel[1], channel[2], code),)
    return ()
