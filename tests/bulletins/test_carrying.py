from __future__ import annotations

import pytest

from dragoman.bulletins.carrying import carry_over, end_for_all
from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.terms import BulletinError, NothingWanted
from dragoman.letters.models import Letter
from tests.bulletins.mailbox import letters
from tests.factories.people import person
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(names):
    return person("Ada", "administrator")


def wants(known) -> list[tuple[str, str]]:
    return [(want.value, want.cadence) for want in wants_of(known)]


def test_subscriptions_go_over_and_readers_are_told(ada):
    known = reader(wants=[("topic", "trams", "weekly")])
    token = known.subscriptions.get().token
    assert carry_over(about="topic", value="trams", into="railways", person=ada) == 1
    one = known.subscriptions.get()
    assert (one.value, one.label, one.cadence, one.formerly, one.token) == (
        "railways",
        "Railways",
        "weekly",
        "Trams",
        token,
    )
    (letter,) = letters()
    assert "“Trams” became part of something else" in letter.text
    assert "- Topic: Railways, weekly" in letter.text


def test_who_wanted_both_keeps_one(ada):
    known = reader(wants=[("topic", "trams", "weekly"), ("topic", "railways", "daily")])
    carry_over(about="topic", value="trams", into="railways", person=ada)
    known.refresh_from_db()
    assert (wants(known), known.weekly_due_at) == ([("railways", "daily")], None)
    assert known.subscriptions.get(value="trams").ended_by == "merged"


def test_who_had_left_the_other_gets_it_again(ada):
    known = reader(wants=[("topic", "trams", "weekly"), ("topic", "railways", "daily")])
    known.subscriptions.filter(value="railways").update(state="ended", ended_by="reader")
    carry_over(about="topic", value="trams", into="railways", person=ada)
    assert wants(known) == [("railways", "weekly")]


def test_what_is_removed_ends_and_is_explained(ada):
    known = reader(wants=[("topic", "trams", "weekly"), ("topic", "railways", "daily")])
    reader("odd@reader.example", [("topic", "trams", "daily")], state="complained")
    assert end_for_all(about="topic", value="trams", person=ada) == 2
    assert wants(known) == [("railways", "daily")]
    assert known.subscriptions.get(value="trams").ended_by == "removed"
    assert [letter.address for letter in Letter.objects.all()] == ["mona@reader.example"]
    assert "“Trams” is not kept up any more" in letters()[0].text


def test_nothing_goes_over_to_what_is_not_published(ada):
    known = reader(wants=[("topic", "trams", "weekly")])
    with pytest.raises(NothingWanted):
        carry_over(about="topic", value="trams", into="fisheries", person=ada)
    with pytest.raises(BulletinError):
        carry_over(about="topic", value="railways", into="railways", person=ada)
    assert wants(known) == [("trams", "weekly")]
