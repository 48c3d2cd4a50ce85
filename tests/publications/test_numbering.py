from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from dragoman.ledger.terms import SYSTEM
from dragoman.publications.errors import NumberTaken
from dragoman.publications.models import Number
from dragoman.publications.numbering import give_number
from dragoman.publications.services import reserve_number
from tests.factories.clips import draft


def test_numbers_follow_each_other(db):
    assert [give_number(draft(SYSTEM)) for _ in range(3)] == [1, 2, 3]


def test_number_is_given_once(db):
    publication = draft(SYSTEM)
    assert give_number(publication) == give_number(publication) == 1


def test_next_number_is_above_the_highest_ever(db):
    assert give_number(draft(SYSTEM), wanted=11045) == 11045
    publication = draft(SYSTEM)
    assert give_number(publication) == 11046
    publication.delete()
    assert give_number(draft(SYSTEM)) == 11047
    assert [number.number for number in Number.objects.all()] == [11047, 11046, 11045]


@pytest.mark.parametrize("wanted", [11045, 0, -3, 10**10])
def test_impossible_number_is_refused(db, wanted):
    give_number(draft(SYSTEM), wanted=11045)
    with pytest.raises(NumberTaken):
        give_number(draft(SYSTEM), wanted=wanted)


def test_first_number_is_a_setting(db, settings):
    settings.FIRST_NUMBER = 5000
    assert give_number(draft(SYSTEM)) == 5000


def test_reserved_at_draft_where_the_desk_says_so(db, settings):
    settings.NUMBERS_RESERVED_AT_DRAFT = True
    assert (draft(SYSTEM).number, draft(SYSTEM).number) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_get_two_numbers():
    publications = [draft(SYSTEM) for _ in range(6)]
    given, start = [], threading.Barrier(len(publications))

    def reserve(publication):
        start.wait()
        with transaction.atomic():
            given.append(reserve_number(publication=publication, actor=SYSTEM))
        connection.close()

    threads = [threading.Thread(target=reserve, args=[publication]) for publication in publications]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == [1, 2, 3, 4, 5, 6]
