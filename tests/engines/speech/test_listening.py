from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.speech.listening import Window, listen_through, sum_up
from dragoman.engines.speech.port import Cancelled, Flag, Segment, SpeechRequest, Transcription, Unwatched
from dragoman.engines.speech.sound import Chunk
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.timecode import Span
from tests.engines.speech.sounds import music, silence, spoken, write_wav

WHO = EngineIdentity("ear", "1")


@dataclass
class Watched:
    stop_after: int = 1_000
    asked: int = 0
    told: list[int] = field(default_factory=list)

    def progress(self, permille: int) -> None:
        self.told.append(permille)

    def cancelled(self) -> bool:
        self.asked += 1
        return self.asked > self.stop_after


def segment(start: int, end: int, *flags: Flag, text: str = "words") -> Segment:
    return Segment(Span(start, end), text, "en", (), frozenset(flags))


def test_what_is_no_voice_is_never_handed_on(tmp_path: Path) -> None:
    def hear(chunk: Chunk, window: Window, poll: Callable[[], None]) -> list[Segment]:
        raise AssertionError("there is nothing to hear")

    wav = write_wav(tmp_path / "a.wav", np.concatenate([silence(3), music(6)]))
    watch = Watched()
    found = listen_through(SpeechRequest(wav, "EN"), watch, hear, WHO)
    assert found == Transcription((), "en", WHO, heard=False)
    assert watch.told == [1000, 1000]


@pytest.mark.shared
def test_progress_rises_and_a_stop_is_heard(shared: Path, tmp_path: Path) -> None:
    voice = spoken(shared / "data" / "speech" / "en_sb_spk1_snt1.wav")
    wav = write_wav(
        tmp_path / "a.wav", np.concatenate([part for _ in range(3) for part in (voice, silence(3))])
    )
    heard: list[Window] = []

    def hear(chunk: Chunk, window: Window, poll: Callable[[], None]) -> list[Segment]:
        heard.append(window)
        poll()
        return [segment(window[0].in_ms, window[-1].out_ms)]

    watch = Watched()
    found = listen_through(SpeechRequest(wav, "en"), watch, hear, WHO)
    assert len(found.segments) == len(heard) == 3
    assert watch.told == sorted(watch.told)
    assert watch.told[-1] == 1000
    with pytest.raises(Cancelled):
        listen_through(SpeechRequest(wav, "en"), Watched(stop_after=4), hear, WHO)
    assert len(heard) == 4


def test_segments_that_cannot_stand_are_kept_apart() -> None:
    fine, loop, empty = (
        segment(0, 8_000),
        segment(8_000, 9_000, Flag.REPETITION),
        segment(9_000, 9_500, text=""),
    )
    found = sum_up([loop, empty, fine], SpeechRequest(Path("a.wav"), "en"), WHO, heard=True)
    assert found == Transcription((fine,), "en", WHO, heard=True, refused=(loop,))


def test_a_flag_on_a_third_of_the_time_is_a_flag_on_the_whole() -> None:
    segments = [segment(0, 2_000), segment(2_000, 3_000, Flag.LANGUAGE_MISMATCH)]
    assert sum_up(segments, SpeechRequest(Path("a.wav"), "en"), WHO, heard=True).flags == {
        Flag.LANGUAGE_MISMATCH
    }


def test_a_doubtful_scrap_beside_another_language_is_refused_with_it() -> None:
    foreign = segment(2_000, 6_000, Flag.LANGUAGE_MISMATCH)
    beside, apart = segment(0, 1_000, Flag.LOW_CONFIDENCE), segment(20_000, 21_000, Flag.LOW_CONFIDENCE)
    found = sum_up([beside, foreign, apart], SpeechRequest(Path("a.wav"), "en"), WHO, heard=True)
    assert ([one.span for one in found.segments], [one.span for one in found.refused]) == (
        [apart.span],
        [beside.span, foreign.span],
    )


def test_an_unwatched_run_never_stops() -> None:
    watch = Unwatched()
    watch.progress(7)
    assert (watch.permille, watch.cancelled()) == (7, False)
