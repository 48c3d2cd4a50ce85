from __future__ import annotations

import pytest

from dragoman.accounts.services import set_roles
from dragoman.corrections.rules import can_decide, had_a_hand, settled_by
from dragoman.corrections.services import Told, report_problem
from tests.factories.clips import published


def about(publication, label):
    return report_problem(publication=publication, told=Told("other", "x", label))


@pytest.mark.django_db
def test_hand_in_one_sentence_and_in_any(world):
    publication = published(world.translator.actor)
    assert [had_a_hand(about(publication, label)) for label in ("1", "", "99")] == [
        frozenset({world.translator.handle}),
        frozenset({world.translator.handle}),
        frozenset(),
    ]


@pytest.mark.django_db
def test_reviewers_and_editors_decide_but_not_their_own(world, settings):
    set_roles(user=world.translator, roles=["translator", "editor"], actor=world.administrator.actor)
    world.translator.__dict__.pop("_roles", None)
    report = about(published(world.translator.actor), "1")
    people = (world.monitor, world.translator, world.reviewer, world.editor, world.outsider)
    assert [can_decide(one, report) for one in people] == [False, False, True, True, False]
    settings.ONE_PERSON_DESK = True
    assert [can_decide(one, report) for one in people] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("kind", "kinds"),
    [
        ("typo", ("typo",)),
        ("correction", ("typo", "clarification", "correction")),
        ("addition", ()),
        ("first", ()),
    ],
)
def test_edition_settles_its_own_kind_and_lighter_ones(kind, kinds):
    assert settled_by(kind) == kinds
