from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins.coming_back import CameBack, WantsToLeave
from dragoman.bulletins.links import leave_url
from dragoman.bulletins.models import Delivery, Suppression
from dragoman.bulletins.returning import forgive_soft, take_back
from dragoman.bulletins.terms import Returned
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)


def sent(to, day=0):
    at = AT + timedelta(days=day)
    return Delivery.objects.create(
        subscriber=to, cadence="daily", due_at=at, since=at, until=at, state="sent", next_at=at, made_at=at,
        settled_at=at,
    )  # fmt: skip


def bounce(delivery, what):
    return take_back(read=CameBack(delivery.pk, what, "said"))


def stands(one):
    one.refresh_from_db()
    return one.state, one.soft_bounces, Suppression.objects.filter(mark=one.mark).count()


def test_for_good_means_suppressed_by_hash_and_twice_changes_nothing():
    mona = reader()
    delivery = sent(mona)
    assert [bounce(delivery, Returned.HARD) for _ in range(2)] == [True, False]
    assert stands(mona) == ("bounced hard", 0, 1)


def test_five_in_a_row_are_for_good():
    mona = reader()
    states = []
    for day in range(5):
        bounce(sent(mona, day), Returned.SOFT)
        states.append(stands(mona)[:2])
    assert states == [*[("bounced soft", count) for count in (1, 2, 3, 4)], ("bounced hard", 5)]


def test_one_that_arrives_begins_the_count_anew():
    mona = reader()
    bounce(sent(mona, 0), Returned.SOFT)
    bounce(sent(mona, 1), Returned.SOFT)
    sent(mona, 2)
    bounce(sent(mona, 3), Returned.SOFT)
    assert stands(mona) == ("bounced soft", 1, 0)


def test_a_complaint_is_graver_than_a_bounce_and_the_reverse_is_nothing():
    mona = reader()
    delivery = sent(mona)
    assert [bounce(delivery, what) for what in (Returned.SOFT, Returned.COMPLAINT, Returned.HARD)] == [
        True, True, False,
    ]  # fmt: skip
    assert stands(mona) == ("complained", 1, 1)


def test_after_days_of_quiet_an_address_is_as_good_as_any():
    mona = reader()
    bounce(sent(mona, 0), Returned.SOFT)
    sent(mona, 1)
    assert forgive_soft(now=AT + timedelta(days=3)) == 0
    assert forgive_soft(now=AT + timedelta(days=5)) == 1
    assert stands(mona) == ("active", 0, 0)


def test_a_mail_that_wants_to_leave_does():
    mona = reader()
    assert take_back(read=WantsToLeave(leave_url(mona, "daily").rpartition("/")[2]))
    assert stands(mona)[0] == "unsubscribed"


def test_nothing_known_changes_nothing():
    assert not take_back(read=None)
    assert not take_back(read=CameBack(999, Returned.HARD))
