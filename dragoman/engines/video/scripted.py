"""A video engine that does no work: told what to say, it says so and writes small files. For quick tests."""

from __future__ import annotations

import hashlib
import math
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from dragoman.engines.video import port
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.timecode import Span

RATE = Fraction(25)
_TICK = Fraction(1, 90_000)

FACTS = port.MediaFacts(
    container="mpegts",
    duration_ms=600_000,
    origin=Fraction(0),
    size_bytes=1,
    picture=port.PictureFacts(
        stream=0,
        time_base=_TICK,
        codec="h264",
        profile="High",
        width=1280,
        height=720,
        pixel_format="yuv420p",
        pixel_aspect=Fraction(1),
        rotation=0,
        frame_rate=RATE,
        constant_rate=True,
        frames=15_000,
        interlaced=False,
    ),
    sound=port.SoundFacts(stream=1, codec="aac", profile="LC", sample_rate=48_000, channels=2, start_ms=0),
)


@dataclass
class ScriptedVideo:
    """Every recording is ``facts``. ``fails`` names methods and the error each of them raises."""

    facts: port.MediaFacts = FACTS
    fails: dict[str, port.VideoError] = field(default_factory=dict)

    def identity(self) -> EngineIdentity:
        return EngineIdentity("scripted-video", "1")

    def probe(self, path: Path, watch: port.Watch = port.UNWATCHED) -> port.MediaFacts:
        self._begin("probe", path, watch)
        return replace(self.facts, size_bytes=path.stat().st_size)

    def remux(self, source: Path, out: Path, watch: port.Watch = port.UNWATCHED) -> port.RenditionFacts:
        self._begin("remux", source, watch)
        shutil.copyfile(source, out)
        return self._rendition(out)

    def cut(self, source: Path, span: Span, out: Path, watch: port.Watch = port.UNWATCHED) -> port.CutFacts:
        self._begin("cut", source, watch)
        if span.out_ms > self.facts.duration_ms:
            raise port.BeyondTheEnd("The out point is past the end of the recording.")
        out.write_bytes(f"cut {span.in_ms} {span.out_ms} of ".encode() + _sha256(source).encode())
        first, last = self._frame_at(span.in_ms), self._frame_at(span.out_ms) - 1
        width, height = self._size()
        return port.CutFacts(
            path=out,
            first_frame=self._frame(first),
            last_frame=self._frame(last),
            frames=last - first + 1 if self.facts.picture else 0,
            duration_ms=span.duration_ms,
            frame_rate=RATE if self.facts.picture else None,
            width=width,
            height=height,
            has_sound=self.facts.sound is not None,
            size_bytes=out.stat().st_size,
            sha256=_sha256(out),
        )

    def verify_cut(
        self, source: Path, span: Span, facts: port.CutFacts, watch: port.Watch = port.UNWATCHED
    ) -> None:
        self._begin("verify_cut", source, watch)
        if _sha256(facts.path) != facts.sha256:
            raise port.CutNotExact("The file of the cut has changed since it was made.")

    def join(
        self, joins: Sequence[port.Join], out: Path, watch: port.Watch = port.UNWATCHED
    ) -> port.CutFacts:
        self._begin("join", joins[0].cut.path, watch)
        out.write_bytes(b"".join(join.cut.path.read_bytes() + b"\n" for join in joins))
        return replace(
            joins[0].cut,
            path=out,
            last_frame=joins[-1].cut.last_frame,
            frames=sum(join.cut.frames for join in joins),
            duration_ms=sum(join.cut.duration_ms for join in joins),
            size_bytes=out.stat().st_size,
            sha256=_sha256(out),
        )

    def poster(self, source: Path, at_ms: int, out: Path, max_width: int = 1280) -> port.PosterFacts:
        self._begin("poster", source, port.UNWATCHED)
        if self.facts.picture is None:
            raise port.NoPicture("This recording has no picture to take a still from.")
        out.write_bytes(_JPEG)
        return port.PosterFacts(out, at_ms, 1, 1, len(_JPEG), _sha256(out))

    def peaks(self, source: Path, per_second: int = 20, watch: port.Watch = port.UNWATCHED) -> port.Peaks:
        self._begin("peaks", source, watch)
        self._need_sound()
        count = self.facts.duration_ms * per_second // 1000
        return port.Peaks(per_second, bytes(place % 256 for place in range(count)))

    def extract_speech(
        self, source: Path, span: Span | None, out: Path, watch: port.Watch = port.UNWATCHED
    ) -> Path:
        self._begin("extract_speech", source, watch)
        self._need_sound()
        samples = (span.duration_ms if span else self.facts.duration_ms) * 16
        out.write_bytes(_wav_header(samples * 2) + bytes(samples * 2))
        return out

    def with_captions(
        self, source: Path, tracks: Sequence[port.CaptionTrack], out: Path
    ) -> port.RenditionFacts:
        self._begin("with_captions", source, port.UNWATCHED)
        told = "".join(f"\n{track.language} {cue.text}" for track in tracks for cue in track.cues)
        out.write_bytes(source.read_bytes() + told.encode())
        return self._rendition(out)

    def film(self, film: port.Film, out: Path, watch: port.Watch = port.UNWATCHED) -> port.RenditionFacts:
        self._begin("film", film.source, watch)
        plates = b"".join(plate.path.read_bytes() for plate in film.plates)
        out.write_bytes(film.source.read_bytes() + plates)
        made = self._rendition(out)
        return replace(
            made,
            mime="video/mp4",
            width=film.width,
            height=film.height,
            duration_ms=film.span.duration_ms,
            copied_picture=False,
            copied_sound=False,
        )

    def stills(
        self, source: Path, at_ms: Sequence[int], folder: Path, max_width: int = 1280
    ) -> tuple[port.PosterFacts, ...]:
        self._begin("stills", source, port.UNWATCHED)
        paths = [folder / f"{place}.jpg" for place in range(len(at_ms))]
        return tuple(
            replace(self.poster(source, at, path, max_width), at_ms=at)
            for at, path in zip(at_ms, paths, strict=True)
        )

    def sound_alone(
        self, wanted: port.SoundAlone, out: Path, watch: port.Watch = port.UNWATCHED
    ) -> port.RenditionFacts:
        self._begin("sound_alone", wanted.source, watch)
        self._need_sound()
        told = "".join(f"\n{chapter.span.in_ms} {chapter.title}" for chapter in wanted.chapters)
        out.write_bytes(wanted.source.read_bytes() + told.encode())
        return replace(self._rendition(out), mime="audio/mp4", width=0, height=0, copied_picture=False)

    def _begin(self, method: str, source: Path, watch: port.Watch) -> None:
        if method in self.fails:
            raise self.fails[method]
        if watch.cancelled():
            raise port.WorkCancelled("The work was cancelled.")
        if not source.is_file() or source.stat().st_size == 0:
            raise port.NotMedia("The file is empty.")
        watch.progress(500)

    def _need_sound(self) -> None:
        if self.facts.sound is None:
            raise port.NoSound("This recording has no sound.")

    def _size(self) -> tuple[int, int]:
        return self.facts.picture.shown_size if self.facts.picture else (0, 0)

    def _frame_at(self, at_ms: int) -> int:
        """The first frame at or after a position."""
        return math.ceil(at_ms * RATE / 1000)

    def _frame(self, index: int) -> port.SourceFrame | None:
        if self.facts.picture is None:
            return None
        return port.SourceFrame(index, index * int(1 / RATE / _TICK), _TICK)

    def _rendition(self, out: Path) -> port.RenditionFacts:
        width, height = self._size()
        return port.RenditionFacts(
            path=out,
            mime="video/mp4" if self.facts.picture else "audio/mp4",
            width=width,
            height=height,
            duration_ms=self.facts.duration_ms,
            size_bytes=out.stat().st_size,
            sha256=_sha256(out),
            copied_picture=True,
            copied_sound=True,
        )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _wav_header(data_bytes: int) -> bytes:
    def number(value: int, size: int = 4) -> bytes:
        return value.to_bytes(size, "little")

    form = number(1, 2) + number(1, 2) + number(16_000) + number(32_000) + number(2, 2) + number(16, 2)
    return b"RIFF" + number(36 + data_bytes) + b"WAVEfmt " + number(16) + form + b"data" + number(data_bytes)


_JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300010101010101010101010101010101010101010101010101010101"
    "0101010101010101010101010101010101010101010101010101010101010101010101010101010101ffc0000b08000100010101"
    "1100ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010"
    "100003f0054ffd9"
)
