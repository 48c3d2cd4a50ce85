from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines.speech.port import (
    Flag,
    Segment,
    SpeechEngine,
    SpeechRequest,
    Timing,
    Transcription,
    Unwatched,
    Word,
    WrongLanguage,
)
from dragoman.engines.speech.scripted import Line, Scripted
from dragoman.lib.timecode import Span

SCRIPT = (
    Line(Span(0, 1_000), "Good evening."),
    Line(Span(1_000, 1_500), "Um um um", flags=frozenset({Flag.REPETITION})),
    Line(Span(5_000, 6_000), "The news.", ((5_000, 5_200), (5_300, 5_900))),
)


def test_the_script_is_what_was_heard() -> None:
    engine: SpeechEngine = Scripted(lines=SCRIPT)
    found = engine.transcribe(SpeechRequest(Path("a.wav"), "en", within=Span(500, 9_000)), Unwatched())
    news = Segment(
        Span(5_000, 6_000),
        "The news.",
        "en",
        (
            Word("The", Span(5_000, 5_200), 0.95, Timing.ALIGNED),
            Word("news.", Span(5_300, 5_900), 0.95, Timing.ALIGNED),
        ),
    )
    assert (found.segments, [one.text for one in found.refused]) == ((news,), ["Um um um"])


def test_words_without_times_share_the_line() -> None:
    found = Scripted(lines=SCRIPT[:1]).transcribe(SpeechRequest(Path("a.wav"), "en"), Unwatched())
    assert [(word.text, word.span, word.timing) for word in found.words] == [
        ("Good", Span(0, 333), Timing.INTERPOLATED),
        ("evening.", Span(333, 1_000), Timing.INTERPOLATED),
    ]


def test_an_empty_script_hears_nothing() -> None:
    engine = Scripted()
    assert engine.transcribe(SpeechRequest(Path("a.wav"), "ru"), Unwatched()) == Transcription(
        (), "ru", engine.identity, heard=False
    )


def test_a_script_has_its_language() -> None:
    with pytest.raises(WrongLanguage):
        Scripted(languages=frozenset({"ko"})).transcribe(SpeechRequest(Path("a.wav"), "ru"), Unwatched())
