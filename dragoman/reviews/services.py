"""Checking a clip by machine, and a person's yes."""

from __future__ import annotations

from django.db import transaction

from dragoman.accounts.models import User
from dragoman.clips.models import Clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.reviews.checking import findings_in
from dragoman.reviews.copies import copy_digest
from dragoman.reviews.models import Approval, Check


@transaction.atomic
def check_clip(*, clip: Clip, actor: Actor) -> list[Check]:
    """Look at the clip as it stands; the findings replace those of the last look."""
    found = findings_in(clip)
    Check.objects.filter(clip=clip).delete()
    made = Check.objects.bulk_create(found)
    record(actor=actor, act="clip.checked", subject=f"clip:{clip.pk}", detail={"findings": len(made)})
    return made


@transaction.atomic
def approve_clip(*, clip: Clip, person: User) -> Approval:
    """A person's yes to the clip as it stands. It lapses by itself when the words change."""
    approval, is_new = Approval.objects.get_or_create(
        clip=clip, person=person.handle, copy_digest=copy_digest(clip)
    )
    if is_new:
        record(
            actor=person.actor,
            act="clip.approved",
            subject=f"clip:{clip.pk}",
            detail={"copy": approval.copy_digest},
        )
    return approval
