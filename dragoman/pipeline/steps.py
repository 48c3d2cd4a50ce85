"""The steps of the main job. Each fetches by id and calls its stage; running one twice is harmless."""

from __future__ import annotations

from dragoman.clips.models import Clip
from dragoman.clips.services import BeyondTheRecording, cut_clip, illustrate_clip
from dragoman.engines.speech import port as speech
from dragoman.engines.translation import port as translation
from dragoman.engines.video import port as video
from dragoman.jobs.context import JobContext
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions, JobInterrupted
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.pipeline.said_around import known_around
from dragoman.pipeline.signing_media import finish_files
from dragoman.publications.errors import IllegalTransition, NotPublishable
from dragoman.publications.models import Publication
from dragoman.publications.services import publish_clip
from dragoman.recordings.models import Recording
from dragoman.recordings.services import prepare_recording
from dragoman.reviews.gate import clears_itself
from dragoman.reviews.services import Finding, check_clip, let_everything_pass, let_pass
from dragoman.reviews.terms import UNREVIEWED
from dragoman.transcripts.surroundings import hear_surroundings, surroundings_of
from dragoman.transcripts.transcribing import transcribe_clip
from dragoman.translations.surroundings import translate_surroundings
from dragoman.translations.translating import translate_clip

# What trying again will not mend: the file, the span, the machine's missing parts.
_FINAL = (
    BeyondTheRecording,
    video.NotMedia,
    video.DamagedMedia,
    video.UnsupportedMedia,
    video.NoPicture,
    video.NoSound,
    video.BeyondTheEnd,
    video.CutNotExact,
)


@handles("recordings.prepare", refuses=_FINAL)
def prepare(job: JobContext) -> None:
    try:
        prepare_recording(recording=Recording.objects.get(pk=job.number("recording")), watch=job)
    except video.WorkCancelled as error:
        raise JobInterrupted(str(error)) from error


@handles("clips.cut", refuses=_FINAL)
def cut(job: JobContext) -> None:
    try:
        cut_clip(clip=_clip(job), watch=job)
    except video.WorkCancelled as error:
        raise JobInterrupted(str(error)) from error


@handles("clips.illustrate", refuses=_FINAL)
def illustrate(job: JobContext) -> None:
    try:
        illustrate_clip(clip=_clip(job), watch=job)
    except video.WorkCancelled as error:
        raise JobInterrupted(str(error)) from error


@handles("transcripts.transcribe", refuses=(speech.EngineUnavailable, speech.WrongLanguage, speech.BadAudio))
def transcribe(job: JobContext) -> None:
    try:
        transcribe_clip(clip=_clip(job), watch=job)
    except speech.Cancelled as error:
        raise JobInterrupted(str(error)) from error


@handles("translations.translate", refuses=(translation.EngineUnavailable,))
def translate(job: JobContext) -> None:
    try:
        translate_clip(clip=_clip(job), language=job.text("language"), watch=job)
    except translation.Cancelled as error:
        raise JobInterrupted(str(error)) from error


@handles("reviews.check")
def check(job: JobContext) -> None:
    clip = _clip(job)
    check_clip(clip=clip, actor=SYSTEM)
    # In a chain of its own: nothing of the clip waits for the words around it, or fails with them.
    if surroundings_of(clip):
        queue_job(kind="transcripts.surroundings", args={"clip": clip.pk}, conditions=_context_slot(clip))


@handles("transcripts.surroundings", refuses=(speech.EngineUnavailable, speech.BadAudio, *_FINAL))
def hear_around(job: JobContext) -> None:
    """The words before and after a clip and in its gaps, and what they mean. Nobody waits for it."""
    clip = _clip(job)
    try:
        hear_surroundings(clip=clip, watch=job, known=known_around(clip))
        translate_surroundings(clip=clip, watch=job)
    except (speech.Cancelled, translation.Cancelled, video.WorkCancelled) as error:
        raise JobInterrupted(str(error)) from error


@handles("publications.publish", refuses=(NotPublishable, IllegalTransition))
def publish(job: JobContext) -> None:
    """Publish at the word of whoever runs commands on this machine: what holds it back passes, and the page says so."""
    clip = _clip(job)
    let_everything_pass(clip=clip, reason=job.text("reason"), actor=Actor(job.requested_by))
    _publish(job)


@handles("publications.publish_if_clear", refuses=(NotPublishable, IllegalTransition))
def publish_if_clear(job: JobContext) -> None:
    """Publish what the machine wrote, at an editor's order and said so, unless it found something to look at.

    Then the draft waits, with the reasons among its findings.
    """
    clip, actor = _clip(job), Actor(job.requested_by)
    if not clears_itself(clip):
        job.progress(1000, "held back by the checks")
        return
    let_pass(clip=clip, finding=Finding(UNREVIEWED), reason=job.text("reason"), actor=actor)
    _publish(job)


def _publish(job: JobContext) -> None:
    publication = Publication.objects.get(clip_id=job.number("clip"))
    publish_clip(publication=publication, actor=Actor(job.requested_by))


@handles("publications.caption", refuses=_FINAL)
def caption(job: JobContext) -> None:
    finish_files(job, Publication.objects.get(pk=job.number("publication")))


def _context_slot(clip: Clip) -> Conditions:
    return Conditions(slot=f"context:{clip.pk}")


def _clip(job: JobContext) -> Clip:
    return Clip.objects.select_related("recording").get(pk=job.number("clip"))
