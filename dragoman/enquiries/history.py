"""One line for each act: in the enquiry's own history and, without a word or a name, in the ledger."""

from __future__ import annotations

from datetime import UTC, datetime

from dragoman.enquiries.errors import IllegalStep
from dragoman.enquiries.models import Act, Enquiry
from dragoman.enquiries.terms import NEXT_STATES, State
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.lib.hashing import Json


def note(
    enquiry: Enquiry, act: str, actor: Actor | None, about: str = "", detail: dict[str, Json] | None = None
) -> Act:
    """Say that something was done; without an actor it was the requester, whom the ledger does not name."""
    return _line(enquiry, act, actor, about=about, detail=detail)


def step(
    enquiry: Enquiry, state: str, act: str, actor: Actor | None, about: str = "", **changes: object
) -> tuple[Enquiry, Act]:
    """Take one step of the table. Raises ``IllegalStep`` for any other; call it inside a transaction."""
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if state not in NEXT_STATES[fresh.state]:
        raise IllegalStep(f"{fresh.reference} is “{fresh.state}”: it can't become “{state}”.")
    before, fresh.state = fresh.state, State(state)
    fresh.state_at = datetime.now(UTC)
    if state == State.WAITING:
        fresh.before_waiting = before
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save()
    return fresh, _line(fresh, act, actor, about=about, before=before, after=state)


def _line(
    enquiry: Enquiry,
    act: str,
    actor: Actor | None,
    *,
    about: str = "",
    before: str = "",
    after: str = "",
    detail: dict[str, Json] | None = None,
) -> Act:
    made = Act.objects.create(
        enquiry=enquiry,
        at=datetime.now(UTC),
        actor=actor.handle if actor else "",
        act=act,
        before=before,
        after=after,
        about=about[:60],
    )
    told: dict[str, Json] = {"reference": enquiry.reference, **(detail or {})}
    if after:
        told |= {"before": before, "after": after}
    record(actor=actor or SYSTEM, act=f"enquiry.{act}", subject=f"enquiry:{enquiry.reference}", detail=told)
    return made
