"""Cutting a clip out of its recording, and what is made from the cut."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from dragoman.clips.errors import BeyondTheRecording
from dragoman.clips.models import Clip, ClipFile
from dragoman.engines.video.port import CutFacts, Watch
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.hashing import Json
from dragoman.lib.plain_json import plain
from dragoman.lib.timecode import Span
from dragoman.recordings.models import Recording
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine


def cut_clip(*, clip: Clip, watch: Watch) -> Clip:
    """Cut the clip's frames out of its recording, check every one of them, and keep the playable file.

    Does nothing when the cut is there already, so that it may run again after a crash.
    """
    if clip.cut_facts and clip.files.filter(kind=ClipFile.Kind.PLAYABLE).exists():
        return clip
    recording, span = _to_cut(clip)
    source, engine = vault().path_of(recording.sha256), video_engine()
    with workbench("cut") as bench:
        facts = engine.cut(source, span, bench / "clip.mp4", Share(watch, 0, 700))
        engine.verify_cut(source, span, facts, Share(watch, 700, 1000))
        kept = vault().adopt(facts.path)
    _keep_cut(clip, facts, kept.size_bytes)
    return clip


def illustrate_clip(*, clip: Clip, watch: Watch) -> Clip:
    """Poster, waveform peaks, and the sound as speech engines take it. What is there already stays."""
    playable = clip.files.get(kind=ClipFile.Kind.PLAYABLE)
    there = set(clip.files.values_list("kind", flat=True))
    source, engine = vault().path_of(playable.sha256), video_engine()
    with workbench("illustrate") as bench:
        if playable.width and ClipFile.Kind.POSTER not in there:
            poster = engine.poster(source, playable.duration_ms // 3, bench / "poster.jpg")
            _keep_file(
                clip,
                ClipFile(
                    kind=ClipFile.Kind.POSTER, mime="image/jpeg", width=poster.width, height=poster.height
                ),
                poster.path,
            )
        watch.progress(300)
        if clip.cut_facts["has_sound"]:
            if ClipFile.Kind.PEAKS not in there:
                peaks = engine.peaks(source)
                (bench / "peaks.json").write_text(
                    peaks_json(peaks.per_second, peaks.values), encoding="ascii"
                )
                _keep_file(
                    clip, ClipFile(kind=ClipFile.Kind.PEAKS, mime="application/json"), bench / "peaks.json"
                )
            watch.progress(600)
            if ClipFile.Kind.SPEECH not in there:
                wav = engine.extract_speech(source, None, bench / "speech.wav")
                _keep_file(clip, ClipFile(kind=ClipFile.Kind.SPEECH, mime="audio/wav"), wav)
    return clip


def peaks_json(per_second: int, values: Sequence[int]) -> str:
    return f'{{"per_second":{per_second},"values":[{",".join(str(value) for value in values)}]}}'


class Share:
    """A part of a longer piece of work: its own 0 to 1000 is a stretch of the whole's."""

    def __init__(self, whole: Watch, start: int, end: int) -> None:
        self._whole, self._start, self._end = whole, start, end

    def progress(self, permille: int) -> None:
        self._whole.progress(self._start + (self._end - self._start) * permille // 1000)

    def cancelled(self) -> bool:
        return self._whole.cancelled()


def _to_cut(clip: Clip) -> tuple[Recording, Span]:
    if clip.recording is None or clip.in_ms is None or clip.out_ms is None:
        raise BeyondTheRecording("This clip has no recording to cut from.")
    return clip.recording, Span(clip.in_ms, clip.out_ms)


@transaction.atomic
def _keep_cut(clip: Clip, facts: CutFacts, size_bytes: int) -> None:
    clip.cut_facts = _cut_json(facts)
    clip.duration_ms = facts.duration_ms
    clip.save(update_fields=["cut_facts", "duration_ms"])
    ClipFile.objects.update_or_create(
        clip=clip,
        kind=ClipFile.Kind.PLAYABLE,
        defaults={
            "sha256": facts.sha256,
            "size_bytes": size_bytes,
            "mime": "video/mp4" if facts.width else "audio/mp4",
            "width": facts.width,
            "height": facts.height,
            "duration_ms": facts.duration_ms,
        },
    )
    record(
        actor=SYSTEM,
        act="clip.cut",
        subject=f"clip:{clip.pk}",
        detail={"sha256": facts.sha256, "frames": facts.frames, "duration_ms": facts.duration_ms},
    )


def _cut_json(facts: CutFacts) -> dict[str, Json]:
    return {
        "first_frame": facts.first_frame.index if facts.first_frame else 0,
        "last_frame": facts.last_frame.index if facts.last_frame else 0,
        "first": plain(facts.first_frame),
        "last": plain(facts.last_frame),
        "frames": facts.frames,
        "frame_rate": plain(facts.frame_rate),
        "has_sound": facts.has_sound,
    }


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
