"""Who is to be written to, and what each of them wants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from dragoman.bulletins.models import Subscriber, Subscription, Suppression
from dragoman.bulletins.terms import WRITTEN_TO, About, Cadence, SubscriberState, SubscriptionState
from dragoman.bulletins.wishes import Wish

_DUE = {Cadence.DAILY: "daily_due_at", Cadence.WEEKLY: "weekly_due_at"}


def written_to(now: datetime) -> QuerySet[Subscriber]:
    """Those who may get mail at this moment: confirmed, not paused, address not suppressed.

    Ask it anew just before handing a mail over: a reader may have left since it was made.
    """
    suppressed = Suppression.objects.filter(mark=OuterRef("mark"))
    may = Q(state__in=WRITTEN_TO) | Q(state=SubscriberState.PAUSED, paused_until__lte=now)
    return Subscriber.objects.filter(may).exclude(Exists(suppressed))


def reader_with_secret(secret: str) -> Subscriber | None:
    """Whose lasting link this is; nobody's once they are erased, or before they ever confirmed."""
    if "\0" in secret:
        return None  # PostgreSQL takes no such text at all
    found = Subscriber.objects.filter(secret=secret[:40]).exclude(normal=None)
    return found.exclude(state=SubscriberState.PENDING).first()


def due_subscribers(*, cadence: str, now: datetime) -> QuerySet[Subscriber]:
    """Those whose daily or weekly bulletin is due on their own clock, by id; take them in runs with ``pk__gt``.

    Due means ``<cadence>_due_at`` is not after ``now``. Whoever makes the bulletin moves that moment on with
    ``calendar.next_due``: after an outage of a week each is due once, not seven times.
    """
    return written_to(now).filter(**{f"{_DUE[Cadence(cadence)]}__lte": now}).order_by("pk")


def wishes_of(subscribers: Iterable[int], cadence: str) -> dict[int, tuple[Wish, ...]]:
    """The active subscriptions of one cadence, by subscriber, by one question; none for those who have none."""
    rows = Subscription.objects.filter(
        subscriber__in=list(subscribers), cadence=cadence, state=SubscriptionState.ACTIVE
    ).order_by("pk")
    found: dict[int, list[Wish]] = defaultdict(list)
    for row in rows.values_list("subscriber_id", "pk", "about", "value", "label", "token"):
        found[row[0]].append(Wish(*row[1:]))
    return {subscriber: tuple(wishes) for subscriber, wishes in found.items()}


def saved_searches(cadence: str) -> list[str]:
    """Each search that somebody is told of at this cadence, once; ``asked_in`` of the search reads them."""
    rows = Subscription.objects.filter(about=About.SEARCH, cadence=cadence, state=SubscriptionState.ACTIVE)
    return list(rows.order_by("value").values_list("value", flat=True).distinct())
