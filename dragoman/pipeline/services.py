"""The main job, from an order to a chain of jobs; and what a person can do about it while it runs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from dragoman.catalogue.services import file_channel, file_place, file_programme, file_topics
from dragoman.clips.models import Clip
from dragoman.clips.services import BeyondTheRecording, ClipPlan, make_clip, note_warning
from dragoman.engines.storage.port import FileStillGrows, VaultFull, VaultUnwritable
from dragoman.engines.video.port import VideoError
from dragoman.jobs.models import Job
from dragoman.jobs.services import cancel_job, queue_chain, retry_job
from dragoman.jobs.terms import Conditions, JobState, Step
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.timecode import Span, format_clock
from dragoman.pipeline.models import ClipRun
from dragoman.pipeline.orders import ClipOrder, OrderRefused, ReadOrder, read_order
from dragoman.publications.services import start_draft
from dragoman.recordings.models import Recording
from dragoman.recordings.services import (
    Received,
    RecordingMissing,
    discard_file,
    file_broadcast,
    file_recording,
    receive_file,
    tell_capture,
)
from dragoman.reviews.wording import sentence

UNREVIEWED_REASON = "Published as the machine wrote it, before a person had reviewed it."
"""What readers are told when whoever ordered the publication gave no reason."""


def start_clip(*, path: Path, file_name: str, order: ClipOrder, actor: Actor) -> Clip:
    """Take the recording in, make the draft, queue the chain of jobs. Raises ``OrderRefused``; then nothing is left."""
    read = read_order(order)
    try:
        received = receive_file(path=path, file_name=file_name)
    except RecordingMissing as error:
        raise OrderRefused("recording", str(error)) from error
    except VideoError as error:
        raise OrderRefused("recording", f"{file_name}: {error}") from error
    except (FileStillGrows, VaultFull, VaultUnwritable) as error:
        raise OrderRefused("recording", str(error)) from error
    try:
        _check_media(read, received)
        return _begin(read, received, actor)
    except Exception:
        discard_file(received=received)
        raise


def start_clip_from(*, recording: Recording, order: ClipOrder, actor: Actor) -> Clip:
    """The same from a recording that is here already."""
    read = read_order(order)
    with transaction.atomic():
        tell_capture(recording=recording, capture=read.capture, actor=actor)
        return _begin_from(read, recording, actor)


@transaction.atomic
def cancel_clip(*, clip: Clip, actor: Actor) -> None:
    """Stop what is still to be done for a clip; what is done stays."""
    job = _jobs_of(clip).filter(state__in=[JobState.WAITING, JobState.RUNNING]).order_by("position").first()
    if job is not None:
        cancel_job(job_id=job.pk)
        record(actor=actor, act="clip.cancelled", subject=f"clip:{clip.pk}", detail={"at": job.kind})


@transaction.atomic
def retry_clip(*, clip: Clip, actor: Actor) -> None:
    """Go on from the step that failed or was cancelled."""
    job = _jobs_of(clip).filter(state__in=[JobState.FAILED, JobState.CANCELLED]).order_by("position").first()
    if job is not None:
        retry_job(job_id=job.pk)
        record(actor=actor, act="clip.retried", subject=f"clip:{clip.pk}", detail={"at": job.kind})


@transaction.atomic
def _begin(read: ReadOrder, received: Received, actor: Actor) -> Clip:
    channel = file_channel(entry=read.channel, actor=actor)
    order = read.order
    programme = file_programme(channel=channel, name=order.programme) if order.programme.strip() else None
    broadcast = file_broadcast(channel=channel, airtime=read.airtime, programme=programme)
    recording = file_recording(received=received, broadcast=broadcast, actor=actor, capture=read.capture)
    return _begin_from(read, recording, actor)


@transaction.atomic
def _begin_from(read: ReadOrder, recording: Recording, actor: Actor) -> Clip:
    order = read.order
    plan = ClipPlan(
        broadcasts=(recording.broadcast,),
        recording=recording,
        span=_span(read, recording.duration_ms),
        spoken=read.spoken,
        into=read.into,
        passages=read.passages,
        speakers_told=tuple(asdict(speaker) for speaker in read.speakers),
        place=file_place(name=order.place) if order.place.strip() else None,
    )
    try:
        clip = make_clip(
            plan=plan, description=read.description, topics=file_topics(names=order.topics), actor=actor
        )
    except BeyondTheRecording as error:
        raise OrderRefused("passages" if read.passages else "out_point", str(error)) from error
    for rule, is_missing in (
        ("no_sound", not recording.has_sound),
        ("no_picture", not recording.has_picture),
    ):
        if is_missing:
            note_warning(clip=clip, warning=sentence(rule))
    start_draft(clip=clip, actor=actor)
    jobs = queue_chain(
        steps=_steps(clip, order),
        conditions=Conditions(slot=f"clip:{clip.pk}"),
        requested_by=actor.handle,
    )
    ClipRun.objects.create(clip=clip, chain=jobs[0].chain)
    return clip


def _steps(clip: Clip, order: ClipOrder) -> list[Step]:
    args = {"clip": clip.pk}
    steps = [
        Step("recordings.prepare", {"recording": clip.recording_id}),
        Step("clips.cut", args),
        Step("clips.illustrate", args),
        Step("transcripts.transcribe", args),
    ]
    steps += [Step("translations.translate", {**args, "language": language}) for language in clip.into]
    steps.append(Step("reviews.check", args))
    if order.publish or order.publish_if_clear:
        kind = "publications.publish" if order.publish else "publications.publish_if_clear"
        steps.append(Step(kind, {**args, "reason": order.reason.strip() or UNREVIEWED_REASON}))
    return steps


def _span(read: ReadOrder, duration_ms: int) -> Span | None:
    if read.in_ms is None and read.out_ms is None:
        return None
    in_ms = read.in_ms or 0
    if in_ms >= duration_ms:
        raise OrderRefused(
            "in_point",
            f"The recording ends at {format_clock(duration_ms)}: the in point {format_clock(in_ms)} is beyond it.",
        )
    out_ms = read.out_ms if read.out_ms is not None else duration_ms
    return Span(in_ms, out_ms)


def _check_media(read: ReadOrder, received: Received) -> None:
    facts, order = received.facts, read.order
    if facts.sound is None and not order.without_sound:
        raise OrderRefused(
            "recording",
            f"{received.file_name} has no sound, so nothing in it can be transcribed. If that is right, "
            "ask for a clip without sound (--without-sound).",
        )
    if facts.picture is None and not order.without_picture:
        raise OrderRefused(
            "recording",
            f"{received.file_name} has no picture. If it is a radio recording, ask for a clip without picture "
            "(--without-picture).",
        )
    _span(read, facts.duration_ms)
    for passage in read.passages:
        if passage.out_ms > facts.duration_ms + 1000 or passage.in_ms >= facts.duration_ms:
            raise OrderRefused(
                "passages",
                f"The recording ends at {format_clock(facts.duration_ms)}: the passage "
                f"{format_clock(passage.in_ms)}-{format_clock(passage.out_ms)} is beyond it.",
            )
    last_ms = facts.duration_ms
    if read.out_ms is not None and read.out_ms > last_ms + 1000:
        raise OrderRefused(
            "out_point",
            f"The recording ends at {format_clock(last_ms)}: the out point {format_clock(read.out_ms)} is beyond it.",
        )


def _jobs_of(clip: Clip) -> QuerySet[Job]:
    return Job.objects.filter(chain__in=ClipRun.objects.filter(clip=clip).values("chain"))
