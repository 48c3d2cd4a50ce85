"""A part of a clip with pictures of words burnt in."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from dragoman.engines.video.ffmpeg import commands
from dragoman.engines.video.port import Film, MediaFacts, NoSound

_RATE = 25


def arguments(film: Film, facts: MediaFacts, out: Path) -> list[str]:
    """The first plate's place in the list is the first after the source, or after the black it lies on."""
    if facts.picture is None and facts.sound is None:
        raise NoSound("There is nothing to see or hear in this file.")
    length = commands.seconds(Fraction(film.span.duration_ms, 1000))
    start = commands.seconds(Fraction(film.span.in_ms, 1000))
    opened = commands.reading(film.source.absolute(), "-ss", start, "-t", length)
    graph, first = _ground(film, facts), 1
    if facts.picture is None:
        opened += ["-f", "lavfi", "-i", f"color=c=black:s={film.width}x{film.height}:r={_RATE}:d={length}"]
        first = 2
    for plate in film.plates:
        opened += ["-protocol_whitelist", "file", "-f", "png_pipe", "-i", f"file:{plate.path.absolute()}"]
    for place, plate in enumerate(film.plates):
        begin, end = (commands.seconds(Fraction(at, 1000)) for at in (plate.span.in_ms, plate.span.out_ms))
        shown = f"gte(t,{begin})*lt(t,{end})"
        graph += f";[g{place}][{first + place}:v]overlay=0:0:enable='{shown}'[g{place + 1}]"
    graph += f";[g{len(film.plates)}]format=yuv420p[v]"
    tracks = ["-map", "[v]", "-c:v", "libx264", "-preset", commands.PRESET, "-crf", commands.CRF]
    tracks += ["-profile:v", "high", "-t", length]
    if facts.sound is not None:
        tracks += ["-map", f"0:{facts.sound.stream}", *commands.SOUND_CODEC]
    return [*opened, "-filter_complex", graph, *tracks, *commands.writing("mp4", out)]


def _ground(film: Film, facts: MediaFacts) -> str:
    size = f"{film.width}:{film.height}"
    if facts.picture is None:
        return "[1:v]setsar=1[g0]"
    return f"[0:{facts.picture.stream}]scale={size}:flags=bicubic,setsar=1[g0]"
