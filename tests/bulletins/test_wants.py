from __future__ import annotations

import pytest

from dragoman.bulletins.terms import NothingWanted
from dragoman.bulletins.wants import Want, read_want, search_words
from dragoman.publications.models import Publication
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("about", "value", "read"),
    [
        ("everything", "1", Want("everything", "", "daily")),
        ("topic", "railways", Want("topic", "railways", "daily", "Railways")),
        ("source", " meridian-tv ", Want("source", "meridian-tv", "daily", "Meridian TV")),
        ("speaker", "lin-ruomei", Want("speaker", "lin-ruomei", "daily", "Lin Ruomei")),
        ("country", "norland", Want("country", "norland", "daily", "Norland")),
        ("language", "zh", Want("language", "zh", "daily")),
        (
            "search",
            "?q=Night  trains&sort=best&after=12",
            Want("search", "q=Night+trains", "daily", "Night trains"),
        ),
        (
            "search",
            "topic=railways&q=bridge",
            Want("search", "q=bridge&topic=railways", "daily", "bridge · railways"),
        ),
    ],
)
def test_want_is_kept_in_one_spelling(names, about, value, read):
    assert read_want(about, value, "daily") == read


@pytest.mark.parametrize(
    ("about", "value", "cadence"),
    [
        ("topic", "fisheries", "daily"),
        ("topic", "", "daily"),
        ("topic", "railways", "hourly"),
        ("year", "2024", "daily"),
        ("search", "", "daily"),
        ("search", "sort=best", "daily"),
        ("search", "q=" + "word+" * 300, "daily"),
        ("programme", "meridian-tv/Evening News", "daily"),
        ("programme", "evening-news", "daily"),
    ],
)
def test_what_there_is_not_can_not_be_wanted(names, about, value, cadence):
    with pytest.raises(NothingWanted):
        read_want(about, value, cadence)


def test_programme_is_known_by_its_source(clip):
    Publication.objects.update(card={**clip.card, "programme": "Evening News"})
    wanted = Want("programme", "meridian-tv/evening-news", "weekly", "Evening News")
    assert read_want("programme", "meridian-tv/Evening News", "weekly") == wanted
    assert read_want("programme", "meridian-tv/evening-news", "weekly") == wanted


def test_nothing_tells_what_a_draft_is_about(world):
    draft(world.editor.actor)
    with pytest.raises(NothingWanted) as refused:
        read_want("topic", "railways", "daily")
    assert str(refused.value) == "Nothing is published under “railways”."


def test_words_of_a_search():
    assert search_words("q=night+trains&country=CN") == "night trains · CN"
