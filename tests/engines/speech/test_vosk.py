from __future__ import annotations

from pathlib import Path

import jiwer
import pytest

from dragoman.engines.speech.port import Flag, SpeechRequest, Transcription, Unwatched, WrongLanguage
from dragoman.engines.speech.vosk import Vosk
from tests.engines.speech.sounds import music, spoken, write_wav

pytestmark = [pytest.mark.models, pytest.mark.shared]


@pytest.fixture(scope="module")
def engine() -> Vosk:
    return Vosk()


def hear(engine: Vosk, source: Path, tmp_path: Path) -> Transcription:
    wav = write_wav(tmp_path / f"{source.stem}.wav", spoken(source))
    return engine.transcribe(SpeechRequest(wav, "ko"), Unwatched())


def test_korean_is_heard_in_readable_words(engine: Vosk, shared: Path, tmp_path: Path) -> None:
    found = hear(engine, shared / "data" / "speech" / "ko_fv01_t01_s01.wav", tmp_path)
    assert jiwer.cer("기차도전기도없었다", found.text.replace(" ", "")) <= 0.25
    assert "도" not in found.text.split()
    assert [word.text for word in found.words] == found.text.split()


def test_english_is_refused(engine: Vosk, shared: Path, tmp_path: Path) -> None:
    found = hear(engine, shared / "data" / "speech" / "en_jfk.flac", tmp_path)
    assert (found.segments, found.flags) == ((), {Flag.LANGUAGE_MISMATCH})


def test_other_languages_are_marked_as_unsure(engine: Vosk, shared: Path, tmp_path: Path) -> None:
    found = hear(engine, shared / "data" / "speech" / "ru_deepspeech.wav", tmp_path)
    assert Flag.LOW_CONFIDENCE in found.flags


def test_nothing_is_written_over_music(engine: Vosk, tmp_path: Path) -> None:
    wav = write_wav(tmp_path / "a.wav", music(6))
    assert engine.transcribe(SpeechRequest(wav, "ko"), Unwatched()).segments == ()


def test_the_model_has_one_language(engine: Vosk, tmp_path: Path) -> None:
    with pytest.raises(WrongLanguage, match="knows ko, not en"):
        engine.transcribe(SpeechRequest(tmp_path / "a.wav", "en"), Unwatched())


def test_a_model_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    assert Vosk(model_path=str(tmp_path), language="ru").preflight() == [
        f"There is no Vosk model in {tmp_path}: give the folder that holds am/final.mdl."
    ]
