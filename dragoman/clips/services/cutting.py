"""Cutting a clip out of its recording."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from django.db import transaction

from dragoman.clips.errors import BeyondTheRecording
from dragoman.clips.models import Clip, ClipFile, Passage
from dragoman.clips.selectors import passages_of
from dragoman.engines.video.port import CutFacts, Join, Watch
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
    source = vault().path_of(recording.sha256)
    passages = list(passages_of(clip))
    with workbench("cut") as bench:
        if passages:
            pieces, facts = _cut_passages(source, passages, bench, watch)
        else:
            pieces = []
            facts = _cut_exactly(source, span, bench / "clip.mp4", watch)
        kept = vault().adopt(facts.path)
    _keep_cut(clip, facts, kept.size_bytes, list(zip(passages, pieces, strict=True)))
    return clip


def _cut_exactly(source: Path, span: Span, out: Path, watch: Watch) -> CutFacts:
    engine = video_engine()
    facts = engine.cut(source, span, out, Share(watch, 0, 700))
    engine.verify_cut(source, span, facts, Share(watch, 700, 1000))
    return facts


def _cut_passages(
    source: Path, passages: list[Passage], bench: Path, watch: Watch
) -> tuple[list[CutFacts], CutFacts]:
    """Each stretch cut and checked by itself, then joined, every join marked."""
    engine, count = video_engine(), len(passages)
    pieces = []
    for at, passage in enumerate(passages):
        span, share = (
            Span(passage.in_ms, passage.out_ms),
            Share(watch, at * 700 // count, (at + 1) * 700 // count),
        )
        piece = engine.cut(source, span, bench / f"piece{at}.mp4", share)
        engine.verify_cut(source, span, piece)
        pieces.append(piece)
    left_out = [0, *(following.in_ms - one.out_ms for one, following in pairwise(passages))]
    joins = [Join(piece, gap_ms) for piece, gap_ms in zip(pieces, left_out, strict=True)]
    return pieces, engine.join(joins, bench / "clip.mp4", Share(watch, 700, 1000))


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
def _keep_cut(clip: Clip, facts: CutFacts, size_bytes: int, pieces: list[tuple[Passage, CutFacts]]) -> None:
    for passage, piece in pieces:
        passage.cut_facts = {**_cut_json(piece), "duration_ms": piece.duration_ms}
        passage.save(update_fields=["cut_facts"])
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
