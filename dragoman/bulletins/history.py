"""What readers were sent before, as far as it bears on what they are to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from dragoman.bulletins.models import Delivery
from dragoman.bulletins.terms import DeliveryState
from dragoman.corrections.models import Recipient
from dragoman.corrections.terms import RecipientKind

WHOM = "bulletin:"
"""Under which an issue stands among those who have the words of an edition, with its key."""
_GONE_OUT = (DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.WAITING, DeliveryState.HELD)


def got_before(readers: Collection[int], numbers: Collection[int]) -> dict[int, frozenset[int]]:
    """Which of these clips were in bulletins of these readers, also those that are on their way still."""
    if not numbers or not readers:
        return {}
    rows = Recipient.objects.filter(
        kind=RecipientKind.MAIL, number__in=list(numbers), whom__startswith=WHOM
    ).values_list("whom", "number")
    held: dict[str, set[int]] = defaultdict(set)
    for whom, number in rows:
        held[whom.removeprefix(WHOM)].add(number)
    got: dict[int, set[int]] = defaultdict(set)
    sent = Delivery.objects.filter(
        subscriber__in=list(readers), issue__key__in=list(held), state__in=_GONE_OUT
    )
    for reader, key in sent.values_list("subscriber_id", "issue__key"):
        got[reader] |= held[key]
    return {reader: frozenset(found) for reader, found in got.items()}


def told_lately(readers: Iterable[int], cadence: str) -> dict[int, frozenset[tuple[int, int]]]:
    """Numbers and editions in the latest bulletin of each of these readers."""
    told: dict[int, frozenset[tuple[int, int]]] = {}
    rows = Delivery.objects.filter(subscriber__in=list(readers), cadence=cadence, issue__isnull=False)
    for reader, items in rows.order_by("pk").values_list("subscriber_id", "issue__items"):
        told[reader] = frozenset((number, edition) for number, edition, _kind in items)
    return told
