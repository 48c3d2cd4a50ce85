"""The copy of a clip that carries its captions along, for those who take the video away."""

from __future__ import annotations

from django.db import transaction

from dragoman.engines.video.port import CaptionTrack
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.languages import own_name
from dragoman.publications.captions import caption_cues, caption_languages
from dragoman.publications.content import Content
from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.page import File
from dragoman.publications.rules import is_published
from dragoman.publications.selectors import standing_content
from dragoman.publications.serving import serve_file, source_of
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine

CAPTIONED = "captioned.mp4"


def caption_publication(*, publication: Publication) -> PublishedFile | None:
    """Make the captioned copy of the latest edition. None where there is no picture, or nothing to caption.

    Made anew while editions come in between, so that the last one is never missed.
    """
    made: PublishedFile | None = None
    done: Content | None = None
    while (content := standing_content(publication)) is not None and content != done:
        made, done = _caption(publication, content), content
    return made


def _caption(publication: Publication, content: Content) -> PublishedFile | None:
    playable = publication.files.filter(name="clip.mp4", mime="video/mp4").first()
    tracks = _tracks(content)
    if playable is None or not tracks:
        publication.files.filter(name=CAPTIONED).delete()
        return None
    with workbench("caption") as bench:
        made = video_engine().with_captions(vault().path_of(source_of(playable)), tracks, bench / CAPTIONED)
        kept = vault().adopt(made.path)
    return _keep(publication, content, PublishedFile(sha256=kept.sha256, size_bytes=kept.size_bytes))


def _tracks(content: Content) -> list[CaptionTrack]:
    """Translations first: the first track is the one a player shows."""
    tracks = []
    for language, _ in caption_languages(content):
        cues = caption_cues(content, language)
        if cues:
            tracks.append(CaptionTrack(language, own_name(language), cues))
    return tracks


@transaction.atomic
def _keep(publication: Publication, content: Content, made: PublishedFile) -> PublishedFile | None:
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    if not is_published(fresh):
        return None
    file = serve_file(fresh, File(CAPTIONED, made.sha256, made.size_bytes, "video/mp4"), content.edition)
    record(
        actor=SYSTEM,
        act="rendition.captioned",
        subject=f"number:{fresh.number}",
        detail={"edition": content.edition, "sha256": made.sha256},
    )
    return file
