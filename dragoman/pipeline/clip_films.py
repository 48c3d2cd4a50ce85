"""Whole clips with captions burnt in, made in the background when a reader asks for one."""

from __future__ import annotations

from django.utils.translation import override

from dragoman.engines.video import port as video
from dragoman.jobs.context import JobContext
from dragoman.jobs.models import Job
from dragoman.jobs.registry import handles
from dragoman.jobs.services import cancel_job
from dragoman.jobs.terms import OPEN_STATES, JobArgs, JobInterrupted
from dragoman.pipeline.films import REFUSES, Limits, asked_by, queue_asked
from dragoman.publications.clip_films import WantedFilm, make_clip_film

KIND = "publications.clip_film"
LIMITS = Limits(per_hour=4, waiting=6)


@handles(KIND, refuses=REFUSES)
def film(job: JobContext) -> None:
    languages = tuple(language.removeprefix("=") for language in job.text("languages").split(","))
    wanted = WantedFilm(job.number("number"), languages, job.text("interface"))
    try:
        with override(wanted.interface):
            make_clip_film(wanted=wanted, watch=job)
    except video.WorkCancelled as error:
        raise JobInterrupted(str(error)) from error


def queue_clip_film(*, wanted: WantedFilm, edition: int, network: str) -> Job:
    """Ask for a film; whoever asks for the same gets the same job. Raises ``TooManyFilms``."""
    args: JobArgs = {
        "number": wanted.number,
        "languages": ",".join(f"={language}" for language in wanted.languages),
        "interface": wanted.interface,
    }
    return queue_asked(kind=KIND, args=args, slot=_slot(wanted, edition), network=network, limits=LIMITS)


def latest_clip_film_job(wanted: WantedFilm, edition: int) -> Job | None:
    """The last one asked for, of an edition."""
    return Job.objects.filter(kind=KIND, slot=_slot(wanted, edition)).order_by("-created_at").first()


def may_stop(job: Job, network: str) -> bool:
    """Whoever asked for it, as far as that can be told: somebody else may be waiting for it."""
    return bool(network) and job.requested_by == asked_by(network) and job.state in OPEN_STATES


def stop_clip_film(*, job: Job, network: str) -> None:
    """Give up a film that is not wanted any more; nothing of it is left."""
    if may_stop(job, network):
        cancel_job(job_id=job.pk)


def _slot(wanted: WantedFilm, edition: int) -> str:
    return f"clipfilm:{wanted.number}:{edition}:{wanted.variant}"
