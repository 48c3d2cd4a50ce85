"""Keeping the moments at which a reader's bulletins are due in step with what they want."""

from __future__ import annotations

from datetime import datetime

from dragoman.bulletins.calendar import next_due
from dragoman.bulletins.models import Subscriber
from dragoman.bulletins.terms import Cadence, SubscriberState, SubscriptionState
from dragoman.bulletins.windows import renew_windows


def renew_due(subscriber: Subscriber, now: datetime) -> None:
    """Set both moments from what is wanted now, and save them; call it after every change of that.

    A moment that has passed unserved stays: its bulletin is still owed.
    """
    wanted = set(
        subscriber.subscriptions.filter(state=SubscriptionState.ACTIVE).values_list("cadence", flat=True)
    )
    is_confirmed = subscriber.state not in {SubscriberState.PENDING, SubscriberState.ERASED}
    for cadence, name in ((Cadence.DAILY, "daily_due_at"), (Cadence.WEEKLY, "weekly_due_at")):
        due: datetime | None = getattr(subscriber, name)
        if cadence not in wanted or not is_confirmed:
            setattr(subscriber, name, None)
        elif due is None or due > now:
            setattr(subscriber, name, _next(subscriber, cadence, now))
    subscriber.save(update_fields=["daily_due_at", "weekly_due_at"])
    renew_windows(subscriber, wanted if is_confirmed else set(), now)


def _next(subscriber: Subscriber, cadence: str, now: datetime) -> datetime:
    return next_due(
        cadence=cadence,
        zone=subscriber.zone,
        hour=subscriber.hour,
        weekday=subscriber.weekday,
        after=now,
    )
