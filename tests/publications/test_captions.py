from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span
from dragoman.publications.captions import caption_cues, caption_languages
from dragoman.publications.content import Gap
from dragoman.publications.selectors import content_of
from tests.factories.clips import published


@pytest.fixture
def content(world):
    return content_of(published(world.editor.actor).editions.get())


def test_cues_carry_speaker_and_label(content):
    assert caption_cues(content, "en")[:2] == (
        CaptionCue(Span(1_000, 6_500), ("Night trains will run again from 1 May.",), "Lin Ruomei", "s1"),
        CaptionCue(Span(7_000, 12_500), ("At first there will be two trains a day.",), "Lin Ruomei", "s2"),
    )


def test_languages_are_those_with_timed_words(content):
    assert caption_languages(content) == (("en", False), ("zh", True), ("ru", True))


def test_untimed_lines_have_no_captions(content):
    untimed = replace(content, lines=tuple(replace(line, in_ms=None, out_ms=None) for line in content.lines))
    assert (caption_cues(untimed, "en"), caption_languages(untimed)) == ((), ())


def test_long_sentence_becomes_several_captions_in_order(content):
    long = " ".join(["Night trains will run again from the first of May, and nobody expected it."] * 3)
    track = content.translations[0]
    first = replace(track.renderings[0], text=long)
    content = replace(content, translations=(replace(track, renderings=(first,)),))
    cues = caption_cues(content, "en")
    assert " ".join(line for cue in cues for line in cue.lines) == long
    assert [cue.identifier for cue in cues] == ["s1", *(f"s1.{part}" for part in range(2, len(cues) + 1))]
    assert all(one.span.out_ms <= other.span.in_ms for one, other in itertools.pairwise(cues))


def test_every_track_says_what_was_left_out(content):
    cut = replace(content, gaps=(Gap(6_500, 35_000),))
    for language in ("en", "zh"):
        assert CaptionCue(Span(6_500, 8_000), ("[✂ 0:35]",), "", "cut1") in caption_cues(cut, language)
