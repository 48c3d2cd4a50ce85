"""Readers of bulletins, as they are once they confirmed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from dragoman.bulletins.calendar import next_due
from dragoman.bulletins.marks import address_mark
from dragoman.bulletins.models import Subscriber, Subscription
from dragoman.bulletins.terms import Cadence, SubscriberState, SubscriptionState
from dragoman.search.models import Count, ListVersion

CONFIRMED = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

Wanted = tuple[str, str, str]
"""About, value, cadence."""


def reader(
    address: str = "mona@reader.example",
    wants: Iterable[Wanted] = (("topic", "railways", "daily"),),
    *,
    at: datetime = CONFIRMED,
    **fields: object,
) -> Subscriber:
    """An active reader; ``fields`` are the model's."""
    made = Subscriber(
        address=address,
        normal=address.lower(),
        mark=address_mark(address.lower()),
        made_at=at,
        confirmed_at=at,
        **{"state": SubscriberState.ACTIVE, **fields},
    )
    wanted = tuple(wants)
    cadences = {cadence for _, _, cadence in wanted}
    for cadence in cadences & {Cadence.DAILY, Cadence.WEEKLY}:
        moment = next_due(
            cadence=cadence, zone=made.zone, hour=made.hour, weekday=made.weekday, after=made.made_at
        )
        setattr(made, f"{cadence}_due_at", moment)
    made.save()
    for about, value, cadence in wanted:
        Subscription.objects.create(
            subscriber=made,
            about=about,
            value=value,
            label=value.replace("-", " ").capitalize(),
            cadence=cadence,
            state=SubscriptionState.ACTIVE,
            made_at=at,
            confirmed_at=at,
        )
    return made


_NAMES = (
    ("everything", "", ""),
    ("topic", "railways", "Railways"),
    ("topic", "public-works", "Public works"),
    ("source", "meridian-tv", "Meridian TV"),
    ("speaker", "lin-ruomei", "Lin Ruomei"),
    ("country", "norland", "Norland"),
    ("language", "zh", ""),
)


def names_in_lists() -> None:
    """What public lists go by, as if clips were published under it: a hundred times cheaper than to publish one."""
    Count.objects.bulk_create(
        Count(kind=kind, value=value, label=label, count=1) for kind, value, label in _NAMES
    )
    # Counts are kept in memory by the lists' version.
    ListVersion.objects.update_or_create(id=1, defaults={"version": secrets.randbits(60)})
