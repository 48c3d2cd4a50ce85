"""The sound of a clip in a file of its own, with its tags and chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.engines.video.ffmpeg import commands
from dragoman.engines.video.port import SoundAlone, SoundFacts

_SPECIAL = re.compile(r"([=;#\\\n])")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_LONGEST_BYTES = 240
"""Of a chapter's title: one form of them has a byte for its length."""


def arguments(sound: SoundFacts, source: Path, about: Path, out: Path) -> list[str]:
    """Copied where it is what an M4A holds. Nothing the source says of itself goes along."""
    coded = ["-c:a", "copy"] if sound.codec == "aac" else commands.SOUND_CODEC
    described = ["-protocol_whitelist", "file", "-f", "ffmetadata", "-i", f"file:{about}"]
    tracks = ["-map", f"0:{sound.stream}", *coded, "-map_metadata", "1", "-map_metadata:s", "-1"]
    plain = ["-map_chapters", "1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart"]
    return [*commands.reading(source), *described, *tracks, *plain, "-f", "ipod", f"file:{out}"]


def description(about: SoundAlone) -> str:
    """In the notation the program reads; nothing in a text is taken for a part of it."""
    return "\n".join([";FFMETADATA1", *_lines(about), ""])


def _lines(about: SoundAlone) -> Iterator[str]:
    yield from (f"{name}={_escaped(text)}" for name, text in about.tags if text)
    for chapter in about.chapters:
        yield from ("[CHAPTER]", "TIMEBASE=1/1000")
        yield from (f"START={chapter.span.in_ms}", f"END={chapter.span.out_ms}")
        yield f"title={_escaped(_shortened(chapter.title))}"


def _escaped(text: str) -> str:
    plain = _UNSEEN.sub(" ", text.replace("\r\n", "\n"))
    # The program takes the end of a line for a part of the text after any backslash, even an escaped one.
    return _SPECIAL.sub(r"\\\1", f"{plain} " if plain.endswith("\\") else plain)


def _shortened(title: str) -> str:
    """Never in the middle of a letter."""
    title = " ".join(title.split())
    if len(title.encode()) <= _LONGEST_BYTES:
        return title
    return title.encode()[: _LONGEST_BYTES - 3].decode("utf-8", "ignore").rstrip() + "…"
