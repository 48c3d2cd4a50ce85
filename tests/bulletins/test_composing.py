from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins.composing import compose_due, forecast
from dragoman.bulletins.models import Delivery, Issue, Reach, Subscriber
from dragoman.corrections.models import Recipient
from dragoman.publications.models import Publication
from tests.factories.readers import reader
from tests.factories.told import change_row, clip_row, withdraw_row

pytestmark = pytest.mark.django_db
SEVEN = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
"""The first morning after the readers of the tests confirmed."""
DAY = timedelta(days=1)


def told(cadence="daily"):
    """Each delivery as the reader's name, the window, and numbers with kinds."""
    found = Delivery.objects.filter(cadence=cadence).select_related("subscriber", "issue")
    return [
        (
            one.subscriber.address.partition("@")[0],
            [(number, kind) for number, _edition, kind in (one.issue.items if one.issue else [])],
        )
        for one in found
    ]


def test_one_mail_per_reader_however_many_subscriptions_match():
    mona = reader("mona@r.example", [("topic", "railways", "daily"), ("speaker", "lin-ruomei", "daily")])
    clip_row(1, SEVEN - timedelta(hours=1))
    assert compose_due(cadence="daily", now=SEVEN) == 1
    assert told() == [("mona", [(1, "new")])]
    assert Delivery.objects.get().why == [list(mona.subscriptions.values_list("pk", flat=True))]


def test_nobody_is_due_twice():
    reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    assert [compose_due(cadence="daily", now=SEVEN) for _ in range(2)] == [1, 0]
    clip_row(2, SEVEN + timedelta(hours=1))
    assert compose_due(cadence="daily", now=SEVEN + timedelta(hours=2)) == 0
    assert compose_due(cadence="daily", now=SEVEN + DAY) == 1
    assert told() == [("mona", [(1, "new")]), ("mona", [(2, "new")])]


def test_the_window_has_its_end_and_not_its_beginning():
    reader()
    clip_row(1, SEVEN)
    compose_due(cadence="daily", now=SEVEN)
    clip_row(2, SEVEN + DAY)
    compose_due(cadence="daily", now=SEVEN + DAY)
    assert told() == [("mona", [(1, "new")]), ("mona", [(2, "new")])]


def test_a_clip_that_came_to_light_late_is_in_the_next():
    reader()
    compose_due(cadence="daily", now=SEVEN)
    clip_row(1, SEVEN - timedelta(seconds=5))
    compose_due(cadence="daily", now=SEVEN + DAY)
    compose_due(cadence="daily", now=SEVEN + 2 * DAY)
    assert told() == [("mona", [(1, "new")])]


def test_after_an_outage_there_is_one_merged_issue():
    reader()
    for day in range(7):
        clip_row(day + 1, SEVEN + day * DAY - timedelta(hours=1))
    assert compose_due(cadence="daily", now=SEVEN + 6 * DAY + timedelta(hours=3)) == 1
    assert told() == [("mona", [(number, "new") for number in range(7, 0, -1)])]
    assert Subscriber.objects.get().daily_due_at == SEVEN + 7 * DAY


def test_nothing_new_is_told_to_those_who_asked_for_it():
    reader("quiet@r.example")
    reader("wants@r.example", wants_empty=True)
    assert compose_due(cadence="daily", now=SEVEN) == 1
    assert told() == [("wants", [])]
    assert set(Reach.objects.values_list("until", flat=True)) == {SEVEN}


def test_corrections_reach_those_who_were_sent_the_clip_first_of_all():
    one, two = reader("one@r.example"), reader("two@r.example")
    clip = clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    one.subscriptions.update(value="harvest")
    two.subscriptions.update(value="trade")
    change_row(clip, SEVEN + timedelta(hours=2))
    clip_row(2, SEVEN + timedelta(hours=3), topics=("harvest",))
    compose_due(cadence="daily", now=SEVEN + DAY)
    assert told()[2:] == [("one", [(1, "corrected"), (2, "new")]), ("two", [(1, "corrected")])]


def test_a_withdrawn_clip_is_told_of_to_those_who_have_it_alone():
    reader("has@r.example")
    clip = clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    reader("not@r.example", at=SEVEN)
    withdraw_row(clip, SEVEN + timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN + DAY)
    assert told()[1:] == [("has", [(1, "withdrawn")])]


def test_spellings_are_news_to_nobody():
    reader()
    change_row(clip_row(1, SEVEN - 2 * DAY), SEVEN - timedelta(hours=1), kind="typo")
    assert compose_due(cadence="daily", now=SEVEN) == 0


def test_the_same_issue_is_kept_once_and_knows_no_reader():
    for name in ("one", "two", "three"):
        reader(f"{name}@r.example")
    reader("four@r.example", language="fr")
    clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    assert [(one.language, one.items) for one in Issue.objects.order_by("pk")] == [
        ("en", [[1, 1, "new"]]),
        ("fr", [[1, 1, "new"]]),
    ]
    keys = {f"bulletin:{one.key}" for one in Issue.objects.all()}
    assert set(Recipient.objects.values_list("kind", "whom", "number", "edition")) == {
        ("mail", key, 1, 1) for key in keys
    }


def test_at_once_means_when_something_happened():
    reader(wants=[("topic", "railways", "at once")])
    compose_due(cadence="at once", now=SEVEN)
    clip_row(1, SEVEN + timedelta(minutes=1))
    clip_row(2, SEVEN + timedelta(minutes=1), topics=("harvest",))
    moments = [SEVEN + timedelta(minutes=minute) for minute in (1, 2, 3)]
    assert [compose_due(cadence="at once", now=moment) for moment in moments] == [1, 0, 0]
    assert told("at once") == [("mona", [(1, "new")])]


def test_weekly_on_the_readers_day_through_a_change_of_clocks():
    reader(wants=[("topic", "railways", "weekly")], zone="Europe/Paris", weekday=6, hour=2)
    compose_due(cadence="weekly", now=datetime(2026, 3, 8, 2, 0, tzinfo=UTC))
    compose_due(cadence="weekly", now=datetime(2026, 3, 22, 2, 0, tzinfo=UTC))
    # On the 29th there is no two o'clock in Paris: the hour after it is one o'clock in UTC.
    assert Subscriber.objects.get().weekly_due_at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_forecast_says_the_same_and_leaves_no_trace():
    mona = reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    [draft] = forecast(cadence="daily", now=SEVEN)
    assert (draft.subscriber, draft.due_at, [item.number for item in draft.items]) == (mona, SEVEN, [1])
    assert not Delivery.objects.exists() and not Issue.objects.exists()
    assert compose_due(cadence="daily", now=SEVEN) == 1


def test_with_approval_everything_is_held(settings):
    settings.BULLETINS_APPROVAL = True
    reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    assert Delivery.objects.get().state == "held"


@pytest.mark.parametrize("change", [{"is_listed": False}, {"restricted_in": "*"}, {"restricted_in": ",DE,"}])
def test_what_lists_or_countries_may_not_show_is_not_mailed(change):
    reader()
    clip = clip_row(1, SEVEN - timedelta(hours=1))
    Publication.objects.filter(pk=clip.pk).update(**change)
    assert compose_due(cadence="daily", now=SEVEN) == 0
