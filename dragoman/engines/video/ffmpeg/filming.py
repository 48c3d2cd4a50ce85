"""A part of a clip with pictures of words burnt in."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from dragoman.engines.video.ffmpeg import commands
from dragoman.engines.video.port import Film, MediaFacts, NoSound

_RATE = 25


def arguments(film: Film, facts: MediaFacts, plates: Path | None, out: Path) -> list[str]:
    """``plates`` is the track of them; its place in the list is the last."""
    if facts.picture is None and facts.sound is None:
        raise NoSound("There is nothing to see or hear in this file.")
    left_ms = min(film.span.duration_ms, max(0, facts.duration_ms - film.span.in_ms))
    length = commands.seconds(Fraction(left_ms, 1000))  # the last plate would else outlast the picture
    start = commands.seconds(Fraction(film.span.in_ms, 1000))
    opened = commands.reading(film.source.absolute(), "-ss", start, "-t", length)
    graph, place = _ground(film, facts), 1
    if facts.picture is None:
        opened += ["-f", "lavfi", "-i", f"color=c=black:s={film.width}x{film.height}:r={_RATE}:d={length}"]
        place = 2
    if plates is not None:
        opened += commands.reading(plates)
        # Each plate stands until the next one, the last until the end.
        graph += f";[ground][{place}:v]overlay=0:0:eof_action=repeat,format=yuv420p[v]"
    else:
        graph += ";[ground]format=yuv420p[v]"
    tracks = ["-map", "[v]", "-c:v", "libx264", "-preset", commands.PRESET, "-crf", commands.CRF]
    tracks += ["-profile:v", "high", "-t", length]
    if facts.sound is not None:
        tracks += ["-map", f"0:{facts.sound.stream}", *commands.SOUND_CODEC]
    return [*opened, "-filter_complex", graph, *tracks, *commands.writing("mp4", out)]


def _ground(film: Film, facts: MediaFacts) -> str:
    size = f"{film.width}:{film.height}"
    if facts.picture is None:
        return "[1:v]setsar=1[ground]"
    return f"[0:{facts.picture.stream}]scale={size}:flags=bicubic,setsar=1[ground]"
