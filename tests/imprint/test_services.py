from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings

from dragoman.imprint import standing
from dragoman.imprint.errors import ImprintRefused, SetMeanwhile
from dragoman.imprint.models import ImprintVersion, Standing
from dragoman.imprint.selectors import imprint, latest_version, site_name, versions
from dragoman.imprint.services import keep_mark, restore_imprint, set_imprint
from dragoman.imprint.terms import Imprint
from dragoman.ledger.models import Entry
from dragoman.search.narrowing import list_version
from dragoman.search.services import turn_version
from tests.imprint.drawings import SVG

FULL = Imprint(
    name="Meridian Watch",
    descriptions=(("ar", "رصد"), ("en", "What Meridian says.")),
    accent="#0b5394",
    languages=("en", "ar"),
    email="desk@meridian.example",
    postal="1 River Street\nNorland",
)


@pytest.fixture
def actor(world):
    return world.administrator.actor


def said(entry: Entry) -> dict:
    return json.loads(bytes(entry.line))["detail"]


@override_settings(SITE_NAME="Plain", CONTACT_EMAIL="a@b.example")
def test_until_something_is_set_the_environment_speaks(db):
    standing.forget()
    assert imprint() == Imprint(name="Plain", email="a@b.example")


def test_what_is_set_is_said_from_now_on_and_told_to_the_ledger(actor):
    made = set_imprint(said=FULL, seen=0, actor=actor, why="a new name")
    assert (imprint(), site_name(), made.why) == (FULL, "Meridian Watch", "a new name")
    entry = Entry.objects.get(act="imprint.set")
    assert (entry.actor, entry.subject, said(entry)["version"]) == (actor.handle, "imprint", 1)
    assert b"Meridian" not in bytes(entry.line)


def test_same_again_makes_no_new_state(actor):
    set_imprint(said=FULL, seen=0, actor=actor)
    assert (set_imprint(said=FULL, seen=1, actor=actor).ordinal, versions().count()) == (1, 1)


def test_colleague_who_was_quicker_is_not_overwritten(actor):
    set_imprint(said=FULL, seen=0, actor=actor)
    with pytest.raises(SetMeanwhile):
        set_imprint(said=Imprint("Other"), seen=0, actor=actor)
    assert site_name() == "Meridian Watch"


def test_older_state_is_put_back_as_a_new_one(actor):
    first = set_imprint(said=FULL, seen=0, actor=actor)
    set_imprint(said=Imprint("Other"), seen=1, actor=actor)
    restored = restore_imprint(version=first, actor=actor)
    assert (restored.ordinal, imprint()) == (3, FULL)
    assert said(Entry.objects.filter(act="imprint.set").last())["restored"] == 1
    assert restore_imprint(version=first, actor=actor) == restored


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Imprint("  "), "name"),
        (Imprint("x" * 61), "name"),
        (Imprint("A", descriptions=(("ar", "x" * 201),)), "description_ar"),
        (Imprint("A", accent="red"), "accent"),
        (Imprint("A", email="nobody"), "email"),
        (Imprint("A", postal="x" * 401), "postal"),
    ],
)
def test_what_can_not_stand_on_a_page_is_refused(wrong, field, actor):
    with pytest.raises(ImprintRefused) as refused:
        set_imprint(said=wrong, seen=0, actor=actor)
    assert (refused.value.field, latest_version()) == (field, None)


def test_first_language_is_always_offered_and_all_are_none(actor, settings):
    set_imprint(said=Imprint("A", languages=("fr",)), seen=0, actor=actor)
    assert imprint().languages == ("en", "fr")
    every = tuple(code for code, _ in settings.LANGUAGES)
    set_imprint(said=Imprint("A", languages=every), seen=1, actor=actor)
    assert imprint().languages == ()


def test_lists_and_standing_are_turned(actor):
    turn_version()
    before = list_version()
    set_imprint(said=FULL, seen=0, actor=actor)
    assert (list_version() != before, Standing.objects.get(pk=1).version > 0) == (True, True)


def test_another_process_that_sees_the_new_version_reads_anew(actor):
    turn_version()
    set_imprint(said=FULL, seen=0, actor=actor)
    standing.hold(standing.Held(7, Imprint("Stale"), 0.0))
    assert site_name() == "Stale"
    list_version()
    assert site_name() == "Meridian Watch"


def test_process_that_sees_no_version_looks_by_itself_after_a_while(actor, monkeypatch):
    set_imprint(said=FULL, seen=0, actor=actor)
    standing.hold(standing.Held(7, Imprint("Stale"), 0.0))
    monkeypatch.setattr(standing, "LOOK_EVERY_S", 0.0)
    assert site_name() == "Meridian Watch"


def test_mark_stands_beside_the_name_once_the_imprint_names_it(actor):
    mark = keep_mark(data=SVG)
    assert imprint().mark == ""
    set_imprint(said=Imprint("A", mark=mark.name), seen=0, actor=actor)
    assert (imprint().mark, keep_mark(data=SVG)) == (mark.name, mark)
    set_imprint(said=Imprint("A", mark="mark-none.svg"), seen=1, actor=actor)
    assert (imprint().mark, ImprintVersion.objects.count()) == ("", 2)


def test_database_itself_keeps_a_state_as_it_was_set(actor):
    made = set_imprint(said=FULL, seen=0, actor=actor)
    with pytest.raises(DatabaseError), transaction.atomic():
        ImprintVersion.objects.filter(pk=made.pk).update(why="other")
    assert imprint() == FULL
