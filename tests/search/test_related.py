from __future__ import annotations

from datetime import date

import pytest

from dragoman.publications.models import Publication
from dragoman.publications.services import withdraw_publication
from dragoman.search.narrowing import list_version
from dragoman.search.related import Shared, related_to
from dragoman.search.services import file_everything
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db

LIN, VERA = ["lin", "Lin"], ["vera", "Vera"]
RAIL, FISH = ["rail", "Railways"], ["fish", "Fishing"]


def filed(number, *, voices=(), topics=(), source="", day=None):
    found = Publication.objects.get(number=number)
    found.card |= {
        "voices": list(voices),
        "topics": list(topics),
        "sources": [[source.title(), source, "", ""]] if source else [],
    }
    found.aired_on = day
    found.save()


def told():
    return [
        (one.place.number, [(shared.kind, shared.label) for shared in one.shared])
        for one in related_to(1, list_version())
    ]


@pytest.fixture
def seven(world):
    """1 is what others are held against; 7 shares nothing with it, and there is a draft like it."""
    for number in range(1, 8):
        published(world.editor.actor, title=f"Clip {number}")
    filed(1, voices=[LIN], topics=[RAIL], source="meridian", day=date(2024, 4, 9))
    filed(2, topics=[RAIL], day=date(2020, 1, 1))
    filed(3, voices=[LIN, VERA])
    filed(4, voices=[LIN], topics=[RAIL])
    filed(5, source="meridian")
    filed(6, source="other", day=date(2024, 4, 9))
    filed(7, voices=[VERA], topics=[FISH], source="other")
    file_everything()
    draft(world.editor.actor)


def test_who_shares_most_comes_first_with_the_reason(seven):
    assert told() == [
        (4, [("speaker", "Lin"), ("topic", "Railways")]),
        (3, [("speaker", "Lin")]),
        (2, [("topic", "Railways")]),
        (5, [("source", "Meridian")]),
    ]


def test_same_day_is_a_reason_where_there_is_no_better(seven, world):
    for number in (4, 5):
        publication = Publication.objects.get(number=number)
        withdraw_publication(publication=publication, reason="Twice.", actor=world.editor.actor)
    assert told()[2:] == [(6, [("day", "")])]


def test_withdrawn_clip_is_no_ones_neighbour_at_once(seven, world):
    told()
    withdraw_publication(
        publication=Publication.objects.get(number=4), reason="Twice.", actor=world.editor.actor
    )
    assert [number for number, _ in told()] == [3, 2, 5, 6]


def test_clip_that_shares_nothing_stands_alone(seven):
    filed(7)
    file_everything()
    assert related_to(7, list_version()) == ()


def test_number_without_a_clip_has_no_neighbours(seven):
    assert related_to(99, list_version()) == ()


def test_it_costs_the_same_for_few_and_many(world, django_assert_num_queries):
    for _ in range(2):
        for _ in range(3):
            published(world.editor.actor)
        version = list_version()
        with django_assert_num_queries(4):  # counts and hidden sources; the clip; what shares
            found = related_to(1, version)
        with django_assert_num_queries(0):
            related_to(1, version)
    assert len(found) == 4
    assert found[0].shared[0] == Shared("speaker", "lin-ruomei", "Lin Ruomei")
