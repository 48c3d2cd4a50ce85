"""Films of sentences, made in the background when a reader asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import override

from dragoman.engines.video import port as video
from dragoman.jobs.clock import database_now
from dragoman.jobs.context import JobContext
from dragoman.jobs.models import Job
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import OPEN_STATES, Conditions, JobArgs, JobInterrupted
from dragoman.publications.film_basis import NoFilm
from dragoman.publications.sentence_films import Wanted, make_film

KIND = "publications.film"
MOST_PER_HOUR = 10
"""Films begun for one network."""
MOST_WAITING = 20


class TooManyFilms(Exception):
    """``is_everyone``: the queue is full; else this network asked for enough in the last hour."""

    def __init__(self, is_everyone: bool) -> None:
        super().__init__("Too many films are asked for.")
        self.is_everyone = is_everyone


REFUSES = (NoFilm, video.NotMedia, video.DamagedMedia, video.UnsupportedMedia, video.NoSound)
"""What trying again will not mend."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many films one network may have begun in an hour, and how many may wait at all."""

    per_hour: int
    waiting: int


@handles(KIND, refuses=REFUSES)
def film(job: JobContext) -> None:
    wanted = Wanted(job.number("number"), job.text("label"), job.text("language"), job.text("interface"))
    try:
        with override(wanted.interface):
            make_film(wanted=wanted, watch=job)
    except video.WorkCancelled as error:
        raise JobInterrupted(str(error)) from error


def queue_film(*, wanted: Wanted, edition: int, network: str) -> Job:
    """Ask for a film; whoever asks for the same gets the same job. Raises ``TooManyFilms``."""
    args: JobArgs = {
        "number": wanted.number,
        "label": wanted.label,
        "language": wanted.language,
        "interface": wanted.interface,
    }
    limits = Limits(MOST_PER_HOUR, MOST_WAITING)
    return queue_asked(kind=KIND, args=args, slot=_slot(wanted, edition), network=network, limits=limits)


def queue_asked(*, kind: str, args: JobArgs, slot: str, network: str, limits: Limits) -> Job:
    """The job that holds the slot, or a new one. Raises ``TooManyFilms``."""
    running = Job.objects.filter(slot=slot, state__in=OPEN_STATES).first()
    if running is not None:
        return running
    mine = Job.objects.filter(kind=kind, created_at__gt=database_now() - timedelta(hours=1))
    if network and mine.filter(requested_by=asked_by(network)).count() >= limits.per_hour:
        raise TooManyFilms(is_everyone=False)
    if Job.objects.filter(kind=kind, state__in=OPEN_STATES).count() >= limits.waiting:
        raise TooManyFilms(is_everyone=True)
    return queue_job(kind=kind, args=args, conditions=Conditions(slot=slot), requested_by=asked_by(network))


def asked_by(network: str) -> str:
    return f"network:{network}" if network else ""


def latest_film_job(wanted: Wanted, edition: int) -> Job | None:
    """The last one asked for, of an edition."""
    return Job.objects.filter(kind=KIND, slot=_slot(wanted, edition)).order_by("-created_at").first()


def _slot(wanted: Wanted, edition: int) -> str:
    return f"film:{wanted.number}:{edition}:{wanted.variant}"
