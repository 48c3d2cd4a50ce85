"""What is public of a recording fills the gaps of its next clip."""

from __future__ import annotations

import pytest

from dragoman.clips.services import ClipDescription, ClipPlan, make_clip
from dragoman.engines.video.port import UNWATCHED
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.timecode import Span
from dragoman.pipeline.said_around import known_around
from dragoman.publications.terms import State
from dragoman.transcripts.models import ContextLine
from dragoman.transcripts.surroundings import ContextText, hear_surroundings
from tests.factories.clips import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(world):
    return published(world.editor.actor)


def beside(other, *passages):
    plan = ClipPlan(
        broadcasts=tuple(other.clip.broadcasts.all()),
        recording=other.clip.recording,
        passages=passages,
        spoken=("zh",),
        into=("en",),
    )
    return make_clip(plan=plan, description=ClipDescription("A title"), topics=[], actor=SYSTEM)


FIRST = ("夜间列车将从五月一日起恢复通行。", "Night trains will run again from 1 May.")
SECOND = ("首批列车每天两班。", "At first there will be two trains a day.")
THIRD = ("Ни одна смена не была отменена.", "Not a single shift was cancelled.")


def line(where, gap, in_ms, language, said):
    return ContextText(None, where, gap, Span(in_ms, in_ms + 5_500), language, said[0], "en", said[1])


def test_public_sentences_stand_where_they_were_said(other):
    """The other clip begins at 0:05 of the recording: its sentences are said at 0:06, 0:12 and 0:18."""
    cut = beside(other, Span(1_000, 11_800), Span(17_800, 24_000))
    assert known_around(cut) == (line("gap", 0, 12_000, "zh", SECOND),)
    short = beside(other, Span(13_000, 16_000))
    assert known_around(short) == (
        line("before", None, 6_000, "zh", FIRST),
        line("after", None, 18_000, "ru", THIRD),
    )


def test_nothing_is_told_twice_and_nothing_of_drafts(other, world):
    again = beside(other, Span(5_000, 25_000))
    short = beside(other, Span(13_000, 16_000))
    assert [one.text for one in known_around(again)] == []
    other.state = State.WITHDRAWN
    other.save()
    assert known_around(short) == ()


def test_known_words_are_kept_and_not_heard_again(other):
    cut = beside(other, Span(1_000, 11_800), Span(17_800, 24_000))
    hear_surroundings(clip=cut, watch=UNWATCHED, known=known_around(cut))
    rows = ContextLine.objects.filter(clip=cut).values_list("where", "text", "translation", "origin")
    assert list(rows) == [("gap", *SECOND, "person")]
