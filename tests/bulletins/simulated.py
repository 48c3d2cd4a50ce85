"""Weeks of bulletins in minutes: a made-up archive and its readers, and a plain-written model of who must get what.

What is here knows nothing of the code it judges; ``played`` lets it happen there, and ``test_simulated`` compares.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

TOPICS = tuple(f"topic-{one}" for one in range(24))
ZONES = ("Europe/Paris", "America/New_York", "Asia/Tehran", "Pacific/Auckland", "Africa/Cairo", "UTC")
# Clocks change in Paris on the 29th of March, in Auckland on the 5th of April.
BEGAN = datetime(2026, 3, 25, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    zone: str
    hour: int
    weekday: int
    wants: tuple[tuple[str, str], ...]
    """(topic, cadence)"""

    @property
    def address(self) -> str:
        return f"reader{self.pk}@d{self.pk % 7}.example"


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    number: int
    kind: str
    topics: tuple[str, ...] = ()


@dataclass(slots=True)
class Script:
    """What happens: ``ticks`` are the moments at which something is sent; there are none during the outage."""

    people: list[Person]
    events: list[Event]
    ticks: list[datetime]
    leaving: dict[int, datetime] = field(default_factory=dict)


def scripted(readers: int, days: int, seed: int = 1) -> Script:
    chance = random.Random(seed)
    people = [_person(chance, pk) for pk in range(1, readers + 1)]
    ticks = [BEGAN + HOUR * hour for hour in range(1, days * 24 + 1)]
    outage = range(60, 95)
    ticks = [tick for at, tick in enumerate(ticks) if at not in outage]
    events = []
    for number in range(1, days * 6 + 1):
        at = BEGAN + timedelta(minutes=chance.randint(10, days * 1440 - 200), seconds=7)
        topics = tuple(chance.sample(TOPICS, chance.randint(1, 3)))
        events.append(Event(at, number, "new", topics))
        if chance.random() < 0.3:
            later = at + timedelta(minutes=chance.randint(30, 4_000))
            events.append(Event(later, number, chance.choice(["corrected", "withdrawn"]), topics))
    leaving = {one.pk: chance.choice(ticks) for one in people if chance.random() < 0.1}
    return Script(people, sorted(events, key=lambda one: (one.at, one.number)), ticks, leaving)


def _person(chance: random.Random, pk: int) -> Person:
    wants = chance.sample(TOPICS, chance.randint(1, 12))
    return Person(
        pk,
        chance.choice(ZONES),
        chance.randint(0, 23),
        chance.randint(0, 6),
        tuple((topic, chance.choice(["daily", "daily", "weekly"])) for topic in wants),
    )


Mail = tuple[str, str, tuple[tuple[int, str], ...]]
"""Address, cadence, and the clips in it with their kinds."""


def expected(script: Script) -> list[Mail]:
    """Everything that must arrive, by walking through the hours as a person would."""
    mails: list[Mail] = []
    for person in script.people:
        had: set[int] = set()
        cadences = {cadence for _topic, cadence in person.wants}
        reach = dict.fromkeys(cadences, BEGAN)
        due = {cadence: _due(person, cadence, BEGAN) for cadence in cadences}
        for tick in script.ticks:
            if tick >= script.leaving.get(person.pk, datetime.max.replace(tzinfo=UTC)):
                break
            for cadence in sorted(cadences):
                if due[cadence] > tick:
                    continue
                told = _told(script, person, cadence, (reach[cadence], tick), had)
                reach[cadence], due[cadence] = tick, _due(person, cadence, tick)
                if told:
                    mails.append((person.address, cadence, told))
                    had |= {number for number, _kind in told}
    return sorted(mails)


def _due(person: Person, cadence: str, after: datetime) -> datetime:
    """The next whole hour at which the reader's clock shows their hour, or for the first time more than it."""
    zone, day = ZoneInfo(person.zone), after.astimezone(ZoneInfo(person.zone)).date()
    for more in range(-1, 10):
        local = datetime(day.year, day.month, day.day, person.hour, tzinfo=zone) + timedelta(days=more)
        moment = local.astimezone(UTC)
        if moment > after and (cadence == "daily" or local.weekday() == person.weekday):
            return moment
    raise AssertionError("no such day")


def _told(
    script: Script, person: Person, cadence: str, window: tuple[datetime, datetime], had: set[int]
) -> tuple[tuple[int, str], ...]:
    topics = {topic for topic, at in person.wants if at == cadence}
    by_number: dict[int, list[Event]] = defaultdict(list)
    gone = {one.number for one in script.events if one.kind == "withdrawn" and one.at <= window[1]}
    for event in script.events:
        if window[0] < event.at <= window[1]:
            by_number[event.number].append(event)
    told = []
    for number, events in by_number.items():
        kinds = {event.kind for event in events}
        wanted = bool(topics & set(events[0].topics))
        if number in gone:
            if "withdrawn" in kinds and number in had:
                told.append((number, "withdrawn"))
        elif "new" in kinds:
            if wanted:
                told.append((number, "new"))
        elif wanted or number in had:
            told.append((number, "corrected"))
    return tuple(sorted(told))
