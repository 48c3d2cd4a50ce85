from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines.speech.port import EngineUnavailable
from dragoman.engines.speech.routing import SpeechRouter

SCRIPTED = "dragoman.engines.speech.scripted.Scripted"
WHISPER = "dragoman.engines.speech.faster_whisper.FasterWhisper"
VOSK = "dragoman.engines.speech.vosk.Vosk"


@pytest.mark.models
def test_each_language_goes_to_the_first_engine_that_hears_it() -> None:
    router = SpeechRouter([WHISPER, VOSK])
    found = [router.engine_for(tag) for tag in ("en-GB", "ko", "ru")]
    assert [type(engine).__name__ for engine in found] == ["FasterWhisper", "Vosk", "NoneType"]


def test_the_next_engine_stands_in_for_one_that_is_not_ready(tmp_path: Path) -> None:
    router = SpeechRouter([f"{WHISPER}?model_path={tmp_path}&threads=1", (SCRIPTED, {"languages": {"en"}})])
    assert [type(engine).__name__ for engine in router.engines_for("en")] == ["Scripted"]
    assert router.missing() == [
        f"There is no CTranslate2 Whisper model in {tmp_path}: give the folder with model.bin."
    ]


@pytest.mark.parametrize(
    "spec", ["nowhere.Engine", "dragoman.engines.speech.scripted.Gone", "", f"{WHISPER}?speed=2", "Engine"]
)
def test_an_adapter_that_cannot_be_built_is_named(spec: str) -> None:
    with pytest.raises(EngineUnavailable, match="A speech engine is set wrongly"):
        SpeechRouter([spec])
