"""A bulletin in the browser: anyone may read it, nobody is known by it, and nothing withdrawn stands in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dragoman.bulletins.composing import compose_due
from dragoman.bulletins.models import Issue
from dragoman.publications.models import Publication
from tests.factories.readers import reader
from tests.factories.told import clip_row, withdraw_row

SEVEN = datetime(2026, 3, 26, 7, 0, tzinfo=UTC)


@pytest.fixture
def mona(db):
    return reader(at=SEVEN - timedelta(days=1))


@pytest.fixture
def clips(mona):
    return [clip_row(number, SEVEN - timedelta(hours=number)) for number in (1, 2)]


@pytest.fixture
def address(clips):
    compose_due(cadence="daily", now=SEVEN)
    return f"/bulletins/issues/{Issue.objects.get().key}"


def outsiders(world):
    signed_in = Client()
    signed_in.force_login(world.outsider)
    return Client(), signed_in


def test_anyone_reads_an_issue_and_no_reader_is_in_it(world, mona, address):
    wish = mona.subscriptions.get()
    for client in outsiders(world):
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
        assert "Clip 1: night trains" in page and "Clip 2: night trains" in page
        assert not [one for one in (mona.address, mona.secret, wish.token) if one in page]


def test_what_was_withdrawn_since_is_counted_and_not_told(world, clips, address):
    withdraw_row(clips[0], SEVEN)
    for client in outsiders(world):
        page = client.get(address).content.decode()
        assert "Clip 1: night trains" not in page and "Clip 2: night trains" in page
        assert "No longer here: 1" in page


@pytest.mark.parametrize("change", [{"is_listed": False}, {"restricted_in": "*"}])
def test_what_lists_may_not_show_any_more_is_not_told(world, clips, address, change):
    Publication.objects.filter(pk=clips[0].pk).update(**change)
    for client in outsiders(world):
        page = client.get(address).content.decode()
        assert "Clip 1: night trains" not in page and "Clip 2: night trains" in page


def test_an_issue_is_only_read_and_only_where_there_is_one(world, address):
    for client in outsiders(world):
        wrong = f"{address[:-4]}zzzz"
        assert [client.get(wrong).status_code, client.post(address).status_code] == [404, 405]
