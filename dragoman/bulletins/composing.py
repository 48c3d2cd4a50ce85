"""Making bulletins: who is due, what happened since they were told, and a row for each, all in one transaction.

A bulletin is made once for each reader, cadence and moment it was due: the transaction that writes the delivery down
also moves the reader's due moment, and the reach of what they were told. Killed before its end, nothing happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from dragoman.bulletins.calendar import next_due
from dragoman.bulletins.choosing import Draft
from dragoman.bulletins.history import got_before, told_lately
from dragoman.bulletins.issues import kept_issues
from dragoman.bulletins.models import Delivery, Reach, Subscriber, Subscription
from dragoman.bulletins.selectors import due_subscribers, wishes_of, written_to
from dragoman.bulletins.sheets import Sheets, latest_news
from dragoman.bulletins.terms import Cadence, DeliveryState, SubscriptionState

_RUN = 500
"""Readers whose bulletins are made in one transaction."""
_DUE = {Cadence.DAILY: "daily_due_at", Cadence.WEEKLY: "weekly_due_at"}


def compose_due(*, cadence: str, now: datetime) -> int:
    """Write down the bulletin of everyone who is due. How many there are to send; nobody is due twice."""
    sheets = Sheets(cadence, now)
    return sum(_compose(sheets, run) for run in _runs(cadence, now))


def forecast(*, cadence: str, now: datetime) -> Iterator[Draft]:
    """What ``compose_due`` would write down at that moment; leaves no trace."""
    sheets = Sheets(cadence, now)
    for run in _runs(cadence, now):
        readers = list(_due(cadence, now).filter(pk__in=run))
        yield from (draft for draft in _drafts(sheets, readers) if draft.is_sent)


def _runs(cadence: str, now: datetime) -> Iterator[list[int]]:
    last = 0
    while run := list(_due(cadence, now).filter(pk__gt=last).values_list("pk", flat=True)[:_RUN]):
        yield run
        last = run[-1]


def _due(cadence: str, now: datetime) -> QuerySet[Subscriber]:
    """Of those who are told at once, all whose reach ends before the latest news."""
    if cadence != Cadence.AT_ONCE:
        return due_subscribers(cadence=cadence, now=now)
    latest = latest_news(now)
    mine = {"subscriber": OuterRef("pk"), "cadence": cadence}
    wishes = Subscription.objects.filter(**mine, state=SubscriptionState.ACTIVE, confirmed_at__lt=latest)
    told = Reach.objects.filter(**mine, until__gte=latest)
    return written_to(now).filter(Exists(wishes)).exclude(Exists(told)).order_by("pk")


@transaction.atomic
def _compose(sheets: Sheets, run: Sequence[int]) -> int:
    due = _due(sheets.cadence, sheets.now).filter(pk__in=run)
    if connection.features.has_select_for_update_of:
        due = due.select_for_update(of=("self",))
    readers = list(due)
    drafts = [draft for draft in _drafts(sheets, readers) if draft.is_sent]
    _write_down(sheets, drafts)
    _move_on(sheets, readers)
    return len(drafts)


def _drafts(sheets: Sheets, readers: Sequence[Subscriber]) -> Iterator[Draft]:
    wishes = wishes_of([reader.pk for reader in readers], sheets.cadence)
    since = _windows(sheets.cadence, [reader.pk for reader in readers])
    sheet_of = {pk: sheets.after(moment) for pk, moment in since.items()}
    got = got_before(since, {number for sheet in sheet_of.values() for number in sheet.amended})
    late = [pk for pk, sheet in sheet_of.items() if sheet.has_late]
    besides = told_lately(late, sheets.cadence)
    for reader in readers:
        pk, mine = reader.pk, wishes.get(reader.pk, ())
        if mine and pk in since:
            items = sheet_of[pk].pick(mine, got.get(pk, frozenset()), besides.get(pk, frozenset()))
            yield Draft(reader, _moment(reader, sheets), since[pk], items)


def _windows(cadence: str, readers: Sequence[int]) -> dict[int, datetime]:
    """Where each reader's window begins: where the last ended, or when the first wish of the cadence was confirmed."""
    wishes = Subscription.objects.filter(
        subscriber__in=readers, cadence=cadence, state=SubscriptionState.ACTIVE, confirmed_at__isnull=False
    )
    rows = wishes.order_by("-confirmed_at").values_list("subscriber_id", "confirmed_at")
    begins = {pk: at for pk, at in rows if at}
    told = Reach.objects.filter(subscriber__in=list(begins), cadence=cadence)
    return begins | dict(told.values_list("subscriber_id", "until"))


def _moment(reader: Subscriber, sheets: Sheets) -> datetime:
    """The moment the bulletin was due; at once, that is now."""
    due: datetime | None = (
        getattr(reader, _DUE[Cadence(sheets.cadence)], None) if sheets.cadence in _DUE else None
    )
    return due or sheets.now


def _write_down(sheets: Sheets, drafts: Sequence[Draft]) -> None:
    issues = kept_issues(drafts, cadence=sheets.cadence, now=sheets.now)
    state = DeliveryState.HELD if settings.BULLETINS_APPROVAL else DeliveryState.WAITING
    Delivery.objects.bulk_create(
        (
            Delivery(
                subscriber=draft.subscriber,
                cadence=sheets.cadence,
                due_at=draft.due_at,
                since=draft.since,
                until=sheets.now,
                issue=issues.get(draft),
                why=[item.why for item in draft.items],
                state=state,
                next_at=sheets.now,
                made_at=sheets.now,
            )
            for draft in drafts
        ),
        batch_size=200,
    )


def _move_on(sheets: Sheets, readers: Sequence[Subscriber]) -> None:
    """All of them were told of everything up to now, also those of whom nothing is sent."""
    Reach.objects.bulk_create(
        [Reach(subscriber=reader, cadence=sheets.cadence, until=sheets.now) for reader in readers],
        batch_size=300,
        update_conflicts=True,
        unique_fields=["subscriber", "cadence"],
        update_fields=["until"],
    )
    if sheets.cadence not in _DUE:
        return
    clocks: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for reader in readers:
        clocks[reader.zone, reader.hour, reader.weekday].append(reader.pk)
    for (zone, hour, weekday), rows in clocks.items():
        moment = next_due(cadence=sheets.cadence, zone=zone, hour=hour, weekday=weekday, after=sheets.now)
        Subscriber.objects.filter(pk__in=rows).update(**{_DUE[Cadence(sheets.cadence)]: moment})
