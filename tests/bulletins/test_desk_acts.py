from __future__ import annotations

import csv

import pytest

from dragoman.bulletins.asking import Asked, ask
from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.desk_acts import export_list, resend_opt_in, suppress, unsuppress
from dragoman.bulletins.models import Subscriber, Suppression
from dragoman.bulletins.terms import BadAddress, BulletinError
from dragoman.bulletins.wants import Want
from dragoman.ledger.models import Entry
from tests.bulletins.mailbox import letters
from tests.factories.people import person
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db
ASKED = Asked("mona@reader.example", (Want("topic", "railways", "daily", "Railways"),))


@pytest.fixture
def ada(db):
    return person("Ada", "administrator")


def acts() -> list[str]:
    return list(Entry.objects.exclude(act__startswith="person").order_by("seq").values_list("act", flat=True))


def test_shut_address_gets_nothing_whoever_asks(ada):
    known = reader()
    suppress(address=" Mona@reader.example", note="asked by telephone", person=ada)
    known.refresh_from_db()
    assert (known.state, wants_of(known), known.daily_due_at) == ("unsubscribed", [], None)
    assert known.subscriptions.get().ended_by == "desk"
    ask(asked=ASKED)
    assert letters() == []
    assert acts()[-1] == "address.suppressed"
    with pytest.raises(BadAddress):
        suppress(address="mona", note="", person=ada)


def test_address_never_seen_can_be_shut_and_opened(ada):
    suppress(address="odd@reader.example", note="", person=ada)
    assert (Suppression.objects.count(), Subscriber.objects.count()) == (1, 0)
    assert unsuppress(address="ODD@reader.example", person=ada)
    assert not unsuppress(address="odd@reader.example", person=ada)
    assert (Suppression.objects.count(), acts()[-1]) == (0, "address.unsuppressed")


def test_letter_with_the_button_goes_again(ada):
    ask(asked=ASKED)
    waiting = Subscriber.objects.get()
    resend_opt_in(reader=waiting, person=ada)
    assert [one.subject for one in letters()] == ["Please confirm: bulletins from Dragoman"] * 2
    resend_opt_in(reader=waiting, person=ada)
    with pytest.raises(BulletinError):
        resend_opt_in(reader=waiting, person=ada)


def test_nothing_to_confirm(ada):
    with pytest.raises(BulletinError):
        resend_opt_in(reader=reader(), person=ada)


def test_list_taken_out_is_on_record_and_opens_no_formula(ada):
    reader("=cmd@reader.example", [("topic", "railways", "daily"), ("everything", "", "weekly")])
    reader("gone@reader.example")
    Subscriber.objects.filter(address="gone@reader.example").update(state="erased", normal=None)
    rows = list(csv.reader("".join(export_list(person=ada)).splitlines()))
    assert [row[:6] for row in rows] == [
        ["address", "state", "about", "value", "name", "cadence"],
        ["'=cmd@reader.example", "active", "topic", "railways", "Railways", "daily"],
        ["'=cmd@reader.example", "active", "everything", "", "", "weekly"],
    ]
    assert acts()[-1] == "readers.exported"
