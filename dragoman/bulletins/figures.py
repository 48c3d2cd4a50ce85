"""How many readers there are, of what, and how that changes. Numbers alone: nobody is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count as CountOf
from django.db.models import Q
from django.db.models.functions import TruncWeek

from dragoman.bulletins.models import Subscriber, Subscription, Suppression
from dragoman.bulletins.naming import Name, names_of
from dragoman.bulletins.terms import Cadence, SubscriberState, SubscriptionState

_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing with how many have it, at each cadence."""

    about: str
    value: str
    name: Name
    daily: int
    weekly: int
    at_once: int

    @property
    def all(self) -> int:
        return self.daily + self.weekly + self.at_once


@dataclass(frozen=True, slots=True)
class Week:
    """``monday`` is its first day."""

    monday: date
    came: int
    left: int


def by_state() -> list[tuple[str, int]]:
    """Each state anybody is in, in words."""
    found = dict(Subscriber.objects.order_by().values_list("state").annotate(CountOf("pk")))
    return [(str(state.label), found[state]) for state in SubscriberState if state in found]


def by_thing(most: int = 200) -> list[Wanted]:
    """What is wanted by most first."""
    rows = (
        Subscription.objects.filter(state=SubscriptionState.ACTIVE)
        .order_by()
        .values("about", "value")
        .annotate(
            daily=CountOf("pk", filter=Q(cadence=Cadence.DAILY)),
            weekly=CountOf("pk", filter=Q(cadence=Cadence.WEEKLY)),
            at_once=CountOf("pk", filter=Q(cadence=Cadence.AT_ONCE)),
            all=CountOf("pk"),
        )
        .order_by("-all", "about", "value")[:most]
    )
    found = list(rows)
    labels = dict(
        Subscription.objects.filter(value__in=[row["value"] for row in found]).values_list("value", "label")
    )
    names = names_of((row["about"], row["value"], labels.get(row["value"], "")) for row in found)
    return [
        Wanted(
            row["about"],
            row["value"],
            names[row["about"], row["value"]],
            row["daily"],
            row["weekly"],
            row["at_once"],
        )
        for row in found
    ]


def growth(now: datetime) -> list[Week]:
    """Of the last twelve weeks, how many came and how many left; the latest first."""
    this = now.date() - timedelta(days=now.weekday())
    since = datetime(this.year, this.month, this.day, tzinfo=now.tzinfo) - timedelta(weeks=_WEEKS - 1)
    came, left = _a_week("confirmed_at", since), _a_week("unsubscribed_at", since)
    mondays = [this - timedelta(weeks=n) for n in range(_WEEKS)]
    return [Week(monday, came.get(monday, 0), left.get(monday, 0)) for monday in mondays]


def suppressed() -> int:
    return Suppression.objects.count()


def _a_week(field: str, since: datetime) -> dict[date, int]:
    rows = (
        Subscriber.objects.filter(**{f"{field}__gte": since})
        .annotate(week=TruncWeek(field))
        .order_by()
        .values_list("week")
        .annotate(CountOf("pk"))
    )
    return {week.date(): count for week, count in rows}
