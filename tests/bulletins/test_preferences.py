from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins import preferences
from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.consent import Circumstance
from dragoman.bulletins.links import own_key, owner_of
from dragoman.bulletins.models import ConsentLine
from dragoman.bulletins.preferences import Settings
from dragoman.bulletins.selectors import reader_with_secret
from dragoman.bulletins.terms import BadAddress, BulletinError
from dragoman.bulletins.wants import Want
from dragoman.letters.models import Letter
from tests.bulletins.mailbox import letters, link_in
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db
HERE = Circumstance("/bulletins/mine/…", "203.0.113.7", "en")
WANTS = [("topic", "railways", "daily"), ("source", "cctv", "daily")]


def cadences(known) -> dict[str, str]:
    return {want.about: want.cadence for want in wants_of(known)}


def test_cadences_are_changed_and_ended_and_more_is_added():
    known = reader(wants=WANTS)
    railways, cctv = known.subscriptions.order_by("pk")
    assert preferences.choose(
        subscriber=known,
        cadences={railways.pk: "weekly", cctv.pk: ""},
        added=(Want("country", "CN", "weekly"),),
        where=HERE,
    )
    known.refresh_from_db()
    assert cadences(known) == {"topic": "weekly", "country": "weekly"}
    assert (known.daily_due_at, known.weekly_due_at is not None) == (None, True)
    assert [line.step for line in ConsentLine.objects.order_by("pk")] == ["changed", "withdrawn"]
    assert [letter.subject for letter in letters()] == ["A bulletin is ended: Dragoman"]


def test_nothing_chosen_changes_nothing():
    known = reader(wants=WANTS)
    one = known.subscriptions.first()
    assert not preferences.choose(subscriber=known, cadences={one.pk: "daily"}, added=(), where=HERE)
    assert (ConsentLine.objects.count(), Letter.objects.count()) == (0, 0)


def test_nobody_changes_what_another_has():
    known, other = reader(wants=WANTS), reader("odd@reader.example")
    theirs = other.subscriptions.get()
    preferences.choose(subscriber=known, cadences={theirs.pk: ""}, added=(), where=HERE)
    assert cadences(other) == {"topic": "daily"}


def test_cadence_that_is_not_offered_is_not_taken():
    known = reader()
    one = known.subscriptions.get()
    added = (Want("country", "CN", "at once"),)
    preferences.choose(subscriber=known, cadences={one.pk: "at once"}, added=added, where=HERE)
    assert cadences(known) == {"topic": "daily"}


def test_who_left_comes_back_by_choosing():
    known = reader(state="unsubscribed", wants=[])
    preferences.choose(subscriber=known, cadences={}, added=(Want("country", "CN", "daily"),), where=HERE)
    known.refresh_from_db()
    assert (known.state, cadences(known)) == ("active", {"country": "daily"})


def test_settings_move_what_is_due():
    known = reader(wants=WANTS)
    said = Settings("ar", "Asia/Seoul", 21, 3, wants_empty=True)
    assert preferences.change_settings(subscriber=known, said=said)
    assert not preferences.change_settings(subscriber=known, said=said)
    known.refresh_from_db()
    assert (known.language, known.zone, known.hour, known.weekday, known.wants_empty) == (
        "ar",
        "Asia/Seoul",
        21,
        3,
        True,
    )


def test_bulletin_that_is_owed_stays_owed_when_settings_change():
    known = reader(wants=WANTS)
    owed = known.daily_due_at
    assert owed < datetime.now(UTC)
    preferences.change_settings(subscriber=known, said=Settings("en", "Asia/Seoul", 21, 3))
    known.refresh_from_db()
    assert known.daily_due_at == owed


@pytest.mark.parametrize(
    "said", [Settings("en", "Mars/Base", 7, 0), Settings("en", "UTC", 24, 0), Settings("en", "UTC", 7, 7)]
)
def test_settings_that_are_none(said):
    with pytest.raises(BulletinError):
        preferences.change_settings(subscriber=reader(), said=said)


def test_pause_until_their_midnight_and_back():
    known = reader(zone="Asia/Seoul")
    day = (datetime.now(UTC) + timedelta(days=10)).date()
    paused = preferences.pause(subscriber=known, until=day)
    assert paused.state == "paused"
    assert paused.paused_until == datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=9)
    resumed = preferences.resume(subscriber=known)
    assert (resumed.state, resumed.paused_until) == ("active", None)


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "active"), (0, "active"), (400, "active"), (5, "unsubscribed")]
)
def test_pause_that_makes_no_sense(days, state):
    known = reader(state=state)
    with pytest.raises(BulletinError):
        preferences.pause(subscriber=known, until=datetime.now(UTC).date() + timedelta(days=days))


def test_new_address_is_not_told_apart_by_whether_it_is_known():
    known = reader()
    reader("lisa@reader.example")
    for address in ("lisa@reader.example", "odd@reader.example"):
        preferences.ask_address(subscriber=known, address=address, where=HERE)
    assert len({letters(name)[0].subject for name in ("lisa@reader.example", "odd@reader.example")}) == 1
    with pytest.raises(BadAddress):
        preferences.ask_address(subscriber=known, address="lisa", where=HERE)
    with pytest.raises(BulletinError):
        preferences.ask_address(subscriber=known, address="Mona@reader.example", where=HERE)


def test_new_links_end_the_old_ones():
    known = reader()
    key, secret = own_key(known), known.secret
    assert (owner_of(key), reader_with_secret(secret)) == (known, known)
    preferences.renew_links(subscriber=known)
    assert (owner_of(key), reader_with_secret(secret)) == (None, None)


def test_reader_is_told_of_a_change_once_an_hour():
    known = reader(wants=WANTS)
    for _ in range(3):
        preferences.tell_of_change(subscriber=known)
    (letter,) = letters()
    assert letter.subject == "Your bulletins from Dragoman were changed"
    assert "- Topic: Railways, daily\n- Source: Cctv, daily" in letter.text
    assert link_in(letter) == f"bulletins/mine/{known.secret}"


def test_who_reader_says_they_are():
    known = reader()
    preferences.describe(subscriber=known, name=" Mona \0 Lisa ", sector="nonsense")
    known.refresh_from_db()
    assert (known.name, known.sector) == ("Mona Lisa", "")
