from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.recordings.capture import (
    LONGEST_ADDRESS,
    LONGEST_NOTE,
    UNTOLD,
    BadCapture,
    Capture,
    read_capture,
)


def test_nothing_told_is_nothing_kept():
    assert read_capture("", " ", " \n") == UNTOLD


def test_what_is_told_is_kept_in_one_line():
    told = read_capture("upload", " https://video.example/watch?v=1 ", "Downloaded\r\nfrom a\tmirror\x00.")
    assert told == Capture("upload", "https://video.example/watch?v=1", "Downloaded from a mirror.")


@pytest.mark.parametrize(
    "url",
    [
        "http://video.example",
        "rtmp://live.example:1935/a",
        "ftp://files.example/a.ts",
        "https://قناة.example/1",
    ],
)
def test_addresses_media_come_from_are_kept(url):
    assert read_capture("upload", url, "").origin_url == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt://video.example/%0aalert(1)", "data:text/html,<script>", "vbscript:x",
        "file:///etc/passwd", "//video.example/1", "video.example/1", "https://", "https:///path",
        "https://user:secret@video.example/", "https://video.example:port/", "https://[::1/", "https://a b/",
        "https://video.example/\u202egnp.mp4", "java\x00script:alert(1)", "https://video.example/\x7f",
        "https://video.example/\ud800", "https://video.example/" + "x" * LONGEST_ADDRESS,
    ],
)  # fmt: skip
def test_other_addresses_are_refused(url):
    with pytest.raises(BadCapture) as refusal:
        read_capture("upload", url, "")
    assert refusal.value.field == "origin_url"


def test_unknown_origin_and_long_note_are_refused():
    with pytest.raises(BadCapture, match="Choose one of broadcast, upload, unknown") as refusal:
        read_capture("satellite", "", "")
    assert refusal.value.field == "origin"
    with pytest.raises(BadCapture, match="at most 500") as refusal:
        read_capture("", "", "x" * (LONGEST_NOTE + 1))
    assert refusal.value.field == "capture_note"


@given(st.text(max_size=100), st.text(max_size=100))
def test_anything_told_is_kept_or_refused(url, note):
    with contextlib.suppress(BadCapture):
        told = read_capture("unknown", url, note)
        assert told.origin_url == "" or told.origin_url.isprintable()
