"""The rows of the forms for bulletins: each thing one can be told of, with how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.bulletins.models import Subscriber, Subscription
from dragoman.bulletins.naming import Name, names_of
from dragoman.bulletins.rules import cadences_for
from dragoman.bulletins.terms import About, Cadence, EndedBy, SubscriptionState
from dragoman.bulletins.wants import Want
from dragoman.search.facets import facets
from dragoman.search.filing import Key

_MOST_OFFERED = 60
"""Topics offered on the form; all others are subscribed to from their own pages."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing with its cadences; ``field`` is the name of its control."""

    field: str
    kind: str
    text: str
    path: str
    choices: tuple[Choice, ...]
    token: str = ""
    is_there: bool = True
    formerly: str = ""

    @property
    def is_set(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Past:
    """A subscription that ended, with why, as long as the reader may not know."""

    kind: str
    text: str
    why: str


def chosen_rows(wants: Iterable[Want]) -> tuple[Row, ...]:
    """What the form was opened for, or sent with."""
    found = list(wants)
    names = names_of((want.about, want.value, want.label) for want in found)
    return tuple(_row(f"want-{place}", want, names, _USUAL) for place, want in enumerate(found))


def offered_rows(without: Iterable[Key], cadences: tuple[Cadence, ...] = ()) -> tuple[Row, ...]:
    """Every clip, and the topics with most clips, none of them chosen."""
    known = set(without)
    wants = [Want(About.EVERYTHING, "", "")]
    wants += [Want(About.TOPIC, one.value, "", one.label) for one in facets().topics[:_MOST_OFFERED]]
    offered = [want for want in wants if (want.about, want.value) not in known]
    names = names_of((want.about, want.value, want.label) for want in offered)
    first = len(known)  # behind those that are chosen, whose controls have numbers too
    return tuple(
        _row(f"want-{place}", want, names, cadences or _USUAL) for place, want in enumerate(offered, first)
    )


def rows_of(subscriber: Subscriber) -> tuple[Row, ...]:
    """What a reader has, in the order in which it was asked for."""
    held = list(subscriber.subscriptions.filter(state=SubscriptionState.ACTIVE).order_by("pk"))
    names = names_of((one.about, one.value, one.label) for one in held)
    cadences = cadences_for(subscriber.normal)
    return tuple(_held_row(one, names, cadences) for one in held)


def ended_rows(subscriber: Subscriber) -> tuple[Past, ...]:
    """What ended without the reader's doing."""
    ended = subscriber.subscriptions.filter(state=SubscriptionState.ENDED).exclude(ended_by=EndedBy.READER)
    rows = list(ended.order_by("pk"))
    names = names_of((one.about, one.value, one.label) for one in rows)
    return tuple(
        Past(names[one.about, one.value].kind, one.label or one.value, str(EndedBy(one.ended_by).label))
        for one in rows
    )


_USUAL = (Cadence.DAILY, Cadence.WEEKLY)


def _row(field: str, want: Want, names: dict[Key, Name], cadences: tuple[Cadence, ...]) -> Row:
    name = names[want.about, want.value]
    choices = tuple(
        Choice(f"{want.about}|{want.value}|{cadence}", str(cadence.label), cadence == want.cadence)
        for cadence in cadences
    )
    return Row(field, name.kind, name.text, name.path, choices, is_there=name.is_there)


def _held_row(one: Subscription, names: dict[Key, Name], cadences: tuple[Cadence, ...]) -> Row:
    name = names[one.about, one.value]
    offered = cadences if one.cadence in cadences else (*cadences, Cadence(one.cadence))
    choices = tuple(Choice(str(cadence), str(cadence.label), cadence == one.cadence) for cadence in offered)
    return Row(
        f"cadence-{one.pk}",
        name.kind,
        name.text,
        name.path,
        choices,
        one.token,
        name.is_there,
        one.formerly,
    )
