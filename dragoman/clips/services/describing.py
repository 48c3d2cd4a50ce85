"""Making clips and saying what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from django.db import transaction

from dragoman.catalogue.models import Place, Topic
from dragoman.clips.errors import BeyondTheRecording, ClipIsLocked, NoTitle
from dragoman.clips.models import Clip, ClipSource, Passage
from dragoman.clips.passages import check_passages
from dragoman.clips.terms import Convention
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.bounded import bounded_line
from dragoman.lib.hashing import Json, clean_text
from dragoman.lib.timecode import Span, format_clock
from dragoman.recordings.models import Broadcast, Recording


@dataclass(frozen=True, slots=True)
class ClipDescription:
    """What a person writes about a clip. Summary paragraphs are separated by an empty line."""

    title: str
    title_original: str = ""
    title_language: str = ""
    language: str = "en"
    summary: str = ""
    intro: str = ""
    convention: str = Convention.VERBATIM
    advisory: str = ""
    rights: str = ""

    def cleaned(self) -> ClipDescription:
        title = bounded_line(self.title, most=300, what="title")
        if not title:
            raise NoTitle("Give the clip a title.")
        return replace(
            self,
            title=title,
            title_original=bounded_line(self.title_original, most=300, what="original title"),
            summary=clean_text(self.summary).strip(),
            intro=clean_text(self.intro).strip(),
            advisory=bounded_line(self.advisory, most=300, what="advisory"),
            rights=clean_text(self.rights).strip(),
        )


@dataclass(frozen=True, slots=True)
class ClipPlan:
    """What a clip is made of: where it comes from, what is spoken, what it is to be translated into."""

    broadcasts: tuple[Broadcast, ...]
    recording: Recording | None = None
    span: Span | None = None
    duration_ms: int | None = None
    spoken: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    speakers_told: tuple[dict[str, Json], ...] = ()
    place: Place | None = None
    passages: tuple[Span, ...] = ()
    """Several stretches of the recording, in order; empty for one."""


@transaction.atomic
def make_clip(*, plan: ClipPlan, description: ClipDescription, topics: Sequence[Topic], actor: Actor) -> Clip:
    """A new clip: from a span of a recording (the whole of it when none is given), or without any media."""
    span, passages = plan.span, _passages_within(plan)
    if len(passages) > 1:
        span = Span(passages[0].in_ms, passages[-1].out_ms)
    elif plan.recording is not None:
        span = _span_within(plan.recording, passages[0] if passages else span)
    clip = Clip.objects.create(
        recording=plan.recording,
        in_ms=span.in_ms if span else None,
        out_ms=span.out_ms if span else None,
        duration_ms=plan.duration_ms or _shown_ms(passages, span),
        spoken=list(plan.spoken),
        into=list(plan.into),
        speakers_told=list(plan.speakers_told),
        place=plan.place,
        made_by=actor.handle,
        summary_by=_writer(actor) if description.cleaned().summary else "",
        **asdict(description.cleaned()),
    )
    _keep_parts(clip, plan.broadcasts, passages)
    clip.topics.set(topics)
    record(
        actor=actor,
        act="clip.made",
        subject=f"clip:{clip.pk}",
        detail={
            "in_ms": clip.in_ms,
            "out_ms": clip.out_ms,
            "recording": plan.recording.pk if plan.recording else None,
            **({"passages": len(passages)} if len(passages) > 1 else {}),
        },
    )
    return clip


@transaction.atomic
def describe_clip(*, clip: Clip, description: ClipDescription, topics: Sequence[Topic], actor: Actor) -> Clip:
    """Change what is written about a clip. A published clip is described anew for its next edition."""
    fields = asdict(description.cleaned())
    if fields["summary"] != clip.summary:
        fields["summary_by"] = _writer(actor) if fields["summary"] else ""
    for name, value in fields.items():
        setattr(clip, name, value)
    clip.save(update_fields=list(fields))
    clip.topics.set(topics)
    record(actor=actor, act="clip.described", subject=f"clip:{clip.pk}")
    return clip


@transaction.atomic
def retime_clip(*, clip: Clip, span: Span, actor: Actor) -> Clip:
    """Move a clip's in and out points. What was cut before is thrown away."""
    if clip.is_locked:
        raise ClipIsLocked("This clip is published: its cut can't be moved any more.")
    if clip.recording is None:
        raise BeyondTheRecording("This clip has no recording to cut from.")
    span = _span_within(clip.recording, span)
    clip.in_ms, clip.out_ms, clip.duration_ms, clip.cut_facts = span.in_ms, span.out_ms, span.duration_ms, {}
    clip.poster_ms = None  # that moment is another one now
    clip.save(update_fields=["in_ms", "out_ms", "duration_ms", "cut_facts", "poster_ms"])
    clip.files.all().delete()
    clip.passages.all().delete()
    record(
        actor=actor,
        act="clip.retimed",
        subject=f"clip:{clip.pk}",
        detail={"in_ms": span.in_ms, "out_ms": span.out_ms},
    )
    return clip


@transaction.atomic
def note_warning(*, clip: Clip, warning: str) -> Clip:
    """Keep a sentence the desk should read; the same one is kept once."""
    if warning not in clip.warnings:
        clip.warnings = [*clip.warnings, warning]
        clip.save(update_fields=["warnings"])
    return clip


def lock_clip(*, clip: Clip) -> Clip:
    """Called by publications: from now on the cut stands."""
    clip.is_locked = True
    clip.save(update_fields=["is_locked"])
    return clip


def _writer(actor: Actor) -> str:
    return actor.handle if actor.is_person else ""


def _keep_parts(clip: Clip, broadcasts: Sequence[Broadcast], passages: Sequence[Span]) -> None:
    ClipSource.objects.bulk_create(
        ClipSource(clip=clip, broadcast=broadcast, position=position)
        for position, broadcast in enumerate(broadcasts)
    )
    if len(passages) > 1:
        Passage.objects.bulk_create(
            Passage(clip=clip, position=position, in_ms=passage.in_ms, out_ms=passage.out_ms)
            for position, passage in enumerate(passages)
        )


def _passages_within(plan: ClipPlan) -> tuple[Span, ...]:
    if not plan.passages:
        return ()
    if plan.recording is None:
        raise BeyondTheRecording("Passages need a recording to be cut from.")
    check_passages(plan.passages)
    return tuple(_span_within(plan.recording, span) for span in plan.passages)


def _shown_ms(passages: tuple[Span, ...], span: Span | None) -> int | None:
    if passages:
        return sum(passage.duration_ms for passage in passages)
    return span.duration_ms if span else None


def _span_within(recording: Recording, span: Span | None) -> Span:
    if span is None:
        return Span(0, recording.duration_ms)
    # A clock that was read to the second may end within the last frame.
    if span.out_ms > recording.duration_ms + 1000 or span.in_ms >= recording.duration_ms:
        raise BeyondTheRecording(
            f"The recording ends at {format_clock(recording.duration_ms)}: "
            f"{format_clock(span.out_ms)} is beyond its end."
        )
    return Span(span.in_ms, min(span.out_ms, recording.duration_ms))
