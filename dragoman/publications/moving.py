"""From one state to the next, where that is legal, with a line in the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import Json
from dragoman.publications.errors import IllegalTransition
from dragoman.publications.models import Publication
from dragoman.publications.terms import NEXT_STATES, State


def move(
    publication: Publication, state: State, actor: Actor, act: str, told: Mapping[str, Json] | None = None
) -> Publication:
    """Call it inside a transaction. Returns the fresh row; the one at hand has the new state too."""
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    if state not in NEXT_STATES[fresh.state]:
        raise IllegalTransition(
            _("This clip is %(now)s: it can't become %(next)s.")
            % {"now": State(fresh.state).label, "next": state.label}
        )
    fresh.state = state
    fresh.save(update_fields=["state"])
    publication.state = state
    detail: dict[str, Json] = {"clip": fresh.clip_id, **(told or {})}
    record(actor=actor, act=act, subject=subject_of(fresh), detail=detail)
    return fresh


def subject_of(publication: Publication) -> str:
    """What the ledger calls it: by its number, once it has one."""
    return f"number:{publication.number}" if publication.number else f"clip:{publication.clip_id}"
