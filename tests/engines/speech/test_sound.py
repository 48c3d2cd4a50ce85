from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.speech.port import BadAudio
from dragoman.engines.speech.sound import chunks, duration_ms, find_voice, halves, windows
from dragoman.lib.timecode import Span
from tests.engines.speech.sounds import RATE, hum, music, noise, silence, spoken, write_wav


def test_silence_noise_hum_and_music_hold_no_voice() -> None:
    sounds = (silence(5), noise(5), noise(5, 0.005), hum(5), music(5), silence(0.001), silence(0))
    assert [find_voice(sound.astype(np.float32)) for sound in sounds] == [()] * 7


@pytest.mark.shared
def test_voice_is_found_where_it_is(shared: Path) -> None:
    voice = spoken(shared / "data" / "speech" / "en_sb_spk1_snt1.wav")
    found = find_voice(np.concatenate([silence(3), voice, silence(3)]).astype(np.float32), 1_000)
    assert len(found) == 1
    assert 3_500 < found[0].in_ms < 4_500
    assert 6_000 < found[0].out_ms < 7_500


@pytest.mark.shared
def test_chunks_are_cut_in_silence_and_join_without_gap_or_overlap(shared: Path, tmp_path: Path) -> None:
    voice = spoken(shared / "data" / "speech" / "en_sb_spk1_snt1.wav")
    sound = np.concatenate([part for _ in range(5) for part in (voice, silence(1.5))])
    wav = write_wav(tmp_path / "long.wav", sound)
    found = list(chunks(wav, chunk_ms=10_000))
    assert [chunk.span.in_ms for chunk in found[1:]] == [chunk.span.out_ms for chunk in found[:-1]]
    assert (found[0].span.in_ms, found[-1].span.out_ms) == (0, duration_ms(wav))
    assert sum(len(chunk.voiced) for chunk in found) == 5
    assert all(abs(chunk.samples[-1]) < 0.01 for chunk in found)


def test_only_the_stretch_asked_for_is_read(tmp_path: Path) -> None:
    wav = write_wav(tmp_path / "a.wav", noise(4))
    found = list(chunks(wav, Span(1_000, 2_500)))
    assert [(chunk.span, len(chunk.samples)) for chunk in found] == [(Span(1_000, 2_500), RATE * 3 // 2)]
    assert list(chunks(wav, Span(9_000, 9_500))) == []


def test_windows_hold_what_fits_and_end_at_long_pauses() -> None:
    voiced = (Span(0, 10_000), Span(11_000, 20_000), Span(21_000, 35_000), Span(40_000, 41_000))
    assert windows(voiced) == [voiced[:2], voiced[2:3], voiced[3:]]


def test_a_window_is_halved_at_its_longest_pause() -> None:
    window = (Span(0, 10), Span(12, 20), Span(30, 40))
    assert halves(window) == (window[:2], window[2:])


@pytest.mark.parametrize(("rate", "channels"), [(44_100, 1), (16_000, 2)])
def test_other_kinds_of_wav_are_refused(tmp_path: Path, rate: int, channels: int) -> None:
    wav = write_wav(tmp_path / "a.wav", silence(1), rate, channels)
    with pytest.raises(BadAudio, match=f"a.wav has {rate} Hz, {channels} channels and 16 bits"):
        list(chunks(wav))


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"not sound at all", b"RIFF\x00\x00\x00\x00WAVEfmt \xff\xff\xff\xff"]
)
def test_what_is_no_wav_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(BadAudio):
        list(chunks(tmp_path / "a.wav"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match=r"There is no sound file gone\.wav"):
        duration_ms(tmp_path / "gone.wav")


def test_a_wav_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    wav = write_wav(tmp_path / "a.wav", noise(2))
    wav.write_bytes(wav.read_bytes()[: 44 + RATE * 2 + 1])
    assert [chunk.span for chunk in chunks(wav)] == [Span(0, 1_000)]
