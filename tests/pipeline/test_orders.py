from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline.orders import ClipOrder, OrderRefused, SpeakerTold, read_order, read_speaker
from dragoman.recordings.capture import UNTOLD, Capture

ORDER = ClipOrder(
    title="A title",
    channel="CCTV",
    country="CN",
    aired="2024-04-09T19:00+08:00",
    spoken=("ZH",),
    into=("en", "PT-br", "en"),
    in_point="0:05",
    out_point="2:06",
    speakers=("Xi Jinping, President of China", "0:58 Sergey Lavrov, Foreign Minister of Russia, on a visit"),
)


def test_order_is_read():
    read = read_order(ORDER)
    assert (read.in_ms, read.out_ms, read.spoken, read.into) == (5_000, 126_000, ("zh",), ("en", "pt-BR"))
    assert read.speakers == (
        SpeakerTold(0, "Xi Jinping", "President of China"),
        SpeakerTold(58_000, "Sergey Lavrov", "Foreign Minister of Russia, on a visit"),
    )


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"title": "  "}, "title", "title"),
        ({"channel": ""}, "channel", "channel"),
        ({"aired": ""}, "aired", "when it aired"),
        ({"aired": "2024-02-30"}, "aired", "no day"),
        ({"spoken": ()}, "spoken", "language"),
        ({"spoken": ("klingonese",)}, "spoken", "not a language"),
        ({"into": ("xx",)}, "into", "not a language"),
        ({"in_point": "soon"}, "in_point", "not a time"),
        ({"in_point": "2:06", "out_point": "0:05"}, "out_point", "after the in point"),
        ({"in_point": "0:05", "out_point": "0:05"}, "out_point", "after the in point"),
        ({"convention": "poetic"}, "convention", "Choose one"),
        ({"origin": "re-upload"}, "origin", "Choose one"),
        ({"origin_url": "javascript:alert(1)"}, "origin_url", "not the address of a copy"),
        ({"capture_note": "x" * 501}, "capture_note", "at most 500"),
        ({"speakers": ("0:75 Someone",)}, "speakers", "seconds"),
        ({"speakers": (", President",)}, "speakers", "names no speaker"),
        ({"speakers": ("x" * 201,)}, "speakers", "longer than 200"),
        ({"title": "x" * 301}, "title", "longer than 300"),
        ({"country": "x" * 121}, "country", "longer than 120"),
        ({"topics": ("x" * 201,)}, "topics", "longer than 200"),
    ],
)
def test_bad_order_is_refused_in_words(changes, field, says):
    with pytest.raises(OrderRefused, match=says) as refusal:
        read_order(replace(ORDER, **changes))
    assert refusal.value.field == field


def test_speaker_whose_name_begins_with_a_number_needs_no_time():
    assert read_speaker("Man in crowd") == SpeakerTold(0, "Man in crowd", "")
    assert read_speaker("2nd speaker, guest") == SpeakerTold(0, "2nd speaker", "guest")


@given(st.text(max_size=60))
def test_any_speaker_is_read_or_refused(text):
    with contextlib.suppress(OrderRefused):
        assert read_speaker(text).name


def test_capture_is_read():
    told = replace(ORDER, origin="upload", origin_url="https://video.example/1", capture_note=" as found ")
    assert read_order(told).capture == Capture("upload", "https://video.example/1", "as found")
    assert read_order(ORDER).capture == UNTOLD
