from __future__ import annotations

import json

import pytest

from dragoman.ledger.models import Entry
from dragoman.ledger.selectors import first_break
from dragoman.publications.errors import IllegalTransition, NoSurvivor
from dragoman.publications.models import Number
from dragoman.publications.selectors import published_clip
from dragoman.publications.services import withdraw_publication
from dragoman.publications.terms import State
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(world):
    """Numbers 1, 2 and 3, all published."""
    return [published(world.editor.actor, title=f"Clip {number}") for number in (1, 2, 3)]


def withdraw(publication, world, survivor=None):
    return withdraw_publication(
        publication=publication, reason="Twice.", actor=world.editor.actor, survivor=survivor
    )


def told():
    """What the ledger says of the withdrawal."""
    line = json.loads(bytes(Entry.objects.get(act="publication.withdrawn").line))
    return line["subject"], line["detail"].get("survivor")


def pointers():
    return dict(Number.objects.order_by("number").values_list("number", "survivor"))


def test_duplicate_points_to_the_clip_that_stays(three, world):
    first, _, third = three
    withdraw(third, world, first)
    left = published_clip(3)
    assert (left.survivor, left.survivor_slug) == (1, "clip-1")
    assert pointers() == {1: None, 2: None, 3: 1}
    assert told() == ("number:3", 1)
    assert first_break() is None


def test_plain_withdrawal_points_nowhere(three, world):
    withdraw(three[0], world)
    assert (published_clip(1).survivor, published_clip(1).survivor_slug) == (None, "")
    assert told() == ("number:1", None)


def test_pointers_follow_a_survivor_that_is_a_duplicate_itself(three, world):
    first, second, third = three
    withdraw(third, world, second)
    withdraw(second, world, first)
    assert pointers() == {1: None, 2: 1, 3: 1}
    assert (published_clip(3).survivor, published_clip(2).survivor) == (1, 1)


def test_duplicate_of_a_duplicate_points_to_the_living_one(three, world):
    first, second, third = three
    withdraw(second, world, first)
    withdraw(third, world, second)  # as it was read before it was withdrawn
    assert pointers() == {1: None, 2: 1, 3: 1}


def test_survivor_that_is_gone_is_not_shown(three, world):
    withdraw(three[2], world, three[1])
    withdraw(three[1], world)
    assert published_clip(3).survivor is None


def test_clip_is_no_duplicate_of_itself(three, world):
    with pytest.raises(NoSurvivor, match="itself"):
        withdraw(three[0], world, three[0])
    withdraw(three[1], world, three[0])
    with pytest.raises(NoSurvivor, match="itself"):
        withdraw(three[0], world, three[1])
    three[0].refresh_from_db()
    assert (three[0].state, pointers()[1]) == (State.PUBLISHED, None)


def test_only_a_published_clip_survives(three, world):
    with pytest.raises(NoSurvivor, match="no number"):
        withdraw(three[0], world, draft(world.editor.actor))
    withdraw(three[2], world)
    with pytest.raises(NoSurvivor, match=r"No\. 3 is not published"):
        withdraw(three[0], world, three[2])
    three[0].refresh_from_db()
    assert three[0].state == State.PUBLISHED


def test_withdrawn_clip_is_not_withdrawn_again(three, world):
    withdraw(three[2], world, three[0])
    with pytest.raises(IllegalTransition):
        withdraw(three[2], world, three[1])
    assert pointers()[3] == 1
