"""The video engine on ffmpeg."""

from __future__ import annotations

import base64
import dataclasses
import importlib.metadata
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import imageio_ffmpeg

from dragoman.engines.video import port
from dragoman.engines.video.ffmpeg import commands, filming, joining, sounding
from dragoman.engines.video.ffmpeg.caption_texts import track_texts
from dragoman.engines.video.ffmpeg.commands import Window
from dragoman.engines.video.ffmpeg.facts import media_facts
from dragoman.engines.video.ffmpeg.formats import WEB_PICTURES, WEB_SOUNDS
from dragoman.engines.video.ffmpeg.running import Job, ask, digest, staged, work
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.timecode import Span

_SETTINGS = (("crf", commands.CRF), ("preset", commands.PRESET))
_RUN_UP_MS = 12_000  # sound lies up to seconds from its picture in a file
_SOUGHT_EXACTLY = ("mov", "matroska", "mpegts")


class FfmpegEngine:
    """Looks with PyAV and encodes with the ffmpeg program, each in a sandboxed child."""

    def __init__(self, program: str = "", slowness: float = 20, memory_mib: int = 4096) -> None:
        """``slowness`` is the wall time one second of media may take; everything gets ten minutes besides."""
        self._program = program or imageio_ffmpeg.get_ffmpeg_exe()
        self._slowness = slowness
        self._memory_bytes = memory_mib * 1024 * 1024

    def identity(self) -> EngineIdentity:
        version = imageio_ffmpeg.get_ffmpeg_version()
        return EngineIdentity(
            "ffmpeg", version, params=_SETTINGS, runtime=f"PyAV {importlib.metadata.version('av')}"
        )

    def probe(self, path: Path, watch: port.Watch = port.UNWATCHED) -> port.MediaFacts:
        path = path.absolute()
        return media_facts(ask("probe:probe", self._job(path, watch), path=str(path)))

    def remux(self, source: Path, out: Path, watch: port.Watch = port.UNWATCHED) -> port.RenditionFacts:
        source = source.absolute()
        facts = self.probe(source, watch)
        copies_picture = facts.picture is None or _plays_in_browsers(facts.picture)
        copies_sound = facts.sound is None or facts.sound.codec in WEB_SOUNDS
        with staged(out) as part:
            if copies_picture:
                arguments = commands.copy(facts, source, part, keep_sound=copies_sound)
            else:
                arguments = commands.encode(facts, source, Window(facts.origin), part)
            self._work(arguments, self._job(source, watch, part.parent, facts.duration_ms))
            made = self.probe(part)
            return _rendition(out, part, made, (copies_picture, copies_picture and copies_sound))

    def cut(self, source: Path, span: Span, out: Path, watch: port.Watch = port.UNWATCHED) -> port.CutFacts:
        source = source.absolute()
        plan = ask(
            "survey:survey", self._job(source, watch), path=str(source), in_ms=span.in_ms, out_ms=span.out_ms
        )
        facts = media_facts(plan["facts"])
        if not plan["sound"]:
            facts = dataclasses.replace(facts, sound=None)
        window = _window(plan, facts, span)
        with staged(out) as part:
            job = self._job(source, watch, part.parent, span.duration_ms)
            made = self._encode(commands.encode(facts, source, window, part), job, part)
            if window.seek is not None and not _same_times(plan["frames"], made):
                slower = dataclasses.replace(window, seek=None)
                made = self._encode(commands.encode(facts, source, slower, part), job, part)
            return _cut_facts(out, facts, plan, made, digest(part))

    def verify_cut(
        self, source: Path, span: Span, facts: port.CutFacts, watch: port.Watch = port.UNWATCHED
    ) -> None:
        source, cut = source.absolute(), facts.path.absolute()
        if digest(cut) != facts.sha256:
            raise port.CutNotExact("The file of the cut has changed since it was made.")
        places = {"source": str(source), "cut": str(cut), "in_ms": span.in_ms, "out_ms": span.out_ms}
        job = self._job(source, watch, expected_ms=span.duration_ms)
        shown = ask("verify:verify", dataclasses.replace(job, reads=(source, cut)), **places)
        if shown != facts.frames:
            raise port.CutNotExact(f"The cut shows {shown} frames where {facts.frames} were recorded.")

    def join(
        self, joins: Sequence[port.Join], out: Path, watch: port.Watch = port.UNWATCHED
    ) -> port.CutFacts:
        pieces = tuple(join.cut.path.absolute() for join in joins)
        length = sum(join.cut.duration_ms for join in joins)
        with staged(out) as part:
            job = self._job(pieces[0], watch, part.parent, length)
            measured = [ask("survey:measure", self._job(piece, watch), path=str(piece)) for piece in pieces]
            base = measured[0]["time_base"]
            marks = joining.draw_marks(joins, joins[0].cut.height, part.parent) if base else ()
            plan = joining.Joining(
                pieces=pieces,
                marks=marks,
                lengths=tuple(Fraction(join.cut.duration_ms, 1000) for join in joins),
                frames=tuple(len(piece["times"]) for piece in measured),
                time_base=Fraction(*base) if base else None,
                has_sound=joins[0].cut.has_sound,
            )
            job = dataclasses.replace(job, reads=(*pieces, *marks, Path(self._program)))
            made = self._encode(joining.arguments(plan, part), job, part)
            joining.check(measured, made, joins)
            return joining.facts(out, joins, made, digest(part))

    def poster(self, source: Path, at_ms: int, out: Path, max_width: int = 1280) -> port.PosterFacts:
        source = source.absolute()
        with staged(out) as part:
            job = self._job(source, port.UNWATCHED, part.parent)
            places = {"path": str(source), "out": str(part)}
            shown = ask("poster:poster", job, **places, at_ms=at_ms, max_width=max_width)
            return port.PosterFacts(path=out, **shown, size_bytes=part.stat().st_size, sha256=digest(part))

    def stills(
        self, source: Path, at_ms: Sequence[int], folder: Path, max_width: int = 1280
    ) -> tuple[port.PosterFacts, ...]:
        source, folder = source.absolute(), folder.absolute()
        job = self._job(source, port.UNWATCHED, folder)
        shown = ask(
            "poster:stills", job, path=str(source), folder=str(folder), at_ms=list(at_ms), max_width=max_width
        )
        paths = [folder / f"{place}.jpg" for place in range(len(shown))]
        return tuple(
            port.PosterFacts(path=path, **one, size_bytes=path.stat().st_size, sha256=digest(path))
            for path, one in zip(paths, shown, strict=True)
        )

    def peaks(self, source: Path, per_second: int = 20, watch: port.Watch = port.UNWATCHED) -> port.Peaks:
        source = source.absolute()
        found = ask("peaks:peaks", self._job(source, watch), path=str(source), per_second=per_second)
        return port.Peaks(per_second, base64.b64decode(found["values"]))

    def extract_speech(
        self, source: Path, span: Span | None, out: Path, watch: port.Watch = port.UNWATCHED
    ) -> Path:
        source = source.absolute()
        facts = self.probe(source, watch)
        if facts.sound is None:
            raise port.NoSound("This recording has no sound to transcribe.")
        if span is not None and span.in_ms >= facts.duration_ms:
            raise port.BeyondTheEnd("The in point is past the end of the recording.")
        window = _speech_window(facts, span)
        with staged(out) as part:
            arguments = commands.speech(facts.sound, source, window, part)
            length = span.duration_ms if span else facts.duration_ms
            self._work(arguments, self._job(source, watch, part.parent, length))
        return out

    def with_captions(
        self, source: Path, tracks: Sequence[port.CaptionTrack], out: Path
    ) -> port.RenditionFacts:
        source = source.absolute()
        if not tracks:
            raise ValueError("There is no caption track to add.")
        with staged(out) as part:
            captions = part.with_name("captions.mp4")
            texts = [track_texts(track) for track in tracks]
            job = self._job(source, port.UNWATCHED, part.parent)
            ask("captions:captions", job, out=str(captions), tracks=texts)
            names = [(text["language"], text["title"]) for text in texts]
            self._work(commands.caption(source, captions, names, part), job)
            return _rendition(out, part, self.probe(part), (True, True))

    def film(self, film: port.Film, out: Path, watch: port.Watch = port.UNWATCHED) -> port.RenditionFacts:
        source = film.source.absolute()
        facts = self.probe(source, watch)
        with staged(out) as part:
            job = self._job(source, watch, part.parent, film.span.duration_ms)
            plates = self._plates(film, part.parent, watch) if film.plates else None
            self._work(filming.arguments(film, facts, plates, part), job)
            return _rendition(out, part, self.probe(part), (False, False))

    def sound_alone(
        self, wanted: port.SoundAlone, out: Path, watch: port.Watch = port.UNWATCHED
    ) -> port.RenditionFacts:
        source = wanted.source.absolute()
        facts = self.probe(source, watch)
        if facts.sound is None:
            raise port.NoSound("This recording has no sound.")
        with staged(out) as part:
            about = part.with_name("about.txt")
            about.write_text(sounding.description(wanted), encoding="utf-8")
            job = self._job(source, watch, part.parent, facts.duration_ms)
            job = dataclasses.replace(job, reads=(*job.reads, about))
            self._work(sounding.arguments(facts.sound, source, about, part), job)
            return _rendition(out, part, self.probe(part), (False, facts.sound.codec == "aac"))

    def _plates(self, film: port.Film, room: Path, watch: port.Watch) -> Path:
        out, paths = room / "plates.mov", tuple(plate.path.absolute() for plate in film.plates)
        job = dataclasses.replace(self._job(film.source.absolute(), watch, room), reads=paths)
        pictures = [(str(path), plate.span.in_ms) for path, plate in zip(paths, film.plates, strict=True)]
        ask("plates:plates", job, out=str(out), pictures=pictures, width=film.width, height=film.height)
        return out

    def _encode(self, arguments: Sequence[str], job: Job, part: Path) -> dict[str, Any]:
        self._work(arguments, job)
        measured: dict[str, Any] = ask("survey:measure", self._job(part, job.watch), path=str(part))
        return measured

    def _work(self, arguments: Sequence[str], job: Job) -> None:
        work([*commands.preamble(self._program), *arguments], job)

    def _job(self, source: Path, watch: port.Watch, room: Path | None = None, expected_ms: int = 0) -> Job:
        return Job(
            reads=(source, Path(self._program)),
            writes=(room.absolute(),) if room else (),
            watch=watch,
            wall_seconds=600 + self._slowness * expected_ms / 1000,
            memory_bytes=self._memory_bytes,
            expected_ms=expected_ms,
        )


def _plays_in_browsers(picture: port.PictureFacts) -> bool:
    return (picture.codec, picture.pixel_format) in WEB_PICTURES


def _window(plan: dict[str, Any], facts: port.MediaFacts, span: Span) -> Window:
    """From the first frame of the span, so that picture and sound begin together, to its out point."""
    stop = facts.origin + Fraction(span.out_ms, 1000)
    if plan["frames"] is None:
        return Window(facts.origin + Fraction(span.in_ms, 1000), stop)
    first = plan["frames"]["times"][0] * Fraction(*plan["frames"]["time_base"])
    return Window(first, stop, Fraction(*plan["seek"]) if plan["seek"] else None)


def _speech_window(facts: port.MediaFacts, span: Span | None) -> Window:
    if span is None:
        return Window(facts.origin, facts.origin + Fraction(facts.duration_ms, 1000))
    start, stop = (facts.origin + Fraction(at, 1000) for at in (span.in_ms, span.out_ms))
    far = span.in_ms > _RUN_UP_MS and facts.container in _SOUGHT_EXACTLY
    return Window(start, stop, start - Fraction(_RUN_UP_MS, 1000) if far else None)


def _same_times(frames: dict[str, Any], made: dict[str, Any]) -> bool:
    wanted, got = Fraction(*frames["time_base"]), Fraction(*made["time_base"])
    first = frames["times"][0]
    return [(time - first) * wanted for time in frames["times"]] == [time * got for time in made["times"]]


def _cut_facts(
    out: Path, facts: port.MediaFacts, plan: dict[str, Any], made: dict[str, Any], sha256: str
) -> port.CutFacts:
    width, height = commands.fitted(facts.picture) if facts.picture else (0, 0)
    first, last = _ends(plan["frames"], made) if plan["frames"] else (None, None)
    return port.CutFacts(
        path=out,
        first_frame=first,
        last_frame=last,
        frames=len(made["times"]),
        duration_ms=made["duration_ms"],
        frame_rate=facts.picture.frame_rate if facts.picture else None,
        width=width,
        height=height,
        has_sound=made["has_sound"],
        size_bytes=made["size_bytes"],
        sha256=sha256,
    )


def _ends(frames: dict[str, Any], made: dict[str, Any]) -> tuple[port.SourceFrame, port.SourceFrame]:
    """The first and the last frame of the source that are really in the cut."""
    wanted, got = Fraction(*frames["time_base"]), Fraction(*made["time_base"])
    first = frames["times"][0]
    times = [first + round(time * got / wanted) for time in (made["times"][0], made["times"][-1])]
    places = {time: frames["first_index"] + place for place, time in enumerate(frames["times"])}
    if not all(time in places for time in times):
        raise port.CutNotExact("The cut holds frames that are not in the span of the source.")
    return (
        port.SourceFrame(places[times[0]], times[0], wanted),
        port.SourceFrame(places[times[1]], times[1], wanted),
    )


def _rendition(
    out: Path, part: Path, made: port.MediaFacts, copied: tuple[bool, bool]
) -> port.RenditionFacts:
    width, height = made.picture.shown_size if made.picture else (0, 0)
    return port.RenditionFacts(
        path=out,
        mime="video/mp4" if made.picture else "audio/mp4",
        width=width,
        height=height,
        duration_ms=made.duration_ms,
        size_bytes=made.size_bytes,
        sha256=digest(part),
        copied_picture=copied[0],
        copied_sound=copied[1],
    )
