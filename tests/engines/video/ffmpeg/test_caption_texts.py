from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.video.ffmpeg.caption_texts import one_at_a_time, track_texts
from dragoman.engines.video.port import CaptionTrack
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span


def test_a_track_is_told_in_the_words_of_an_mp4() -> None:
    cue = CaptionCue(Span(0, 1000), ("Ja", "doch"), "Anna")
    for tag, letters in (("de-AT", "deu"), ("zh-Hant", "zho"), ("yue", "yue"), ("fa", "fas")):
        assert track_texts(CaptionTrack(tag, " A\nB ", (cue,))) == {
            "language": letters,
            "title": "A B",
            "texts": [(0, 1000, "Anna: Ja\ndoch")],
        }


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 50), st.integers(1, 20))


@given(st.lists(SPANS, max_size=8))
def test_texts_never_overlap_and_show_every_cue_for_its_whole_time(spans: list[Span]) -> None:
    cues = [CaptionCue(span, (f"#{place}#",)) for place, span in enumerate(spans)]
    texts = one_at_a_time(cues)
    assert all(start < end for start, end, _ in texts)
    assert all(one[1] <= other[0] for one, other in zip(texts, texts[1:], strict=False))  # noqa: RUF007
    for place, span in enumerate(spans):
        shown = sum(end - start for start, end, text in texts if f"#{place}#" in text)
        assert shown == span.duration_ms
