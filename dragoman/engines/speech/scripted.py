"""A fake that says what it is told to: for demonstrations and for tests of what comes after."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.engines.speech.listening import sum_up
from dragoman.engines.speech.port import (
    Cancelled,
    Flag,
    Segment,
    SpeechCapabilities,
    SpeechRequest,
    Timing,
    Transcription,
    Watch,
    WrongLanguage,
)
from dragoman.engines.speech.word_times import RawWord, place_words
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.languages import base, canonical
from dragoman.lib.timecode import Span


@dataclass(frozen=True, slots=True)
class Line:
    """What is said when. ``heard_ms`` gives word times; without them the words share the span."""

    span: Span
    text: str
    heard_ms: tuple[tuple[int, int], ...] = ()
    flags: frozenset[Flag] = frozenset()
    confidence: float = 0.95


class Scripted:
    """Answers every request with its script, cut to the stretch asked for. It opens no file."""

    def __init__(self, *, lines: tuple[Line, ...] = (), languages: frozenset[str] = frozenset()) -> None:
        self._lines = lines
        self._languages = languages

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity("scripted speech", "1")

    @property
    def capabilities(self) -> SpeechCapabilities:
        return SpeechCapabilities(self._languages, Timing.ALIGNED, punctuates=True, takes_names=False)

    def preflight(self) -> list[str]:
        return []

    def transcribe(self, request: SpeechRequest, watch: Watch) -> Transcription:
        if self._languages and base(request.language) not in self._languages:
            raise WrongLanguage(f"The script is not in {canonical(request.language)}.")
        found = []
        for index, line in enumerate(self._lines):
            if watch.cancelled():
                raise Cancelled("Recognition was stopped.")
            if request.within is None or _inside(line.span, request.within):
                found.append(_segment(line, canonical(request.language)))
            watch.progress((index + 1) * 1000 // len(self._lines))
        watch.progress(1000)
        return sum_up(found, request, self.identity, heard=bool(found))


def _segment(line: Line, language: str) -> Segment:
    texts = line.text.split()
    times: tuple[tuple[int, int] | None, ...] = line.heard_ms or (None,) * len(texts)
    raw = [
        RawWord(text, at[0] if at else None, at[1] if at else None, line.confidence)
        for text, at in zip(texts, times, strict=True)
    ]
    return Segment(line.span, line.text, language, place_words(raw, line.span, Timing.ALIGNED), line.flags)


def _inside(span: Span, within: Span) -> bool:
    return within.in_ms <= span.in_ms < within.out_ms
