from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.importing import Fate, import_list
from dragoman.bulletins.marks import address_mark
from dragoman.bulletins.models import ConsentLine, Subscriber, Suppression
from dragoman.ledger.models import Entry
from dragoman.letters.models import Letter
from tests.factories.people import person
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db
EVIDENCE = "Form at old.example/signup on 2021-03-04, box ticked"


@pytest.fixture
def ada(names):
    return person("Ada", "administrator")


def listed(*rows: str) -> bytes:
    return "\n".join(["address,topics,cadence,evidence,language,zone", *rows]).encode()


def fates(told) -> list[str]:
    return [one.fate for one in told]


EVERY_FATE = listed(
    f"new@reader.example,Railways;Fisheries,daily,{EVIDENCE},ar,Asia/Seoul".replace(", box", " box"),
    f"known@reader.example,railways,daily,{EVIDENCE}".replace(", box", " box"),
    f"more@reader.example,everything,weekly,{EVIDENCE}".replace(", box", " box"),
    f"left@reader.example,railways,daily,{EVIDENCE}".replace(", box", " box"),
    f"never@reader.example,railways,daily,{EVIDENCE}".replace(", box", " box"),
    "silent@reader.example,railways,daily,yes",
    f"nobody,railways,daily,{EVIDENCE}".replace(", box", " box"),
    f"hourly@reader.example,railways,hourly,{EVIDENCE}".replace(", box", " box"),
    f"fish@reader.example,Fisheries,daily,{EVIDENCE}".replace(", box", " box"),
    f"NEW@reader.example,railways,daily,{EVIDENCE}".replace(", box", " box"),
)


@pytest.fixture
def cast(ada):
    reader("known@reader.example")
    reader("more@reader.example")
    reader("left@reader.example", state="unsubscribed")
    Suppression.objects.create(
        mark=address_mark("never@reader.example"), because="never", at=datetime.now(UTC)
    )


def test_every_line_has_its_fate(ada, cast):
    told = import_list(content=EVERY_FATE, person=ada, is_trial=False)
    assert fates(told) == [
        Fate.ADDED,
        Fate.KNOWN,
        Fate.WIDENED,
        Fate.LEFT,
        Fate.SUPPRESSED,
        Fate.NO_EVIDENCE,
        Fate.BAD_ADDRESS,
        Fate.BAD_CADENCE,
        Fate.NO_TOPIC,
        Fate.TWICE,
    ]
    assert (told[0].unknown, told[8].unknown) == (("Fisheries",), ("Fisheries",))
    assert set(Subscriber.objects.values_list("normal", flat=True)) == {
        "new@reader.example",
        "known@reader.example",
        "more@reader.example",
        "left@reader.example",
    }
    assert Letter.objects.count() == 0


def test_whoever_is_taken_in_is_a_reader_with_a_proof(ada):
    import_list(content=EVERY_FATE, person=ada, is_trial=False)
    made = Subscriber.objects.get(normal="new@reader.example")
    assert (made.state, made.language, made.zone, made.daily_due_at is not None) == (
        "active",
        "ar",
        "Asia/Seoul",
        True,
    )
    assert [want.value for want in wants_of(made)] == ["railways"]
    line = ConsentLine.objects.get(mark=made.mark)
    assert (line.step, line.evidence, line.what) == (
        "imported",
        EVIDENCE.replace(", box", " box"),
        [["topic", "railways", "daily"]],
    )


def test_trial_says_the_same_and_keeps_nothing(ada, cast):
    before = Subscriber.objects.count()
    trial = import_list(content=EVERY_FATE, person=ada, is_trial=True)
    assert (Subscriber.objects.count(), ConsentLine.objects.count()) == (before, 0)
    assert not Entry.objects.filter(act="readers.imported").exists()
    assert fates(trial) == fates(import_list(content=EVERY_FATE, person=ada, is_trial=False))


def test_same_list_twice_changes_nothing(ada):
    import_list(content=EVERY_FATE, person=ada, is_trial=False)
    lines = ConsentLine.objects.count()
    again = import_list(content=EVERY_FATE, person=ada, is_trial=False)
    assert (Fate.ADDED in fates(again), ConsentLine.objects.count()) == (False, lines)


def test_import_is_on_record_without_names(ada):
    import_list(content=EVERY_FATE, person=ada, is_trial=False)
    entry = Entry.objects.get(act="readers.imported")
    told = json.loads(bytes(entry.line))
    assert (entry.actor, told["detail"]["added"]) == (ada.handle, 5)
    assert b"reader.example" not in bytes(entry.line)
