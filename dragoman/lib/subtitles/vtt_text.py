"""The text of a WebVTT cue: from markup to plain lines, and back with nothing left to be taken for markup."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(?P<name>[^\s.>]*)(?P<classes>[^\s>]*)(?P<annotation>[^>]*)(?:>|\Z)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\0": "\ufffd"})


def plain_text(markup: str) -> tuple[str, tuple[str, ...]]:
    """The speaker and the lines of a cue.

    One voice becomes the speaker. Where several speak in one cue, each is named in the text instead.
    """
    pieces, voices = _voices(markup)
    speakers = list(dict.fromkeys(voice for voice in voices if voice))
    spoken = [piece for piece, voice in zip(pieces, voices, strict=True) if voice or piece.strip()]
    named = len(speakers) > 1 or (len(speakers) == 1 and len(spoken) > 1 and "" in _of_spoken(pieces, voices))
    told = [
        f"{voice}: {piece.lstrip()}" if named and voice and piece.strip() else piece
        for piece, voice in zip(pieces, voices, strict=True)
    ]
    lines = tuple(line.strip(" \t\f") for line in "".join(told).split("\n"))
    speaker = speakers[0] if len(speakers) == 1 and not named else ""
    return speaker, tuple(line for line in lines if line)


def _of_spoken(pieces: list[str], voices: list[str]) -> list[str]:
    return [voice for piece, voice in zip(pieces, voices, strict=True) if piece.strip()]


def _voices(markup: str) -> tuple[list[str], list[str]]:
    """The text in pieces, and who says each."""
    pieces, voices = [""], [""]
    at = 0
    for tag in _TAG.finditer(markup):
        pieces[-1] += html.unescape(markup[at : tag.start()])
        at = tag.end()
        if tag["name"] == "v":
            pieces.append("")
            voices.append(" ".join(html.unescape(tag["annotation"]).split()))
        elif tag["name"] == "/v":
            pieces.append("")
            voices.append("")
    pieces[-1] += html.unescape(markup[at:])
    return pieces, voices


def escape(line: str) -> str:
    """A line of plain text as cue text: nothing in it is markup, an arrow or an entity."""
    return line.translate(_ESCAPES)


def voice_tag(speaker: str) -> str:
    """``<v Name>`` for a whole cue, or nothing when nobody is named."""
    name = " ".join(speaker.split())
    return f"<v {escape(name)}>" if name else ""
