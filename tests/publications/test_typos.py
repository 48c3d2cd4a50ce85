from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import override

from dragoman.publications.comparing import differences
from dragoman.publications.content import TranslationTrack
from dragoman.publications.typos import more_than_spelling
from tests.archive.builders import a_content, a_line, a_rendering


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def content(text, **changes):
    track = TranslationTrack("en", (a_rendering("1", text),), "")
    return a_content(lines=(a_line("1", **changes),), translations=(track,))


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ("The brigde is open.", "The bridge is open.", ()),
        ("The bridge is open", "The bridge is open.", ()),
        ("The colour is grey.", "The color is grey.", ()),
        (
            "It opens on 1 May.",
            "It opens on 2 May.",
            ("s1: a number changed", "s1: a word became another word"),
        ),
        ("It opens in May.", "It opens in June.", ("s1: a word became another word",)),
        ("It is open.", "It is not open.", ("s1: a denial came or went", "s1: a word came or went")),
        ("Lin says so.", "Len says so.", ("s1: a name changed",)),
        ("It opens soon.", "It will open soon enough.", ("s1: more than one word changed",)),
    ],
)
def test_only_spelling_is_spelling(before, after, reasons):
    new = content(after)
    assert more_than_spelling(new, differences(content(before), new)) == reasons


def test_another_speaker_is_no_spelling():
    new = content("Same.", voice="v2")
    assert more_than_spelling(new, differences(content("Same."), new)) == (
        "s1: who speaks or what is rendered changed",
    )


def test_time_may_be_put_right_and_a_sentence_not_be_dropped():
    old = content("Same.")
    assert more_than_spelling(old, differences(old, content("Same.", in_ms=4_100))) == ()
    assert more_than_spelling(old, differences(old, replace(old, lines=(), translations=()))) == (
        "s1: a sentence was added or taken out",
    )
