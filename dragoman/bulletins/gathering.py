"""What is needed for a batch of mails, read in a few questions just before they go: who may be written to still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dragoman.bulletins.calendar import zone_of
from dragoman.bulletins.mails import Bulletin, Told
from dragoman.bulletins.models import Delivery
from dragoman.bulletins.naming import names_of
from dragoman.bulletins.selectors import wishes_of, written_to
from dragoman.bulletins.terms import SubscriberState
from dragoman.bulletins.wishes import Wish

LEFT, ENDED = "left", "ended"
"""Why a bulletin is dropped: the reader gets no mail any more, or ended what it was for."""


@dataclass(slots=True)
class Gathered:
    """``deliveries`` are those to hand over."""

    deliveries: list[Delivery] = field(default_factory=list)
    dropped: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    paused: dict[int, datetime] = field(default_factory=dict)
    wishes: dict[tuple[int, str], tuple[Wish, ...]] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def numbers(self) -> set[int]:
        return {item[0] for one in self.deliveries if one.issue for item in one.issue.items}

    def bulletin(self, delivery: Delivery) -> Bulletin:
        reader = delivery.subscriber
        wishes = self.wishes[reader.pk, delivery.cadence]
        names = {wish.subscription: self.names[reader.language, wish.subscription] for wish in wishes}
        return Bulletin(
            reader,
            delivery.cadence,
            delivery.until.astimezone(zone_of(reader.zone)).date(),
            _told(delivery, wishes),
            wishes,
            names,
            delivery.issue.key if delivery.issue else "",
        )


def gather(rows: Sequence[int], now: datetime) -> Gathered:
    found = Gathered()
    deliveries = list(
        Delivery.objects.filter(pk__in=rows).select_related("subscriber", "issue").order_by("pk")
    )
    may = set(
        written_to(now).filter(pk__in={one.subscriber_id for one in deliveries}).values_list("pk", flat=True)
    )
    for cadence in {one.cadence for one in deliveries}:
        readers = [one.subscriber_id for one in deliveries if one.cadence == cadence]
        for reader, wishes in wishes_of(readers, cadence).items():
            found.wishes[reader, cadence] = wishes
    for one in deliveries:
        _sort_out(found, one, may)
    _name(found)
    return found


def _sort_out(found: Gathered, one: Delivery, may: set[int]) -> None:
    reader = one.subscriber
    if reader.pk not in may:
        if reader.state == SubscriberState.PAUSED and reader.paused_until:
            found.paused[one.pk] = reader.paused_until
        else:
            found.dropped[LEFT].append(one.pk)
        return
    wishes = found.wishes.get((reader.pk, one.cadence), ())
    if not wishes or (one.issue and not _told(one, wishes)):
        found.dropped[ENDED].append(one.pk)
        return
    found.deliveries.append(one)


def _told(delivery: Delivery, wishes: Sequence[Wish]) -> tuple[Told, ...]:
    """Without what was for subscriptions that ended since."""
    if delivery.issue is None:
        return ()
    active = {wish.subscription for wish in wishes}
    told = []
    for (number, _edition, kind), why in zip(delivery.issue.items, delivery.why, strict=True):
        still = tuple(pk for pk in why if pk in active)
        if still or not why:
            told.append(Told(number, kind, still))
    return tuple(told)


def _name(found: Gathered) -> None:
    by_language: dict[str, list[Wish]] = defaultdict(list)
    for one in found.deliveries:
        by_language[one.subscriber.language] += found.wishes[one.subscriber_id, one.cadence]
    for language, wishes in by_language.items():
        names = names_of(((wish.about, wish.value, wish.label) for wish in wishes), language)
        for wish in wishes:
            name = names[wish.about, wish.value]
            found.names[language, wish.subscription] = f"{name.kind}: {name.text}" if name.text else name.kind
