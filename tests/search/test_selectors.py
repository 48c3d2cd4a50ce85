from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.publications.models import Publication
from dragoman.publications.page import Card, Stub
from dragoman.publications.services import reserve_number, withdraw_publication
from dragoman.search.facets import facets
from dragoman.search.selectors import Filters, Place, run, shelf
from dragoman.search.services import file_publication
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


def numbers(page):
    return [entry.number if isinstance(entry, Card) else -entry.number for entry in page.entries]


@pytest.fixture
def seven(world):
    """Numbers 1 to 7, aired in that order; 3 withdrawn, 5 reserved only."""
    actor = world.editor.actor
    for number in range(1, 8):
        if number == 5:
            reserve_number(publication=draft(actor), actor=actor)
            continue
        publication = published(actor, title=f"Clip {number}")
        Publication.objects.filter(pk=publication.pk).update(aired_on=date(2020 + number // 4, 1, number))
        file_publication(publication=Publication.objects.get(pk=publication.pk))
        if number == 3:
            withdraw_publication(publication=publication, reason="Same as 2.", actor=actor)


def test_newest_come_first_and_missing_numbers_stand_as_stubs(seven):
    page = shelf(filters=Filters())
    assert (numbers(page), page.total) == ([7, 6, -5, 4, -3, 2, 1], 5)
    stubs = {entry.number: (entry.state, entry.reason) for entry in page.entries if isinstance(entry, Stub)}
    assert stubs == {5: ("reserved", ""), 3: ("withdrawn", "Same as 2.")}


def test_pages_go_on_where_the_last_ended(seven):
    first = shelf(filters=Filters(), size=2)
    second = shelf(filters=Filters(), before=first.older, size=2)
    third = shelf(filters=Filters(), before=second.older, size=2)
    assert [numbers(page) for page in (first, second, third)] == [[7, 6], [4, -3, 2], [1]]
    assert third.older == ""


@pytest.mark.parametrize("cursor", ["nonsense", "2024-99-99_1", "_", "2024-01-01_99999999999999"])
def test_a_broken_cursor_is_the_start(seven, cursor):
    assert numbers(shelf(filters=Filters(), before=cursor))[0] == 7


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(topic="railways"), [7, 6, 4, 2, 1]),
        (Filters(topic="fishing"), []),
        (Filters(source="meridian-tv", year=2020), [2, 1]),
        (Filters(speaker="vera-sokolskaya"), [7, 6, 4, 2, 1]),
        (Filters(language="ru"), [7, 6, 4, 2, 1]),
        (Filters(language="fa"), []),
        (Filters(words="SHIFT cancelled"), [7, 6, 4, 2, 1]),
        (Filters(words="列车"), [7, 6, 4, 2, 1]),
        (Filters(words="clip 6"), [6]),
        (Filters(words="%"), []),
        (Filters(country="CN"), []),
    ],
)
def test_filters(seven, filters, found):
    assert numbers(shelf(filters=filters)) == found


def test_empty_archive(db):
    page = shelf(filters=Filters())
    assert (page.entries, page.total, page.older) == ((), 0, "")


def test_list_costs_the_same_for_few_and_many(world, django_assert_num_queries):
    published(world.editor.actor)
    facets()
    with django_assert_num_queries(4):  # the version, the keys, the stubs, the cards
        shelf(filters=Filters())
    for _ in range(8):
        published(world.editor.actor)
    facets()
    with django_assert_num_queries(4):
        shelf(filters=Filters())
    facets(Filters(topic="railways", year=2024))
    with django_assert_num_queries(6):  # the version, the rarest choice twice, the count, the keys, the cards
        assert shelf(filters=Filters(topic="railways", year=2024)).total == 9


def test_list_by_keys_knows_each_card_by_its_edition(seven):
    found = run(filters=Filters(), size=2)
    latest = Publication.objects.get(number=7)
    assert found.entries[0] == Place(latest.pk, 7, "2021-01-07", latest.editions.latest("ordinal").digest)
    assert (found.total, found.older) == (5, "2021-01-06_6")


def test_silent_numbers_are_found_without_looking_at_the_others(seven):
    with CaptureQueriesContext(connection) as queries:
        shelf(filters=Filters())
    asked = next(one["sql"] for one in queries if "is_silent" in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked}" if connection.vendor == "sqlite" else f"EXPLAIN {asked}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert connection.vendor != "sqlite" or "silent_numbers" in plan


def test_duplicate_names_the_clip_that_stays_while_it_stays(seven, world):
    two, six, seventh = (Publication.objects.get(number=number) for number in (2, 6, 7))
    for publication, survivor in ((six, two), (seventh, six)):
        withdraw_publication(
            publication=publication, reason="Twice.", actor=world.editor.actor, survivor=survivor
        )

    def stubs():
        return {
            entry.number: (entry.survivor, entry.survivor_slug)
            for entry in shelf(filters=Filters()).entries
            if isinstance(entry, Stub)
        }

    assert stubs() == {7: (2, "clip-2"), 6: (2, "clip-2"), 5: (None, ""), 3: (None, "")}
    withdraw_publication(publication=two, reason="Wrong.", actor=world.editor.actor)
    assert set(stubs().values()) == {(None, "")}
