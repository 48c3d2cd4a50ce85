"""Stopping all bulletins, and holding single runs of them until an editor has looked."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dragoman.bulletins.models import Delivery, Halt
from dragoman.bulletins.terms import AlreadyHalted, DeliveryState
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor

_SUBJECT = "bulletins"


def halt_in_force() -> Halt | None:
    return Halt.objects.filter(lifted_at=None).first()


def is_halted() -> bool:
    return Halt.objects.filter(lifted_at=None).exists()


@transaction.atomic
def halt_all(*, reason: str, actor: Actor) -> Halt:
    """Hand no bulletin over from now on; they are made, and wait. Raises ``AlreadyHalted``."""
    if is_halted():
        raise AlreadyHalted(_("All bulletins are stopped already."))
    record(actor=actor, act="bulletins.halted", subject=_SUBJECT)
    return Halt.objects.create(at=datetime.now(UTC), by=actor.handle, reason=" ".join(reason.split())[:300])


@transaction.atomic
def lift_halt(*, actor: Actor) -> None:
    """Go on with what waits. Raises ``AlreadyHalted`` where nothing was stopped."""
    if not Halt.objects.filter(lifted_at=None).update(lifted_at=datetime.now(UTC), lifted_by=actor.handle):
        raise AlreadyHalted(_("Bulletins are not stopped."))
    record(actor=actor, act="bulletins.resumed", subject=_SUBJECT)


@transaction.atomic
def hold(*, cadence: str, actor: Actor) -> int:
    """Keep back what waits of a cadence until somebody lets it go. How many."""
    moved = Delivery.objects.filter(cadence=cadence, state=DeliveryState.WAITING).update(
        state=DeliveryState.HELD
    )
    if moved:
        _note("bulletins.held", cadence, moved, actor)
    return moved


@transaction.atomic
def let_go(*, cadence: str, actor: Actor, last: int | None = None) -> int:
    """An editor has looked: what was held of a cadence is sent, up to the ``last`` they were told of. How many."""
    moved = _held(cadence, last).update(state=DeliveryState.WAITING)
    if moved:
        _note("bulletins.approved", cadence, moved, actor)
    return moved


@transaction.atomic
def drop_held(*, cadence: str, actor: Actor, last: int | None = None) -> int:
    """What was held of a cadence, up to the same, is not sent at all. How many."""
    moved = _held(cadence, last).update(
        state=DeliveryState.DROPPED, settled_at=datetime.now(UTC), trouble="the desk"
    )
    if moved:
        _note("bulletins.dropped", cadence, moved, actor)
    return moved


def _held(cadence: str, last: int | None) -> QuerySet[Delivery]:
    """What is made while somebody reads is held further."""
    found = Delivery.objects.filter(cadence=cadence, state=DeliveryState.HELD)
    return found if last is None else found.filter(pk__lte=last)


def _note(act: str, cadence: str, moved: int, actor: Actor) -> None:
    record(actor=actor, act=act, subject=_SUBJECT, detail={"cadence": str(cadence), "count": moved})
