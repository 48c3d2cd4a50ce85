"""Sentences: where they end, how they fit a page's row, and how they are cut into subtitles."""

from __future__ import annotations

from dragoman.lib.sentences.captions import Caption, ReadingSpeed, caption_lines
from dragoman.lib.sentences.profiles import Profile, profile
from dragoman.lib.sentences.splitting import boundaries, split
from dragoman.lib.sentences.units import SentenceUnit, TimedWord, join_words, units_from_words

__all__ = [
    "Caption",
    "Profile",
    "ReadingSpeed",
    "SentenceUnit",
    "TimedWord",
    "boundaries",
    "caption_lines",
    "join_words",
    "profile",
    "split",
    "units_from_words",
]
