from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.accounts.models import Grant
from dragoman.ledger.models import Entry
from dragoman.ledger.selectors import first_break
from dragoman.publications.errors import BadRelease, HeldBack, IllegalTransition
from dragoman.publications.models import Number, Publication, Release
from dragoman.publications.releasing import (
    FARTHEST,
    NOTICE,
    Plan,
    cancel_release,
    carry_out,
    due_releases,
    plan_release,
    remind_of_embargoes,
)
from dragoman.publications.services import publish_clip, reserve_number
from dragoman.publications.signals import release_held_back, release_nears
from dragoman.publications.terms import State
from dragoman.transcripts.services import CueText, write_transcript
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db

SOON = timedelta(hours=2)


def planned(world, *, is_embargo=False, after=SOON):
    made = draft(world.editor.actor)
    at = datetime.now(UTC) + after
    plan_release(publication=made, plan=Plan(at, "Europe/Berlin", is_embargo), actor=world.editor.actor)
    made.refresh_from_db()
    return made, at


def acts():
    return list(Entry.objects.order_by("seq").values_list("act", flat=True))


@pytest.fixture
def heard():
    """The releases that were announced, by signal."""
    told = []

    def hear(signal):
        def listen(*, release, **_):
            told.append((signal, release.pk))

        return listen

    hearers = {
        signal: hear(name) for signal, name in ((release_held_back, "held back"), (release_nears, "nears"))
    }
    for signal, hearer in hearers.items():
        signal.connect(hearer)
    yield told
    for signal, hearer in hearers.items():
        signal.disconnect(hearer)


def test_clip_is_published_when_its_moment_comes_in_the_name_of_who_planned_it(world):
    made, at = planned(world)
    assert made.state == State.SCHEDULED
    release = made.release
    assert carry_out(release=release.pk, now=at - timedelta(seconds=1)) is True
    assert Publication.objects.get(pk=made.pk).state == State.SCHEDULED
    assert list(due_releases(at)) == [release]
    assert carry_out(release=release.pk, now=at) is True
    made.refresh_from_db()
    assert (made.state, made.number, Release.objects.count()) == (State.PUBLISHED, 1, 0)
    line = Entry.objects.get(act="edition.published")
    assert (world.editor.handle in bytes(line.line).decode(), first_break()) == (True, None)
    assert carry_out(release=release.pk, now=at) is True
    assert made.editions.count() == 1


def test_moment_is_changed_and_taken_back(world):
    made, _ = planned(world)
    later = datetime.now(UTC) + timedelta(days=2)
    plan_release(publication=made, plan=Plan(later, "UTC", is_embargo=True), actor=world.editor.actor)
    made.refresh_from_db()
    assert (made.state, made.release.at, made.release.zone) == (State.EMBARGOED, later, "UTC")
    plan_release(publication=made, plan=Plan(later + SOON, "UTC", is_embargo=True), actor=world.editor.actor)
    cancel_release(publication=made, actor=world.editor.actor)
    made.refresh_from_db()
    assert (made.state, Release.objects.count()) == (State.IN_REVIEW, 0)
    wanted = ["release.scheduled", "release.embargoed", "release.embargoed", "release.cancelled"]
    assert [act for act in acts() if act.startswith("release.")] == wanted


@pytest.mark.parametrize("after", [timedelta(seconds=-1), FARTHEST + timedelta(days=1)])
def test_moments_past_or_too_far_are_refused(world, after):
    with pytest.raises(BadRelease):
        planned(world, after=after)
    assert Publication.objects.get().state == State.DRAFT


def test_what_is_held_back_today_is_not_promised(world):
    made = draft(world.editor.actor, ready=False)
    with pytest.raises(HeldBack):
        plan_release(publication=made, plan=Plan(datetime.now(UTC) + SOON, "UTC"), actor=world.editor.actor)
    assert (Publication.objects.get().state, Release.objects.count()) == (State.DRAFT, 0)


def test_a_published_clip_gets_no_moment(world):
    made = published(world.editor.actor)
    with pytest.raises(IllegalTransition):
        plan_release(publication=made, plan=Plan(datetime.now(UTC) + SOON, "UTC"), actor=world.editor.actor)


def test_words_changed_since_hold_it_back_and_its_planner_is_told(world, heard):
    made, at = planned(world)
    write_transcript(
        clip=made.clip,
        rows=[CueText(text="另一句。", in_ms=1_000, out_ms=2_000, language="zh")],
        actor=world.translator.actor,
    )
    assert carry_out(release=made.release.pk, now=at) is False
    made.refresh_from_db()
    assert (made.state, made.editions.count(), heard) == (
        State.IN_REVIEW,
        0,
        [("held back", made.release.pk)],
    )
    assert made.release.problem.startswith("The clip is held back.")
    assert list(due_releases(at + SOON)) == []
    assert acts()[-1] == "release.held_back"


def test_who_lost_the_right_to_publish_publishes_nothing(world, heard):
    made, at = planned(world)
    Grant.objects.filter(user=world.editor).delete()
    assert carry_out(release=made.release.pk, now=at) is False
    made.refresh_from_db()
    assert (made.state, made.release.problem) == (
        State.IN_REVIEW,
        "Whoever planned it may no longer publish.",
    )


def test_publishing_by_hand_settles_the_moment(world):
    made, at = planned(world, is_embargo=True)
    publish_clip(publication=made, actor=world.editor.actor)
    assert (Release.objects.count(), list(due_releases(at))) == (0, [])


def test_an_embargoed_number_leaves_the_list_and_comes_back(world):
    made = draft(world.editor.actor)
    reserve_number(publication=made, actor=world.editor.actor)
    silent = Number.objects.filter(is_silent=True)
    plan = Plan(datetime.now(UTC) + SOON, "UTC", is_embargo=True)
    plan_release(publication=made, plan=plan, actor=world.editor.actor)
    assert silent.count() == 0
    cancel_release(publication=made, actor=world.editor.actor)
    assert silent.count() == 1


def test_an_embargo_is_announced_once_within_its_last_day(world, heard):
    made, at = planned(world, is_embargo=True, after=timedelta(days=3))
    assert remind_of_embargoes(now=at - NOTICE - timedelta(minutes=1)) == 0
    assert [remind_of_embargoes(now=at - timedelta(hours=hours)) for hours in (5, 4)] == [1, 0]
    assert heard == [("nears", made.release.pk)]


def test_no_reminder_of_what_was_planned_today_or_is_no_embargo(world):
    _, at = planned(world, is_embargo=True)
    planned(world, after=timedelta(days=3))
    assert remind_of_embargoes(now=at - timedelta(minutes=1)) == 0
