"""The clip with its captions burnt in: which films there can be, and how far each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from dragoman.archive.metadata import media_of
from dragoman.archive.taking.offers import caption_choices, choice_name
from dragoman.archive.taking.wanted import Wanted
from dragoman.jobs.models import Job
from dragoman.jobs.terms import OPEN_STATES
from dragoman.lib.timecode import format_clock
from dragoman.pipeline.clip_films import latest_clip_film_job
from dragoman.publications.clip_films import WantedFilm, can_be_filmed_whole, clip_film_of
from dragoman.publications.identity import identity_of
from dragoman.publications.links import clip_film_path
from dragoman.publications.page import PublishedClip
from dragoman.ui.wording import comma_list, file_size, reader_language


@dataclass(frozen=True, slots=True)
class FilmOffer:
    """One film. ``language`` is that of the name, where it is in its own; ``file`` is empty until it is made."""

    name: str
    language: str
    detail: str
    page: str
    file: str


def film_offers(clip: PublishedClip) -> tuple[FilmOffer, ...]:
    """Of the latest edition alone."""
    if not is_filmed(clip):
        return ()
    return tuple(_offers(clip))


def is_filmed(clip: PublishedClip) -> bool:
    is_latest = not clip.editions or clip.content.edition == clip.editions[-1].ordinal
    return is_latest and can_be_filmed_whole(clip.content, has_media=media_of(clip) is not None)


def film_of(clip: PublishedClip, wanted: Wanted) -> tuple[WantedFilm, Path | None]:
    """What to ask for, and the film where it is made."""
    asked = WantedFilm(clip.content.number, wanted.languages, reader_language())
    return asked, clip_film_of(asked, clip.digest)


def film_name(clip: PublishedClip, wanted: Wanted) -> str:
    """Says which edition, by number and digest: a film has no other place for words."""
    return f"{identity_of(clip).file_stem}-{wanted.name}-burnt-in.mp4"


def film_facts(clip: PublishedClip, made: Path | None) -> str:
    length = format_clock(clip.content.duration_ms) if clip.content.duration_ms else ""
    facts = ["MP4", length, file_size(made.stat().st_size) if made else ""]
    return comma_list(fact for fact in facts if fact)


def _offers(clip: PublishedClip) -> Iterator[FilmOffer]:
    for wanted in caption_choices(clip.content):
        asked, made = film_of(clip, wanted)
        job = None if made else latest_clip_film_job(asked, clip.content.edition)
        path = clip_film_path(clip.content.number, reader_language())
        alone = wanted.languages[0] if len(wanted.languages) == 1 else ""
        yield FilmOffer(
            name=choice_name(clip.content, wanted),
            language=alone,
            detail=_detail(clip, made, job),
            page=f"{path}?lang={wanted.query}",
            file=f"{path}.mp4?lang={wanted.query}&download=1" if made else "",
        )


def _detail(clip: PublishedClip, made: Path | None, job: Job | None) -> str:
    facts = film_facts(clip, made)
    if made:
        return facts
    if job is not None and job.state in OPEN_STATES:
        return comma_list((facts, _("being made")))
    return comma_list((facts, _("made when somebody asks")))
