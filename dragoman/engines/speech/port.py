"""What a speech engine takes and gives. Applications import this file and no other of the folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol

from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.timecode import Span


class SpeechError(Exception):
    """Something kept speech from being recognised; the message says what to do."""


class EngineUnavailable(SpeechError):
    """The engine's library or model is not on this machine."""


class SpeechFailed(SpeechError):
    """The engine started and broke down; the recording itself may be fine."""


class BadAudio(SpeechError):
    """The file is not the plain 16 kHz sound an engine takes."""


class WrongLanguage(SpeechError):
    """The engine was asked for a language it does not know."""


class Cancelled(SpeechError):
    """The watcher asked to stop. Nothing was returned."""


class Timing(StrEnum):
    """Where a word's times come from."""

    MODEL = "model"
    ALIGNED = "aligned"
    INTERPOLATED = "interpolated"


class Flag(StrEnum):
    """What is doubtful about a segment, or about a whole transcription."""

    LOW_SPEECH = "low_speech"
    """The sound carries little or none of the text: invented over silence, noise or music."""
    REPETITION = "repetition"
    """The recogniser went round in circles."""
    LANGUAGE_MISMATCH = "language_mismatch"
    """Speech, but not in the language asked for."""
    LOW_CONFIDENCE = "low_confidence"
    """Too little or too unclear to tell: a person has to listen."""


BLOCKING = frozenset({Flag.LOW_SPEECH, Flag.REPETITION, Flag.LANGUAGE_MISMATCH})
"""A segment with one of these is refused: its text is no record of what was said."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its punctuation. Times are never missing, for numbers neither."""

    text: str
    span: Span
    confidence: float
    timing: Timing


@dataclass(frozen=True, slots=True)
class Segment:
    span: Span
    text: str
    language: str
    words: tuple[Word, ...]
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Transcription:
    """Segments in order of time.

    ``segments`` is fit to draft a track from. ``refused`` is where somebody spoke (or seemed to) and the
    text cannot stand for it: wrong language, invention, loops; its text is for a person to look at and
    never for a track. ``heard`` says whether any voice was found at all. ``flags`` sums up the whole.
    """

    segments: tuple[Segment, ...]
    language: str
    identity: EngineIdentity
    heard: bool
    refused: tuple[Segment, ...] = ()
    flags: frozenset[Flag] = frozenset()

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for segment in self.segments for word in segment.words)


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """What to listen to: a WAV file, 16 kHz, one channel, 16 bit.

    ``names`` primes the recogniser with spellings it would not guess. ``within`` limits the work to a
    stretch; times in the answer still count from the start of the file.
    """

    wav: Path
    language: str
    names: tuple[str, ...] = ()
    within: Span | None = None


@dataclass(frozen=True, slots=True)
class SpeechCapabilities:
    """``languages`` are base codes; empty means the model takes any language it is told."""

    languages: frozenset[str]
    word_timing: Timing
    punctuates: bool
    takes_names: bool
    needs_network: bool = False
    chunk_ms: int = 300_000


class Watch(Protocol):
    """How the caller follows the work and stops it."""

    def progress(self, permille: int) -> None: ...

    def cancelled(self) -> bool: ...


@dataclass(slots=True)
class Unwatched:
    """A watch for callers who neither follow nor stop: it keeps the last progress and never cancels."""

    permille: int = field(default=0)

    def progress(self, permille: int) -> None:
        self.permille = permille

    def cancelled(self) -> Literal[False]:
        return False


class SpeechEngine(Protocol):
    """``preflight`` lists what is missing, in sentences a person can act on; empty means ready."""

    @property
    def identity(self) -> EngineIdentity: ...

    @property
    def capabilities(self) -> SpeechCapabilities: ...

    def preflight(self) -> list[str]: ...

    def transcribe(self, request: SpeechRequest, watch: Watch) -> Transcription: ...
