"""What is made from a clip's cut to look at it: the poster, a sheet of stills to choose it from, peaks, the sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from dragoman.clips.errors import BeyondTheRecording
from dragoman.clips.models import Clip, ClipFile
from dragoman.clips.stills import SHEET_WIDTH, moments_of
from dragoman.engines.video.port import PosterFacts, Watch
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.stills import sheet
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine


def illustrate_clip(*, clip: Clip, watch: Watch) -> Clip:
    """Poster, stills, waveform peaks, and the sound as speech engines take it. What is there already stays."""
    playable = clip.files.get(kind=ClipFile.Kind.PLAYABLE)
    there = set(clip.files.values_list("kind", flat=True))
    source = vault().path_of(playable.sha256)
    with workbench("illustrate") as bench:
        if playable.width and ClipFile.Kind.POSTER not in there:
            _keep_poster(clip, _poster(playable, source, clip.poster_ms, bench))
        watch.progress(200)
        if playable.width and ClipFile.Kind.STILLS not in there:
            _keep_stills(clip, playable, source, bench)
        watch.progress(400)
        if clip.cut_facts["has_sound"]:
            _keep_sound(clip, source, there, bench, watch)
    return clip


def choose_poster(*, clip: Clip, at_ms: int | None, actor: Actor) -> Clip:
    """Make what is shown at a moment the clip's picture; without one the engine finds a picture by itself.

    A published clip too: the picture says nothing, and so is no part of an edition. Raises ``BeyondTheRecording``.
    """
    playable = clip.files.filter(kind=ClipFile.Kind.PLAYABLE).first()
    if playable is None or not playable.width:
        raise BeyondTheRecording("This clip has no picture to choose from.")
    if at_ms is not None and not 0 <= at_ms < playable.duration_ms:
        raise BeyondTheRecording("The clip is over by then.")
    with workbench("poster") as bench:
        made = _poster(playable, vault().path_of(playable.sha256), at_ms, bench)
        return _choose(clip, made, at_ms, actor)


@transaction.atomic
def _choose(clip: Clip, made: PosterFacts, at_ms: int | None, actor: Actor) -> Clip:
    fresh = Clip.objects.select_for_update().get(pk=clip.pk)
    before, fresh.poster_ms = fresh.poster_ms, at_ms
    fresh.save(update_fields=["poster_ms"])
    _keep_poster(fresh, made)
    record(
        actor=actor,
        act="clip.poster_chosen",
        subject=f"clip:{clip.pk}",
        detail={"at_ms": at_ms, "before_ms": before, "sha256": made.sha256},
    )
    return fresh


def peaks_json(per_second: int, values: Sequence[int]) -> str:
    return f'{{"per_second":{per_second},"values":[{",".join(str(value) for value in values)}]}}'


def _poster(playable: ClipFile, source: Path, at_ms: int | None, bench: Path) -> PosterFacts:
    if at_ms is None:
        return video_engine().poster(source, playable.duration_ms // 3, bench / "poster.jpg")
    (still,) = video_engine().stills(source, [at_ms], bench)
    return still


def _keep_poster(clip: Clip, poster: PosterFacts) -> None:
    made = ClipFile(kind=ClipFile.Kind.POSTER, mime="image/jpeg", width=poster.width, height=poster.height)
    _keep_file(clip, made, poster.path)


def _keep_stills(clip: Clip, playable: ClipFile, source: Path, bench: Path) -> None:
    """All in one picture, in order, so that a page of them is one file."""
    folder = bench / "stills"
    folder.mkdir()
    made = video_engine().stills(source, moments_of(playable.duration_ms), folder, max_width=SHEET_WIDTH)
    path = bench / "stills.jpg"
    path.write_bytes(sheet([still.path.read_bytes() for still in made]))
    kind = ClipFile(kind=ClipFile.Kind.STILLS, mime="image/jpeg", width=made[0].width, height=made[0].height)
    _keep_file(clip, kind, path)


def _keep_sound(clip: Clip, source: Path, there: set[str], bench: Path, watch: Watch) -> None:
    engine = video_engine()
    if ClipFile.Kind.PEAKS not in there:
        peaks = engine.peaks(source)
        (bench / "peaks.json").write_text(peaks_json(peaks.per_second, peaks.values), encoding="ascii")
        _keep_file(clip, ClipFile(kind=ClipFile.Kind.PEAKS, mime="application/json"), bench / "peaks.json")
    watch.progress(700)
    if ClipFile.Kind.SPEECH not in there:
        wav = engine.extract_speech(source, None, bench / "speech.wav")
        _keep_file(clip, ClipFile(kind=ClipFile.Kind.SPEECH, mime="audio/wav"), wav)


def _keep_file(clip: Clip, made: ClipFile, path: Path) -> None:
    kept = vault().adopt(path)
    ClipFile.objects.update_or_create(
        clip=clip,
        kind=made.kind,
        defaults={
            "sha256": kept.sha256,
            "size_bytes": kept.size_bytes,
            "mime": made.mime,
            "width": made.width,
            "height": made.height,
        },
    )
