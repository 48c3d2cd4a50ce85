"""Where the film of a sentence stands: not asked for, being made, made, or not to be had."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dragoman.archive.metadata import media_of
from dragoman.archive.quoting import Quotation
from dragoman.archive.reading import reading_for
from dragoman.jobs.terms import OPEN_STATES, JobState
from dragoman.pipeline.films import latest_film_job
from dragoman.publications.links import film_path, share_path
from dragoman.publications.page import PublishedClip
from dragoman.publications.sentence_films import Wanted, can_be_filmed, film_of
from dragoman.ui import wording

Context = dict[str, object]


def wanted_of(clip: PublishedClip, quotation: Quotation, asked: str = "") -> Wanted:
    """The film with the words that a reader of the page is shown."""
    reading = reading_for(clip.content, wording.reader_language(), asked)
    track = reading.translation
    return Wanted(
        clip.content.number, quotation.label, track.language if track else "", wording.reader_language()
    )


def film_context(clip: PublishedClip, wanted: Wanted, problem: str = "") -> Context:
    """``film`` is empty where none can be made."""
    content, language = clip.content, wording.reader_language()
    path = film_path(wanted.number, wanted.label, language)
    context: Context = {
        "film_path": path,
        "film_file": f"{path}.mp4?in={wanted.language}&v={clip.digest[:8]}",
        "film_language": wanted.language,
        "film_problem": problem,
        "share_path": share_path(wanted.number, wanted.label, language),
    }
    if not can_be_filmed(content, wanted.label, wanted.language, media_of(clip) is not None):
        return context | {"film": ""}
    if made := film_of(wanted, clip.digest):
        size = made.stat().st_size
        return context | {"film": "made", "film_size": size}
    job = latest_film_job(wanted, content.edition)
    if job is not None and job.state in OPEN_STATES:
        return context | {"film": "making", "film_permille": job.progress_permille}
    if job is not None and job.state == JobState.FAILED and not problem:
        context["film_problem"] = _(
            "The film could not be made. Ask again, or take the clip and its captions."
        )
    return context | {"film": "wanted"}
