from __future__ import annotations

from django.db.models import QuerySet

from dragoman.clips.models import Clip
from dragoman.reviews.copies import copy_digest
from dragoman.reviews.models import Approval, Check, Override
from dragoman.reviews.terms import Severity
from dragoman.reviews.wording import sentence_of
from dragoman.transcripts.selectors import cues_of
from dragoman.translations.selectors import translations_of


def findings(clip: Clip) -> QuerySet[Check]:
    return Check.objects.filter(clip=clip)


def holds_back(clip: Clip) -> bool:
    """Whether any finding of the last check keeps the clip from going out by itself."""
    return findings(clip).filter(severity=Severity.BLOCKING).exists()


def warnings_of(clip: Clip) -> list[str]:
    """The findings as sentences, each once."""
    return list(dict.fromkeys(sentence_of(check) for check in findings(clip)))


def approvers_of(clip: Clip) -> list[str]:
    """Handles of those who approved the clip exactly as it now stands."""
    given = Approval.objects.filter(clip=clip, copy_digest=copy_digest(clip)).order_by("given_at")
    return list(given.values_list("person", flat=True))


def sentence_reviewers(clip: Clip) -> dict[tuple[str, str], tuple[str, ...]]:
    """Who approved each sentence as it stands: by label and language of the rendering, none for the original."""
    approvers = tuple(approvers_of(clip))
    if not approvers:
        return {}
    originals = {(cue.label, ""): approvers for cue in cues_of(clip) if cue.text}
    rendered = {
        (cue.label, track.language): approvers
        for track in translations_of(clip)
        for cue in track.cues.all()
        if cue.text
    }
    return {**originals, **rendered}


def eyes(clip: Clip) -> str:
    """``two`` when others than the writers reviewed, ``one`` when the writers did; empty without a review."""
    return ""


def overrides_in_force(clip: Clip) -> tuple[Override, ...]:
    """The findings that an editor decided do not hold the clip back."""
    return tuple(Override.objects.filter(clip=clip, taken_back_at=None))
