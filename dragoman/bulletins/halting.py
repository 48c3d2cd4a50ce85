"""Stopping all bulletins, and holding single runs of them until an editor has looked."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
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
    return _move(cadence, DeliveryState.WAITING, DeliveryState.HELD, "bulletins.held", actor)


@transaction.atomic
def let_go(*, cadence: str, actor: Actor) -> int:
    """An editor has looked: what was held of a cadence is sent. How many."""
    return _move(cadence, DeliveryState.HELD, DeliveryState.WAITING, "bulletins.approved", actor)


@transaction.atomic
def drop_held(*, cadence: str, actor: Actor) -> int:
    """What was held of a cadence is not sent at all."""
    moved = Delivery.objects.filter(cadence=cadence, state=DeliveryState.HELD).update(
        state=DeliveryState.DROPPED, settled_at=datetime.now(UTC), trouble="the desk"
    )
    if moved:
        _note("bulletins.dropped", cadence, moved, actor)
    return moved


def _move(cadence: str, before: DeliveryState, after: DeliveryState, act: str, actor: Actor) -> int:
    moved = Delivery.objects.filter(cadence=cadence, state=before).update(state=after)
    if moved:
        _note(act, cadence, moved, actor)
    return moved


def _note(act: str, cadence: str, moved: int, actor: Actor) -> None:
    record(actor=actor, act=act, subject=_SUBJECT, detail={"cadence": str(cadence), "count": moved})
