from __future__ import annotations

import pytest

from dragoman.ledger.models import Entry
from dragoman.ledger.selectors import first_break
from dragoman.publications.errors import BadRestriction, IllegalTransition
from dragoman.publications.models import Number
from dragoman.publications.narrowing import (
    Demand,
    block_media,
    lift_restriction,
    list_clip,
    restrict_clip,
    unblock_media,
    unlist_clip,
)
from dragoman.publications.readers import reading_from
from dragoman.publications.selectors import published_clip, published_file, restricted_countries
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.search.facets import facets
from dragoman.search.narrowing import list_version
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db

COURT = Demand("A ruling.", "The court", "https://court.example/42")


def listed():
    return facets(version=list_version()).total


def acts(number=1):
    found = Entry.objects.filter(subject=f"number:{number}").order_by("seq").values_list("act", flat=True)
    return [act for act in found if act.partition(".")[0] in {"publication", "restriction", "media"}]


def test_unlisted_and_listed_again(world):
    made = published(world.editor.actor)
    assert listed() == 1
    unlist_clip(publication=made, actor=world.editor.actor)
    unlist_clip(publication=made, actor=world.editor.actor)
    assert (listed(), published_clip(1).is_listed) == (0, False)
    list_clip(publication=made, actor=world.editor.actor)
    assert (listed(), published_clip(1).is_listed) == (1, True)
    assert (acts(), first_break()) == (["publication.unlisted", "publication.listed"], None)


def test_a_draft_that_is_unlisted_is_published_unlisted(world):
    made = draft(world.editor.actor)
    unlist_clip(publication=made, actor=world.editor.actor)
    made.refresh_from_db()
    publish_clip(publication=made, actor=world.editor.actor)
    assert (listed(), published_clip(1).is_listed) == (0, False)


def test_restricted_in_the_whole_world_and_lifted(world):
    made = published(world.editor.actor)
    before = published_clip(1)
    restrict_clip(publication=made, demand=COURT, actor=world.editor.actor)
    left = published_clip(1)
    assert (left.state, left.reason, left.demanded_by, [one.name for one in left.sources]) == (
        "restricted",
        "A ruling.",
        "The court",
        ["Meridian TV"],
    )
    assert (listed(), published_file(1, "clip.mp4"), Number.objects.get(number=1).is_silent) == (
        0,
        None,
        True,
    )
    lift_restriction(publication=made, actor=world.editor.actor)
    lift_restriction(publication=made, actor=world.editor.actor)
    assert (published_clip(1).content, listed()) == (before.content, 1)
    assert acts() == ["publication.restricted", "restriction.lifted"]


def test_the_source_is_kept_back_where_the_demand_asks(world):
    made = published(world.editor.actor)
    demand = Demand("A ruling.", "The court", shows_source=False)
    restrict_clip(publication=made, demand=demand, actor=world.editor.actor)
    assert published_clip(1).sources == ()


def test_a_demand_follows_the_one_before(world):
    made = published(world.editor.actor)
    for countries in ((), ("NO", "DK")):
        demand = Demand("A ruling.", "The court", countries=countries)
        restrict_clip(publication=made, demand=demand, actor=world.editor.actor)
    assert (made.restrictions.count(), made.restrictions.filter(lifted_at=None).get().where) == (2, ",DK,NO,")
    assert (restricted_countries(), listed()) == (frozenset({"NO", "DK"}), 1)
    assert hasattr(published_clip(1), "content")
    with reading_from("NO"):
        assert published_clip(1).state == "restricted"


@pytest.mark.parametrize(
    "demand",
    [Demand("", "The court"), Demand("Why", " "), Demand("Why", "The court", countries=("Norland",))],
)
def test_a_demand_that_says_too_little_is_refused(world, demand):
    made = published(world.editor.actor)
    with pytest.raises(BadRestriction):
        restrict_clip(publication=made, demand=demand, actor=world.editor.actor)
    made.refresh_from_db()
    assert made.restricted_in == ""


def test_film_kept_back_and_given_out_again(world):
    made = published(world.editor.actor)
    before = made.card
    block_media(publication=made, reason="She asked.", actor=world.editor.actor)
    blocked = published_clip(1)
    assert (blocked.files, blocked.media_blocked_reason, published_file(1, "poster.jpg")) == (
        {},
        "She asked.",
        None,
    )
    made.refresh_from_db()
    publish_clip(
        publication=made, actor=world.editor.actor, change=Change(EditionKind.CLARIFICATION, "Said better.")
    )
    made.refresh_from_db()
    assert (made.card["has_media"], published_clip(1).files) == (False, {})
    unblock_media(publication=made, actor=world.editor.actor)
    unblock_media(publication=made, actor=world.editor.actor)
    made.refresh_from_db()
    assert {**made.card, "corrections": 0} == before
    assert sorted(published_clip(1).files) == ["clip.mp4", "peaks.json", "poster.jpg"]
    assert acts() == ["media.blocked", "media.unblocked"]


def test_a_reason_is_needed(world):
    with pytest.raises(BadRestriction):
        block_media(publication=published(world.editor.actor), reason=" ", actor=world.editor.actor)


@pytest.mark.parametrize("act", [unlist_clip, lift_restriction])
def test_a_withdrawn_clip_stays_what_it_is(world, act):
    made = published(world.editor.actor)
    withdraw_publication(publication=made, reason="By mistake.", actor=world.editor.actor)
    with pytest.raises(IllegalTransition):
        act(publication=made, actor=world.editor.actor)
