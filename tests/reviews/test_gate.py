from __future__ import annotations

import pytest

from dragoman.clips.services import ClipDescription, describe_clip
from dragoman.ledger.models import Entry
from dragoman.reviews.copies import copy_digest
from dragoman.reviews.errors import ReasonTooShort, SentenceChanged
from dragoman.reviews.gate import clears_itself, gate_of
from dragoman.reviews.sentences import sides_of
from dragoman.reviews.services import (
    Finding,
    approve_clip,
    approve_sentence,
    check_clip,
    let_everything_pass,
    let_pass,
    take_back,
)
from dragoman.transcripts.selectors import cues_of
from dragoman.transcripts.services import attribute_cue
from dragoman.translations.services import write_translation
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db

REASON = "The reviewer is away until Monday."


@pytest.fixture
def clip(world):
    return draft(world.translator.actor, ready=False).clip


def held(clip):
    return [(one.rule, one.label, one.language) for one in gate_of(clip).obstacles]


def every_side(rule):
    sides = [(label, language) for language in ("", "en") for label in ("1", "2", "3")]
    return [(rule, *side) for side in (("summary", ""), *sides)]


def test_every_sentence_waits_for_a_review_on_both_sides(clip):
    assert held(clip) == every_side("unreviewed")


def test_writer_is_no_second_pair_of_eyes(world, clip):
    approve_clip(clip=clip, person=world.translator)
    gate = gate_of(clip)
    assert (held(clip), gate.eyes) == (every_side("same_eyes"), "")
    assert gate.obstacles[0].words == "The summary was reviewed only by the person who wrote it."


def test_another_person_is(world, clip):
    approve_clip(clip=clip, person=world.reviewer)
    gate = gate_of(clip)
    assert (gate.obstacles, gate.eyes) == ((), "two")
    assert gate.reviewers["1", "en"] == (world.reviewer.handle,)


def test_words_that_changed_under_the_reviewer_are_not_approved(world, clip):
    seen = copy_digest(clip)
    write_translation(clip=clip, language="en", texts={"2": "Two a day."}, actor=world.translator.actor)
    with pytest.raises(SentenceChanged):
        approve_clip(clip=clip, person=world.reviewer, seen=seen)
    assert held(clip) == every_side("unreviewed")


def test_desk_of_one_reviews_itself_and_the_edition_will_say_so(world, clip, settings):
    settings.ONE_PERSON_DESK = True
    approve_clip(clip=clip, person=world.translator)
    gate = gate_of(clip)
    assert (gate.obstacles, gate.eyes) == ((), "one")


def test_only_the_changed_sentence_waits_again(world, clip):
    approve_clip(clip=clip, person=world.reviewer)
    write_translation(clip=clip, language="en", texts={"2": "Two a day."}, actor=world.translator.actor)
    assert held(clip) == [("unreviewed", "2", "en")]


def test_new_speaker_needs_a_new_review_of_both_sides(world, clip):
    approve_clip(clip=clip, person=world.reviewer)
    attribute_cue(
        cue=cues_of(clip).get(label="2"), speaker="Vera Sokolskaya", role="", actor=world.translator.actor
    )
    assert held(clip) == [("unreviewed", "2", ""), ("unreviewed", "2", "en")]


def test_one_sentence_is_approved_as_it_was_seen(world, clip):
    seen = {side.key: side.digest for side in sides_of(clip)}
    approve_sentence(clip=clip, label="1", language="en", seen=seen["1", "en"], person=world.reviewer)
    approve_sentence(clip=clip, label="1", language="en", seen=seen["1", "en"], person=world.reviewer)
    assert ("unreviewed", "1", "en") not in held(clip)
    assert Entry.objects.filter(act="sentence.approved").count() == 1
    write_translation(clip=clip, language="en", texts={"1": "Otherwise."}, actor=world.translator.actor)
    with pytest.raises(SentenceChanged):
        approve_sentence(clip=clip, label="1", language="en", seen=seen["1", "en"], person=world.reviewer)


def test_override_of_one_sentence_lapses_when_it_changes(world, clip):
    let_pass(clip=clip, finding=Finding("unreviewed", "2", "en"), reason=REASON, actor=world.editor.actor)
    assert ("unreviewed", "2", "en") not in held(clip)
    write_translation(clip=clip, language="en", texts={"2": "Two a day."}, actor=world.translator.actor)
    assert ("unreviewed", "2", "en") in held(clip)


def test_override_of_a_rule_holds_for_every_sentence_until_it_is_taken_back(world, clip):
    override = let_pass(clip=clip, finding=Finding("unreviewed"), reason=REASON, actor=world.editor.actor)
    assert (held(clip), gate_of(clip).overrides) == ([], (override,))
    take_back(override=override, actor=world.editor.actor)
    take_back(override=override, actor=world.editor.actor)
    assert held(clip) == every_side("unreviewed")
    acts = Entry.objects.filter(act__in=["finding.overridden", "override.taken_back"]).order_by("seq")
    assert list(acts.values_list("act", flat=True)) == ["finding.overridden", "override.taken_back"]


def test_reason_must_be_one(world, clip):
    with pytest.raises(ReasonTooShort):
        let_pass(clip=clip, finding=Finding("unreviewed"), reason="  ok \n  ", actor=world.editor.actor)


def test_no_word_of_the_reason_reaches_the_ledger(world, clip):
    let_pass(clip=clip, finding=Finding("unreviewed"), reason=REASON, actor=world.editor.actor)
    assert not any(b"Monday" in bytes(line) for line in Entry.objects.values_list("line", flat=True))


def test_findings_hold_back_until_they_are_let_pass(world, clip):
    cues_of(clip).filter(label="2").update(speaker=None)
    check_clip(clip=clip, actor=world.editor.actor)
    approve_clip(clip=clip, person=world.reviewer)
    assert held(clip) == [("undecided_speaker", "2", "")]
    assert not clears_itself(clip)
    let_everything_pass(clip=clip, reason=REASON, actor=world.editor.actor)
    assert held(clip) == []


def test_clip_that_only_waits_for_a_person_clears_itself(clip):
    assert clears_itself(clip)


def test_changed_summary_waits_again_and_its_override_lapses(world, clip):
    approve_clip(clip=clip, person=world.reviewer)
    describe(clip, "He said “no train will run”.", world.editor)
    check_clip(clip=clip, actor=world.editor.actor)
    assert held(clip) == [("unreviewed", "summary", ""), ("summary_quote", "summary", "")]
    let_pass(clip=clip, finding=Finding("summary_quote", "summary"), reason=REASON, actor=world.editor.actor)
    approve_clip(clip=clip, person=world.reviewer)
    assert held(clip) == []
    describe(clip, "He said “no ferry will run”.", world.editor)
    check_clip(clip=clip, actor=world.editor.actor)
    assert held(clip) == [("unreviewed", "summary", ""), ("summary_quote", "summary", "")]


def describe(clip, summary, person):
    description = ClipDescription(clip.title, summary=summary)
    describe_clip(clip=clip, description=description, topics=[], actor=person.actor)
    assert clip.summary_by == person.handle
