"""The sound of a clip in a file of its own, for those who listen: what it is in its tags, its sentences as chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from dragoman.engines.video.port import Chapter, SoundAlone
from dragoman.imprint.selectors import site_name
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.timecode import Span, format_clock
from dragoman.publications.content import Content, Line
from dragoman.publications.correcting import CorrectionNote, is_retracted, read_corrections
from dragoman.publications.links import sentence_url
from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.page import File
from dragoman.publications.rules import is_published
from dragoman.publications.selectors import standing_content
from dragoman.publications.serving import serve_file, source_of
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine

SOUND = "sound.m4a"
_MIME = "audio/mp4"


def sound_publication(*, publication: Publication) -> PublishedFile | None:
    """Make the sound of the latest edition. None where the clip has no recording, or nothing is heard in it.

    Made anew while editions come in between, so that the last one is never missed.
    """
    made: PublishedFile | None = None
    done: Content | None = None
    while (content := standing_content(publication)) is not None and content != done:
        made, done = _sound(publication, content), content
    return made


def tags_of(content: Content) -> tuple[tuple[str, str], ...]:
    """What players show of the file, by ffmpeg's names."""
    said_by = ", ".join(source.name for source in content.sources)
    return (
        ("title", content.title),
        ("artist", said_by),
        ("album", site_name()),
        ("album_artist", site_name()),
        ("show", content.programme),
        ("episode_id", f"DRG {content.number}"),
        ("date", content.aired_on.isoformat() if content.aired_on else ""),
        ("comment", _stated(content)),
        ("description", content.summary[0] if content.summary else ""),
        ("copyright", content.rights),
    )


def _stated(content: Content) -> str:
    as_of = content.published_at.date().isoformat()
    return f"DRG {content.number}, edition {content.edition}, as of {as_of}. {sentence_url(content.number)}"


def chapters_of(content: Content, corrections: Iterable[CorrectionNote] = ()) -> tuple[Chapter, ...]:
    """One for each sentence that has a time, until the next begins; a mark where something was left out.

    A sentence that was withheld or taken back keeps its label and no words.
    """
    notes = tuple(corrections)
    begun: dict[int, str] = {}
    for line in sorted(content.lines, key=lambda line: line.in_ms or 0):
        if line.in_ms is not None and line.in_ms not in begun:
            begun[line.in_ms] = _title(content, line, notes)
    for gap in content.gaps:
        place = next((at for at in sorted(begun) if at >= gap.at_ms), gap.at_ms)
        begun[place] = f"[✂ {format_clock(gap.length_ms)}] {begun.get(place, '')}".strip()
    places = sorted(begun)
    ends = [*places[1:], max(content.duration_ms or 0, places[-1] + 1) if places else 0]
    return tuple(Chapter(Span(at, end), begun[at]) for at, end in zip(places, ends, strict=False))


def _title(content: Content, line: Line, notes: tuple[CorrectionNote, ...]) -> str:
    speaker = next((voice.name for voice in content.voices if voice.key == line.voice), "")
    words = "" if is_retracted(notes, line.label) else next(_words(content, line), "")
    said = f"{speaker}: {words}" if speaker and words else speaker or words
    return f"s{line.label} {said}".strip()


def _words(content: Content, line: Line) -> Iterator[str]:
    """As the first translation has it; else as it was said."""
    for track in content.translations:
        for rendering in track.renderings:
            if line.label in rendering.of and rendering.text:
                yield rendering.text
    if line.text:
        yield line.text


def _sound(publication: Publication, content: Content) -> PublishedFile | None:
    playable = publication.files.filter(name="clip.mp4").first()
    if playable is None or not publication.clip.cut_facts.get("has_sound"):
        publication.files.filter(name=SOUND).delete()
        return None
    publication.refresh_from_db(fields=["corrections"])
    notes = read_corrections(publication.corrections)
    wanted = SoundAlone(vault().path_of(source_of(playable)), tags_of(content), chapters_of(content, notes))
    with workbench("sound") as bench:
        made = video_engine().sound_alone(wanted, bench / SOUND)
        kept = vault().adopt(made.path)
    return _keep(publication, content, File(SOUND, kept.sha256, kept.size_bytes, _MIME))


@transaction.atomic
def _keep(publication: Publication, content: Content, made: File) -> PublishedFile | None:
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    if not is_published(fresh):
        return None
    before = fresh.files.filter(name=SOUND).values_list("unsigned_sha256", flat=True).first()
    file = serve_file(fresh, made, content.edition)
    if before != made.sha256:
        record(
            actor=SYSTEM,
            act="rendition.sounded",
            subject=f"number:{fresh.number}",
            detail={"edition": content.edition, "sha256": made.sha256},
        )
    return file
