from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins.asking import Asked, ask, ask_for_link, send_own_link
from dragoman.bulletins.consent import WORDING, Circumstance
from dragoman.bulletins.links import owner_of
from dragoman.bulletins.marks import address_mark, network_mark
from dragoman.bulletins.models import Confirmation, ConsentLine, Subscriber, Subscription, Suppression
from dragoman.bulletins.terms import (
    MOST_ASKED_FROM_NETWORK,
    MOST_MAILED_TO_ADDRESS,
    BadAddress,
    NothingWanted,
    TooManyAsked,
)
from dragoman.bulletins.wants import Want
from dragoman.letters.models import Letter
from tests.bulletins.mailbox import letters, link_in, token_in
from tests.factories.people import person
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db
WANTS = (Want("topic", "railways", "daily", "Railways"), Want("everything", "", "weekly"))
HERE = Circumstance("/bulletins/subscribe", "203.0.113.7", "en")
ASKED = Asked("Mona@Reader.example", WANTS, zone="Europe/Paris", weekday=4, where=HERE)


def test_asking_changes_nothing_and_mails_a_button():
    ask(asked=ASKED)
    reader = Subscriber.objects.get()
    assert (reader.address, reader.normal, reader.state) == (
        "Mona@reader.example",
        "mona@reader.example",
        "pending",
    )
    assert (reader.zone, reader.name, Subscription.objects.count()) == ("UTC", "", 0)
    letter = Letter.objects.get()
    assert letter.subject == "Please confirm: bulletins from Dragoman"
    assert letter.text.splitlines()[2:5] == ["- Topic: Railways, daily", "- Every new clip, weekly", ""]
    assert link_in(letter).startswith("bulletins/confirm/")
    assert "unsubscribe" not in (letter.text + str(letter.headers)).lower()


def test_proof_of_the_first_step():
    ask(asked=ASKED)
    line = ConsentLine.objects.get()
    assert (line.step, line.what, line.wording, line.form_path, line.language, line.mark, line.network) == (
        "asked",
        [["topic", "railways", "daily"], ["everything", "", "weekly"]],
        WORDING,
        "/bulletins/subscribe",
        "en",
        address_mark("mona@reader.example"),
        network_mark("203.0.113.7"),
    )
    assert "203.0.113.7" not in str(ConsentLine.objects.values())


def test_letter_is_in_the_language_of_the_form():
    ask(asked=replace(ASKED, where=replace(HERE, language="ar")))
    letter = Letter.objects.get()
    assert letter.language == "ar"
    assert link_in(letter).startswith("ar/bulletins/confirm/")


def test_token_is_kept_as_its_hash_alone():
    ask(asked=ASKED)
    token = token_in(Letter.objects.get())
    assert token not in str(Confirmation.objects.values())


@pytest.mark.parametrize("state", ["active", "paused", "unsubscribed", "complained", "bounced hard"])
def test_known_reader_gets_the_same_letter_and_keeps_everything(state):
    known = reader(state=state)
    before = Subscriber.objects.values().get()
    ask(asked=ASKED)
    assert Subscriber.objects.values().get() == before
    assert [one.cadence for one in known.subscriptions.all()] == ["daily"]
    assert [one.subject for one in letters()] == ["Please confirm: bulletins from Dragoman"]


def test_who_never_wants_mail_gets_none():
    Suppression.objects.create(
        mark=address_mark("mona@reader.example"), because="never", at=datetime.now(UTC)
    )
    ask(asked=ASKED)
    assert (Letter.objects.count(), Subscriber.objects.count()) == (0, 0)


def test_one_address_gets_few_letters_whoever_asks():
    for turn in range(MOST_MAILED_TO_ADDRESS + 2):
        ask(asked=replace(ASKED, where=replace(HERE, network=f"203.0.113.{turn}")))
    assert Letter.objects.count() == MOST_MAILED_TO_ADDRESS
    Confirmation.objects.update(made_at=datetime.now(UTC) - timedelta(days=1, seconds=1))
    ask(asked=ASKED)
    assert Letter.objects.count() == MOST_MAILED_TO_ADDRESS + 1


def test_one_network_asks_for_few_addresses():
    for turn in range(MOST_ASKED_FROM_NETWORK):
        ask(asked=replace(ASKED, address=f"mona{turn}@reader.example"))
    with pytest.raises(TooManyAsked):
        ask(asked=ASKED)
    ask(asked=replace(ASKED, where=replace(HERE, network="203.0.113.8")))


def test_what_can_not_be_asked():
    with pytest.raises(BadAddress):
        ask(asked=replace(ASKED, address="mona"))
    with pytest.raises(NothingWanted):
        ask(asked=replace(ASKED, wants=()))
    with pytest.raises(NothingWanted):
        ask(asked=replace(ASKED, wants=tuple(Want("topic", f"t{n}", "daily") for n in range(101))))
    assert (Letter.objects.count(), ConsentLine.objects.count()) == (0, 0)


def test_mail_at_once_is_for_the_desk():
    person("Mona", "editor")
    wants = (Want("topic", "railways", "at once", "Railways"),)
    for address in ("Mona@example.org", "odd@reader.example"):
        ask(asked=replace(ASKED, address=address, wants=wants))
    asked = {one.subscriber.normal: one.asked["wants"][0]["cadence"] for one in Confirmation.objects.all()}
    assert asked == {"mona@example.org": "at once", "odd@reader.example": "daily"}


def test_same_thing_twice_is_asked_once():
    ask(asked=replace(ASKED, wants=(WANTS[0], replace(WANTS[0], cadence="weekly"))))
    assert [one["cadence"] for one in Confirmation.objects.get().asked["wants"]] == ["weekly"]


def test_link_to_ones_own_goes_to_readers_alone():
    known = reader()
    for address in ("mona@reader.example", "odd@reader.example"):
        ask_for_link(address=address, where=HERE)
    letter = Letter.objects.get()
    assert letter.address == "mona@reader.example"
    assert owner_of(token_in(letter)) == known


def test_each_asked_for_link_is_a_letter():
    known = reader()
    send_own_link(subscriber=known)
    send_own_link(subscriber=known)
    assert Letter.objects.count() == 2
