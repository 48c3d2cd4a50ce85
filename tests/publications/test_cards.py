from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.publications.cards import card_of, words_of
from dragoman.publications.selectors import content_of
from tests.factories.clips import published


@pytest.fixture
def content(world):
    return content_of(published(world.editor.actor).editions.get())


def test_card(content):
    assert card_of(content, has_poster=True) == {
        "title": "Night trains will cross the Selva bridge again",
        "language": "en",
        "duration_ms": 20_000,
        "sources": [["Meridian TV", "meridian-tv", "", "Norland"]],
        "programme": "",
        "spoken": ["zh", "ru"],
        "topics": [["public-works", "Public works"], ["railways", "Railways"]],
        "voices": [["lin-ruomei", "Lin Ruomei"], ["vera-sokolskaya", "Vera Sokolskaya"]],
        "roles": [["lin-ruomei", "spokesperson"], ["vera-sokolskaya", "chief engineer"]],
        "quote": "At first there will be two trains a day.",
        "quote_language": "en",
        "quote_speaker": "Lin Ruomei",
        "quote_label": "2",
        "quote_in_ms": 7_000,
        "quote_original": "首批列车每天两班。",
        "quote_original_language": "zh",
        "summary": ["Trains return.", "In May."],
        "tracks": [["en", False], ["zh", True], ["ru", True]],
        "has_poster": True,
        "has_picture": True,
        "has_media": True,
    }


def test_clip_without_words_has_no_quote(content):
    empty = replace(content, lines=(), translations=(), voices=())
    card = card_of(empty, has_poster=False)
    assert (card["quote"], card["quote_label"], card["quote_in_ms"]) == ("", "", None)


def test_long_quote_is_shortened_and_says_so(content):
    track = content.translations[0]
    renderings = tuple(replace(one, text="word " * 60) for one in track.renderings)
    card = card_of(replace(content, translations=(replace(track, renderings=renderings),)), has_poster=True)
    assert card["quote"].endswith("word […]")
    assert len(card["quote"]) <= 190


def test_words_are_all_that_is_published(content):
    assert words_of(content).splitlines() == [
        "night trains will cross the selva bridge again",
        "夜间列车重返大桥",
        "trains return.",
        "in may.",
        "夜间列车将从五月一日起恢复通行。",
        "首批列车每天两班。",
        "ни одна смена не была отменена.",
        "night trains will run again from 1 may.",
        "at first there will be two trains a day.",
        "not a single shift was cancelled.",
        "lin ruomei",
        "vera sokolskaya",
    ]
