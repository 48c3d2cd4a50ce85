from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins.composing import compose_due
from dragoman.bulletins.models import Delivery, Issue
from dragoman.bulletins.preview import NothingComing, coming, held, send_test
from dragoman.letters.models import Letter
from tests.factories.readers import reader
from tests.factories.told import clip_row, withdraw_row

SEVEN = datetime(2026, 3, 26, 7, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def mona():
    return reader(at=SEVEN - timedelta(days=1))


@pytest.fixture
def clip():
    return clip_row(1, SEVEN - timedelta(hours=1))


def seen(found):
    return [(one.reader.address, one.subject) for one in found]


def test_what_comes_is_what_is_held_once_it_is_made(mona, clip, settings):
    settings.BULLETINS_APPROVAL = True
    before = coming(cadence="daily", now=SEVEN, most=50)
    assert seen(before) == [("mona@reader.example", "Railways: 1 new clip")]
    assert not Delivery.objects.exists()
    compose_due(cadence="daily", now=SEVEN)
    assert coming(cadence="daily", now=SEVEN, most=50) == []
    [after] = held(cadence="daily", now=SEVEN, most=50)
    own = f"Read in the browser: http://localhost:8000/bulletins/issues/{Issue.objects.get().key}\n"
    assert after.text.replace(own, "") == before[0].text


def test_no_more_are_shown_than_are_asked_for(mona, clip):
    reader("omid@reader.example", at=SEVEN - timedelta(days=1))
    assert seen(coming(cadence="daily", now=SEVEN, most=1)) == [
        ("mona@reader.example", "Railways: 1 new clip")
    ]


def test_what_was_withdrawn_or_whose_reader_left_is_not_shown_as_held(mona, clip, settings):
    settings.BULLETINS_APPROVAL = True
    omid = reader("omid@reader.example", at=SEVEN - timedelta(days=1))
    compose_due(cadence="daily", now=SEVEN)
    omid.state = "unsubscribed"
    omid.save()
    assert [one.reader for one in held(cadence="daily", now=SEVEN, most=50)] == [mona]
    withdraw_row(clip, SEVEN)
    assert held(cadence="daily", now=SEVEN, most=50) == []


def test_a_test_holds_no_link_of_a_readers_and_is_not_sent_without_a_bulletin(mona, clip):
    send_test(cadence="daily", to="editor@desk.example", now=SEVEN)
    letter = Letter.objects.get()
    assert (letter.address, letter.subject) == ("editor@desk.example", "Test: Railways: 1 new clip")
    own = (mona.address, mona.secret, mona.subscriptions.get().token)
    assert not [one for one in own if one in letter.text]
    with pytest.raises(NothingComing):
        send_test(cadence="weekly", to="editor@desk.example", now=SEVEN)
