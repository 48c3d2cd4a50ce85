"""Checking a clip by machine, and a person's yes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from dragoman.accounts.models import User
from dragoman.clips.models import Clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import clean_text
from dragoman.reviews.checking import findings_in
from dragoman.reviews.copies import copy_digest
from dragoman.reviews.errors import ReasonTooShort, SentenceChanged
from dragoman.reviews.gate import gate_of
from dragoman.reviews.models import Approval, Check, Override, SentenceReview
from dragoman.reviews.sentences import SentenceSide, sides_of

SHORTEST_REASON = 10


@transaction.atomic
def check_clip(*, clip: Clip, actor: Actor) -> list[Check]:
    """Look at the clip as it stands; the findings replace those of the last look."""
    found = findings_in(clip)
    Check.objects.filter(clip=clip).delete()
    made = Check.objects.bulk_create(found)
    record(actor=actor, act="clip.checked", subject=f"clip:{clip.pk}", detail={"findings": len(made)})
    return made


@transaction.atomic
def approve_clip(*, clip: Clip, person: User, seen: str = "") -> Approval:
    """A person's yes to the clip as it stands. It lapses by itself when the words change.

    Raises ``SentenceChanged`` when ``seen``, the digest of what the person read, is not the clip's any more.
    """
    sides, stands = (
        sides_of(clip),
        copy_digest(clip),
    )  # in this order: what changes in between is not said yes to
    if seen and seen != stands:
        raise SentenceChanged("The words changed after you opened the page. Read them again, then approve.")
    approval, is_new = Approval.objects.get_or_create(clip=clip, person=person.handle, copy_digest=stands)
    _say_yes(clip, sides, person)
    if is_new:
        record(
            actor=person.actor,
            act="clip.approved",
            subject=f"clip:{clip.pk}",
            detail={"copy": approval.copy_digest},
        )
    return approval


@transaction.atomic
def approve_sentence(*, clip: Clip, label: str, language: str, seen: str, person: User) -> None:
    """A person's yes to one sentence, in the original or a translation, as they saw it.

    Raises ``SentenceChanged`` when it is not, or no longer, as they saw it.
    """
    side = next((one for one in sides_of(clip) if one.key == (label, language)), None)
    if side is None or side.digest != seen:
        raise SentenceChanged(
            f"Sentence s{label} changed after you opened the page. Read it again, then approve."
        )
    if _say_yes(clip, [side], person):
        record(
            actor=person.actor,
            act="sentence.approved",
            subject=f"clip:{clip.pk}",
            detail={"cue": label, "language": language, "digest": side.digest},
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What an override is about. No label or no language means every one."""

    rule: str
    label: str = ""
    language: str = ""


@transaction.atomic
def let_pass(*, clip: Clip, finding: Finding, reason: str, actor: Actor) -> Override:
    """Decide that a finding does not hold the clip back, for a reason that readers are shown.

    Of one sentence the decision lapses when the sentence changes. Raises ``ReasonTooShort``.
    """
    reason = " ".join(clean_text(reason).split())
    if len(reason) < SHORTEST_REASON:
        raise ReasonTooShort(
            f"Give the reason in a few words (at least {SHORTEST_REASON} letters): readers see it."
        )
    digests = {side.key: side.digest for side in sides_of(clip)} if finding.label else {}
    override = Override.objects.create(
        clip=clip,
        rule=finding.rule,
        label=finding.label,
        language=finding.language,
        digest=digests.get((finding.label, finding.language), ""),
        reason=reason[:500],
        person=actor.handle,
    )
    record(
        actor=actor,
        act="finding.overridden",
        subject=f"clip:{clip.pk}",
        detail={"rule": finding.rule, "cue": finding.label, "language": finding.language},
    )
    return override


@transaction.atomic
def let_everything_pass(*, clip: Clip, reason: str, actor: Actor) -> int:
    """Let every rule pass that holds the clip back as it stands. Returns how many."""
    rules = sorted({one.rule for one in gate_of(clip).obstacles})
    for rule in rules:
        let_pass(clip=clip, finding=Finding(rule), reason=reason, actor=actor)
    return len(rules)


@transaction.atomic
def take_back(*, override: Override, actor: Actor) -> None:
    """The finding holds the clip back again; editions that are out keep what they say."""
    changed = Override.objects.filter(pk=override.pk, taken_back_at=None).update(
        taken_back_at=datetime.now(UTC)
    )
    if changed:
        record(
            actor=actor,
            act="override.taken_back",
            subject=f"clip:{override.clip_id}",
            detail={"rule": override.rule, "cue": override.label, "language": override.language},
        )


def _say_yes(clip: Clip, sides: Iterable[SentenceSide], person: User) -> int:
    """Returns how many of these sentences the person had not said yes to as they stand."""
    rows = [
        SentenceReview(
            clip=clip, label=side.label, language=side.language, digest=side.digest, person=person.handle
        )
        for side in sides
    ]
    before = SentenceReview.objects.filter(clip=clip).count()
    SentenceReview.objects.bulk_create(rows, ignore_conflicts=True)
    return SentenceReview.objects.filter(clip=clip).count() - before
