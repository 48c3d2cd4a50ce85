"""The small pictures of sentences that search shows, made after publication, and again where they were dropped."""

from __future__ import annotations

import logging

from dragoman.engines.video import port as video
from dragoman.jobs.context import JobContext
from dragoman.jobs.models import Job
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import OPEN_STATES, Conditions, JobInterrupted
from dragoman.lib.stills import NotAPicture
from dragoman.pipeline.films import REFUSES
from dragoman.publications.film_basis import NoFilm
from dragoman.publications.frames import make_frames

KIND = "publications.frames"
MOST_WAITING = 10
_log = logging.getLogger(__name__)


@handles(KIND, refuses=(*REFUSES, NotAPicture))
def frames(job: JobContext) -> None:
    try:
        make_frames(number=job.number("number"), watch=job)
    except video.WorkCancelled as error:
        raise JobInterrupted(str(error)) from error


def queue_frames(number: int) -> None:
    """Ask for those of a clip. Nobody waits for them: while many are asked for already, this does nothing."""
    if Job.objects.filter(kind=KIND, state__in=OPEN_STATES).count() < MOST_WAITING:
        queue_job(kind=KIND, args={"number": number}, conditions=Conditions(slot=f"frames:{number}"))


def make_frames_if_any(number: int, watch: JobContext) -> None:
    """After publication. The clip stands without them."""
    try:
        make_frames(number=number, watch=watch)
    except (NoFilm, NotAPicture, video.VideoError) as error:
        _log.info("no frames of number %s: %s", number, error)
