from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from dragoman.catalogue.models import SpeakerRole
from dragoman.clips.models import Clip
from dragoman.lib.record.cue_ids import Resolved, number_of, resolve
from dragoman.transcripts.models import Cue, CueLabel, Transcript


def transcript_of(clip: Clip) -> Transcript | None:
    return Transcript.objects.filter(clip=clip).first()


def cues_of(clip: Clip) -> QuerySet[Cue]:
    """The clip's original sentences in order, with their speakers."""
    return Cue.objects.filter(transcript__clip=clip).select_related("speaker").order_by("position", "pk")


def fates_of(clip: Clip) -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    """(label, fate, successors, reason) of each label that no sentence carries any more, by number and part."""
    decided = sorted(
        CueLabel.objects.filter(clip=clip).exclude(fate=""), key=lambda one: (number_of(one.label), one.label)
    )
    return tuple((one.label, one.fate, tuple(one.successors), one.reason) for one in decided)


def resolve_label(clip: Clip, label: str) -> Resolved | None:
    """Where a label of the clip leads now; None where it was never given out."""
    if not CueLabel.objects.filter(clip=clip, label=label).exists():
        return None
    return resolve(label, {gone: (fate, to, reason) for gone, fate, to, reason in fates_of(clip)})


def aired_day(clip: Clip) -> date | None:
    """The day the clip was first aired, where it is known: who held which role is asked for that day."""
    source = clip.sources.select_related("broadcast").first()
    return source.broadcast.aired_on if source else None


def roles_held(clip: Clip) -> dict[str, tuple[str, ...]]:
    """By speaker's name, the roles the catalogue has for them on the day the clip was aired."""
    day = aired_day(clip)
    held: dict[str, list[str]] = {}
    for role in SpeakerRole.objects.select_related("speaker").order_by("since", "pk"):
        if day and ((role.since and role.since > day) or (role.until and role.until < day)):
            continue
        held.setdefault(role.speaker.name, []).append(role.role)
    return {name: tuple(roles) for name, roles in held.items()}
