"""After a clip is published: its files signed; its captioned copy, its sound and its small pictures made."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.jobs.context import JobContext
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.pipeline.frames import make_frames_if_any
from dragoman.publications.captioning import caption_publication
from dragoman.publications.models import Edition, Publication
from dragoman.publications.pictures import make_copies
from dragoman.publications.rules import published
from dragoman.publications.signed_media import sign_publication, unsigned_files
from dragoman.publications.sounding import sound_publication
from dragoman.search.services import turn_version


def finish_files(job: JobContext, publication: Publication) -> None:
    """Sign what is there, make the captioned copy, sign that: a video without words to show is signed all the same.

    Editions that come meanwhile find this job in their place: it begins anew for them.
    """
    done = -1
    while (latest := _editions(publication)) != done:
        job.progress(100, "signing")
        sign_publication(publication=publication)
        job.progress(300, "captions")
        caption_publication(publication=publication)
        job.progress(500, "sound")
        sound_publication(publication=publication)
        job.progress(600, "pictures")
        make_copies(publication=publication)
        job.progress(800, "signing")
        sign_publication(publication=publication)
        done = latest
    job.progress(900, "frames")
    make_frames_if_any(publication.number or 0, job)
    turn_version()  # feeds tell the size and the digest of files


@handles("publications.sign")
def sign(job: JobContext) -> None:
    publication = Publication.objects.get(pk=job.number("publication"))
    sign_publication(publication=publication)
    make_copies(publication=publication)
    turn_version()


def queue_signing(publication: Publication) -> None:
    """Try again to sign the files of a published clip."""
    queue_job(
        kind="publications.sign",
        args={"publication": publication.pk},
        conditions=Conditions(slot=f"signed:{publication.pk}"),
    )


def waiting_to_be_signed() -> Iterator[Publication]:
    """Published clips with a file that could be signed and isn't."""
    for publication in Publication.objects.filter(published()).order_by("number").iterator():
        if unsigned_files(publication):
            yield publication


def _editions(publication: Publication) -> int:
    return Edition.objects.filter(publication=publication).count()
