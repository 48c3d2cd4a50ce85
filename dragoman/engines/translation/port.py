"""What a translation engine takes and gives. Applications import this file and no other of the folder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dragoman.lib.engine_identity import EngineIdentity


class TranslationError(Exception):
    """Something kept a text from being translated; the message says what to do."""


class EngineUnavailable(TranslationError):
    """The engine's library, model or server cannot be reached."""


class TranslationFailed(TranslationError):
    """The engine started and broke down."""


class UnknownPair(TranslationError):
    """The engine does not translate between these languages."""


class Cancelled(TranslationError):
    """The watcher asked to stop. Nothing was returned."""


class Flag(StrEnum):
    """What is doubtful about one translated unit."""

    UNTRANSLATED = "untranslated"
    """There is no translation: the text is empty, and pages show the original."""
    TERM_LOST = "term_lost"
    """A locked term is not in the translation as it has to be."""
    NUMBER_CHANGED = "number_changed"
    """A number of the original is missing."""
    BAD_OUTPUT = "bad_output"
    """What came back could not be a translation, and was thrown away."""
    WRONG_LANGUAGE = "wrong_language"
    """What came back is not in the script of the language asked for, and was thrown away."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to translate, under a key the caller knows it by."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class LockedTerm:
    """A name with one published form in the other language."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around the units, for engines that read it: never translated, never instructions."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """Units in the order of the text. Keys must differ."""

    units: tuple[Unit, ...]
    source: str
    target: str
    terms: tuple[LockedTerm, ...] = ()
    context: Context = Context()

    def __post_init__(self) -> None:
        if len({unit.key for unit in self.units}) < len(self.units):
            raise ValueError("Each unit needs a key of its own.")


@dataclass(frozen=True, slots=True)
class TranslatedUnit:
    key: str
    text: str
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Translation:
    """One translated unit for each unit of the request, in the same order."""

    units: tuple[TranslatedUnit, ...]
    source: str
    target: str
    identity: EngineIdentity


@dataclass(frozen=True, slots=True)
class TranslationCapabilities:
    """``pairs`` are base codes, source first; empty means any pair."""

    pairs: frozenset[tuple[str, str]]
    reads_context: bool = False
    needs_network: bool = False


class Watch(Protocol):
    """How the caller follows the work and stops it."""

    def progress(self, permille: int) -> None: ...

    def cancelled(self) -> bool: ...


class TranslationEngine(Protocol):
    """``preflight`` lists what is missing, in sentences a person can act on; empty means ready."""

    @property
    def identity(self) -> EngineIdentity: ...

    @property
    def capabilities(self) -> TranslationCapabilities: ...

    def preflight(self) -> list[str]: ...

    def translate(self, request: TranslationRequest, watch: Watch) -> Translation: ...
