"""The caption files that an edition's words make: the same wherever they are made, from the edition's bytes alone."""

from __future__ import annotations

from dragoman.lib.subtitles import webvtt
from dragoman.publications.canonical import read_edition
from dragoman.publications.captions import caption_cues, caption_languages
from dragoman.publications.content import Content


def tracks_of(header: bytes, lines: bytes) -> dict[str, bytes]:
    """WebVTT by file name, ``en.vtt``."""
    return tracks_in(read_edition(header, lines))


def tracks_in(content: Content) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for language, _is_original in caption_languages(content):
        cues = caption_cues(content, language)
        if cues:
            made.setdefault(f"{language}.vtt", webvtt.write(cues).encode())
    return made
