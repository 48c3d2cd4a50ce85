from __future__ import annotations

from datetime import date

import pytest

from dragoman.corrections import uses
from dragoman.corrections.errors import AlreadyDecided, NotTheirs, UseRefused
from dragoman.corrections.models import Recipient, Use
from dragoman.corrections.services import queue_notices
from dragoman.corrections.terms import UseState
from dragoman.corrections.uses import (
    PublicUse,
    ToldUse,
    accept_use,
    decline_use,
    remove_use,
    tell_use,
    uses_of,
)
from dragoman.ledger.models import Entry
from dragoman.publications.selectors import stamp_of
from tests.factories.clips import published

pytestmark = pytest.mark.django_db

PLACE = "https://paper.example/2024/night-trains"
TOLD = ToldUse(PLACE, " Night\ntrains ", "journalism", "The Paper", date(2024, 5, 3), "2", "page 3")


@pytest.fixture
def clip(world):
    return published(world.translator.actor)


def acts():
    return list(
        Entry.objects.filter(act__startswith="use.").values_list("act", "subject", "actor").order_by("seq")
    )


def test_what_a_reader_tells_waits_and_shows_nowhere(clip):
    use = tell_use(publication=clip, told=TOLD, address="192.0.2.7")
    assert (use.state, use.title, use.edition, use.label) == ("received", "Night trains", 1, "2")
    assert ("192.0.2.7" not in use.network, len(use.network)) == (True, 32)
    assert (uses_of(1), Recipient.objects.count()) == ((), 0)
    assert acts() == [("use.received", "number:1", "system")]


def test_accepted_it_stands_on_the_page_and_among_those_a_correction_must_reach(clip, world):
    before = stamp_of(1)
    accept_use(use=tell_use(publication=clip, told=TOLD), person=world.reviewer)
    assert uses_of(1) == (
        PublicUse(PLACE, "paper.example", "Night trains", "The Paper", "journalism", "2", date(2024, 5, 3)),
    )
    assert stamp_of(1) != before
    assert Recipient.objects.values_list("kind", "whom", "number", "edition").get() == (
        "citation",
        PLACE,
        1,
        1,
    )
    assert queue_notices(number=1, from_edition=1, to_edition=2, kind="correction") == 1


def test_taken_off_it_is_forgotten(clip, world):
    use = accept_use(use=tell_use(publication=clip, told=TOLD), person=world.editor)
    remove_use(use=use, person=world.editor)
    assert (uses_of(1), Recipient.objects.count()) == ((), 0)
    assert [act for act, *_ in acts()] == ["use.received", "use.accepted", "use.removed"]


def test_declined_it_never_showed_and_may_still_be_put_on(clip, world):
    use = decline_use(use=tell_use(publication=clip, told=TOLD), person=world.editor)
    assert uses_of(1) == ()
    assert accept_use(use=use, person=world.editor).state == UseState.ACCEPTED
    with pytest.raises(AlreadyDecided, match="on the page"):
        decline_use(use=use, person=world.editor)


@pytest.mark.parametrize("name", ["monitor", "outsider", "translator"])
def test_others_do_not_decide(clip, world, name):
    use = tell_use(publication=clip, told=TOLD)
    for act in (accept_use, decline_use, remove_use):
        with pytest.raises(NotTheirs):
            act(use=use, person=getattr(world, name))


def test_the_same_place_is_kept_once(clip, world):
    first = tell_use(publication=clip, told=TOLD)
    decline_use(use=first, person=world.editor)
    again = tell_use(publication=clip, told=TOLD)
    assert (again.pk, again.state, Use.objects.count()) == (first.pk, "declined", 1)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "paper.example/a",
        "javascript:alert(1)",
        "ftp://paper.example/a",
        "https://",
        "https://user:word@paper.example/",
        "https://[broken/",
        "https://paper.example/" + "a" * 500,
        "https://paper.example/a b",
    ],
)
def test_only_addresses_on_the_web_are_taken(clip, address):
    with pytest.raises(UseRefused, match="https"):
        tell_use(publication=clip, told=ToldUse(address, "Title", "research"))


def test_a_title_is_wanted(clip):
    with pytest.raises(UseRefused, match="title"):
        tell_use(publication=clip, told=ToldUse(PLACE, " \n", "research"))


def test_a_flood_is_slowed_down(clip, monkeypatch):
    monkeypatch.setattr(uses, "MOST_PER_HOUR", 2)
    for at in range(2):
        tell_use(publication=clip, told=ToldUse(f"{PLACE}/{at}", "Title", "research"), address="192.0.2.7")
    with pytest.raises(UseRefused, match="hour"):
        tell_use(publication=clip, told=ToldUse(f"{PLACE}/3", "Title", "research"), address="192.0.2.7")
    tell_use(publication=clip, told=ToldUse(f"{PLACE}/3", "Title", "research"), address="198.51.100.7")


def test_the_latest_stands_first(clip, world):
    for at, day in enumerate((date(2024, 5, 3), None, date(2025, 1, 1))):
        told = ToldUse(f"{PLACE}/{at}", f"No. {at}", "research", published_on=day)
        accept_use(use=tell_use(publication=clip, told=told), person=world.editor)
    assert [one.title for one in uses_of(1)] == ["No. 2", "No. 0", "No. 1"]
