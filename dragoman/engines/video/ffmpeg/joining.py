"""Exact cuts put one after another into one file, each join marked in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from dragoman.engines.video import port
from dragoman.engines.video.ffmpeg import commands
from dragoman.engines.video.marks import MARK_MS, draw_mark

_NEAR = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Joining:
    """``marks`` are the pictures laid over the beginning of every piece but the first; none without picture."""

    pieces: tuple[Path, ...]
    marks: tuple[Path, ...]
    lengths: tuple[Fraction, ...]
    frames: tuple[int, ...]
    time_base: Fraction | None
    has_sound: bool


def draw_marks(joins: Sequence[port.Join], height: int, room: Path) -> tuple[Path, ...]:
    """One picture for each join; the first piece begins the clip and bears none."""
    made = []
    for place, join in enumerate(joins[1:]):
        made.append(room / f"mark{place}.png")
        draw_mark(join.left_out_ms, height, made[-1])
    return tuple(made)


def arguments(joining: Joining, out: Path) -> list[str]:
    count, graphs, tail = len(joining.pieces), list[str](), list[str]()
    opened = [part for piece in joining.pieces for part in commands.reading(piece)]
    for mark in joining.marks:
        opened += ["-protocol_whitelist", "file", "-f", "png_pipe", "-i", f"file:{mark}"]
    if joining.time_base is not None:
        graphs += [_picture(place, count, joining.time_base) for place in range(count)]
        pictures = "".join(f"[v{place}]" for place in range(count))
        graphs.append(f"{pictures}concat=n={count}:v=1:a=0,{_placed(joining, joining.time_base)}[v]")
        tail += ["-map", "[v]", *commands.picture_codec(joining.time_base)]
    if joining.has_sound:
        graphs += [_sound(place, length) for place, length in enumerate(joining.lengths)]
        sounds = "".join(f"[a{place}]" for place in range(count))
        graphs.append(f"{sounds}concat=n={count}:v=0:a=1[a]")
        tail += ["-map", "[a]", *commands.SOUND_CODEC]
    return [*opened, "-filter_complex", ";".join(graphs), *tail, *commands.writing("mp4", out)]


def check(pieces: Sequence[dict[str, Any]], made: dict[str, Any], joins: Sequence[port.Join]) -> None:
    """Every frame of every piece, in its place to the millisecond. Raises ``CutNotExact``."""
    wanted, at_ms = [], 0
    for piece, join in zip(pieces, joins, strict=True):
        base = Fraction(*piece["time_base"]) if piece["time_base"] else Fraction(0)
        wanted += [Fraction(at_ms, 1000) + time * base for time in piece["times"]]
        at_ms += join.cut.duration_ms
    base = Fraction(*made["time_base"]) if made["time_base"] else Fraction(0)
    got = [time * base for time in made["times"]]
    if len(got) != len(wanted):
        raise port.CutNotExact(
            f"The joined clip shows {len(got)} frames where its passages have {len(wanted)}."
        )
    if any(abs(one - other) > _NEAR for one, other in zip(wanted, got, strict=True)):
        raise port.CutNotExact("A frame of the joined clip is not where its passage put it.")


def facts(out: Path, joins: Sequence[port.Join], made: dict[str, Any], sha256: str) -> port.CutFacts:
    """From the first frame of the first passage to the last of the last."""
    return replace(
        joins[0].cut,
        path=out,
        last_frame=joins[-1].cut.last_frame,
        frames=len(made["times"]),
        duration_ms=made["duration_ms"],
        has_sound=made["has_sound"],
        size_bytes=made["size_bytes"],
        sha256=sha256,
    )


def _placed(joining: Joining, base: Fraction) -> str:
    """Each piece's first frame where its passage begins; joining alone guesses how long a last frame lasts."""
    steps, frame, at = [], 0, Fraction(0)
    for frames, length in zip(joining.frames, joining.lengths, strict=True):
        steps.append(f"0*if(eq(N,{frame}),st(0,{round(at / base)}-PTS),0)")
        frame, at = frame + frames, at + length
    return f"settb={base.numerator}/{base.denominator},setpts='{'+'.join(steps)}+PTS+ld(0)'"


def _picture(place: int, count: int, base: Fraction) -> str:
    tick = f"settb={base.numerator}/{base.denominator}"
    if place == 0:
        return f"[0:v]{tick}[v0]"
    mark, seconds = count + place - 1, commands.seconds(Fraction(MARK_MS, 1000))
    over = f"overlay=x=(W-w)/2:y=H/16:enable='lt(t,{seconds})':format=yuv420"
    return (
        f"[{mark}:v]{tick}[m{place}];[{place}:v]{tick}[p{place}];[p{place}][m{place}]{over},{tick}[v{place}]"
    )


def _sound(place: int, length: Fraction) -> str:
    """Exactly as long as its passage, so that nothing slides at the joins."""
    whole = commands.samples(length)
    return f"[{place}:a]apad=whole_len={whole},atrim=end_sample={whole}[a{place}]"
