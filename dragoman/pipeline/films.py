"""Films of sentences, made in the background when a reader asks for one."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import override

from dragoman.engines.video import port as video
from dragoman.jobs.clock import database_now
from dragoman.jobs.context import JobContext
from dragoman.jobs.models import Job
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import OPEN_STATES, Conditions, JobArgs, JobInterrupted
from dragoman.publications.sentence_films import NoFilm, Wanted, make_film

KIND = "publications.film"
MOST_PER_HOUR = 10
"""Films begun for one network."""
MOST_WAITING = 20


class TooManyFilms(Exception):
    """``is_everyone``: the queue is full; else this network asked for enough in the last hour."""

    def __init__(self, is_everyone: bool) -> None:
        super().__init__("Too many films are asked for.")
        self.is_everyone = is_everyone


@handles(KIND, refuses=(NoFilm, video.NotMedia, video.DamagedMedia, video.UnsupportedMedia, video.NoSound))
def film(job: JobContext) -> None:
    wanted = Wanted(job.number("number"), job.text("label"), job.text("language"), job.text("interface"))
    try:
        with override(wanted.interface):
            make_film(wanted=wanted, watch=job)
    except video.WorkCancelled as error:
        raise JobInterrupted(str(error)) from error


def queue_film(*, wanted: Wanted, edition: int, network: str) -> Job:
    """Ask for a film; whoever asks for the same gets the same job. Raises ``TooManyFilms``."""
    slot = _slot(wanted, edition)
    running = Job.objects.filter(slot=slot, state__in=OPEN_STATES).first()
    if running is not None:
        return running
    mine = Job.objects.filter(kind=KIND, created_at__gt=database_now() - timedelta(hours=1))
    if network and mine.filter(requested_by=f"network:{network}").count() >= MOST_PER_HOUR:
        raise TooManyFilms(is_everyone=False)
    if Job.objects.filter(kind=KIND, state__in=OPEN_STATES).count() >= MOST_WAITING:
        raise TooManyFilms(is_everyone=True)
    args: JobArgs = {
        "number": wanted.number,
        "label": wanted.label,
        "language": wanted.language,
        "interface": wanted.interface,
    }
    asked_by = f"network:{network}" if network else ""
    return queue_job(kind=KIND, args=args, conditions=Conditions(slot=slot), requested_by=asked_by)


def latest_film_job(wanted: Wanted, edition: int) -> Job | None:
    """The last one asked for, of an edition."""
    return Job.objects.filter(kind=KIND, slot=_slot(wanted, edition)).order_by("-created_at").first()


def _slot(wanted: Wanted, edition: int) -> str:
    return f"film:{wanted.number}:{edition}:{wanted.variant}"
