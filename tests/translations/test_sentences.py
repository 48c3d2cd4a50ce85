from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record.cue_ids import resolve
from dragoman.lib.record.cue_tracks import NoSuchSentence, NotDone
from dragoman.transcripts.models import CueLabel
from dragoman.transcripts.selectors import cues_of, fates_of
from dragoman.transcripts.services import CueOutsideClip, CueText
from dragoman.translations.dividing import SplitAt
from dragoman.translations.models import Reworking
from dragoman.translations.reworking import latest_reworking, undo_reworking
from dragoman.translations.selectors import translations_of
from dragoman.translations.sentences import (
    align_rendering,
    insert_cue,
    merge_cues,
    merge_renderings,
    move_cue,
    remove_cue,
    retime_cue,
    split_cue,
    split_rendering,
)
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db
FIRST, SECOND = "夜间列车将从五月一日起恢复通行。", "首批列车每天两班。"
ENGLISH = "Night trains will run again from 1 May."


@pytest.fixture
def clip():
    return draft(SYSTEM).clip


def originals(clip):
    return [(cue.label, cue.text, cue.in_ms, cue.out_ms) for cue in cues_of(clip)]


def english(clip):
    track = translations_of(clip).get(language="en")
    return [
        (cue.label, [one.label for one in sorted(cue.of.all(), key=lambda one: one.position)], cue.text)
        for cue in track.cues.all()
    ]


def test_split_sentence_keeps_its_rendering_whole(clip, world):
    assert split_cue(clip=clip, label="1", at=SplitAt(4), actor=world.translator.actor) == ("1a", "1b")
    assert originals(clip)[:2] == [
        ("1a", "夜间列车", 1_000, 2_375),
        ("1b", "将从五月一日起恢复通行。", 2_375, 6_500),
    ]
    assert english(clip)[0] == ("4", ["1a", "1b"], ENGLISH)
    assert fates_of(clip) == (("1", "split", ("1a", "1b"), ""),)
    line = Entry.objects.order_by("-seq").first()
    assert (line.act, line.actor, line.subject) == (
        "cue.split",
        world.translator.handle,
        f"clip:{clip.pk}",
    )
    assert "夜" not in line.line.decode() and "Night" not in line.line.decode()


def test_both_sides_split_share_the_labels(clip):
    split_cue(clip=clip, label="1", at=SplitAt(4, 3_000, {"en": 12}), actor=SYSTEM)
    assert originals(clip)[0] == ("1a", "夜间列车", 1_000, 3_000)
    assert english(clip)[:2] == [
        ("1a", ["1a"], "Night trains"),
        ("1b", ["1b"], "will run again from 1 May."),
    ]


def test_recognised_words_say_when_a_half_begins(clip):
    cue = cues_of(clip).first()
    cue.words = [["夜间列车", 1_000, 2_000, 900], ["将从", 2_400, 3_000, 900], ["五月", 3_000, 4_000, 900]]
    cue.save()
    split_cue(clip=clip, label="1", at=SplitAt(4), actor=SYSTEM)
    first, second = cues_of(clip)[:2]
    assert (first.out_ms, second.in_ms, len(first.words), len(second.words)) == (2_000, 2_400, 1, 2)


@pytest.mark.parametrize(
    "at", [SplitAt(0), SplitAt(16), SplitAt(99), SplitAt(4, 900), SplitAt(4, None, {"en": 0})]
)
def test_split_without_words_or_time_on_both_sides_changes_nothing(clip, at):
    before, lines = originals(clip), Entry.objects.count()
    with pytest.raises(NotDone):
        split_cue(clip=clip, label="1", at=at, actor=SYSTEM)
    assert (originals(clip), Entry.objects.count()) == (before, lines)


def test_joined_sentences_and_their_renderings(clip, world):
    assert merge_cues(clip=clip, labels=["1", "2"], actor=world.translator.actor) == "4"
    assert originals(clip)[0] == ("4", FIRST + SECOND, 1_000, 12_500)
    assert english(clip)[0] == ("4", ["4"], f"{ENGLISH} At first there will be two trains a day.")
    assert [fate[:3] for fate in fates_of(clip)] == [("1", "merged", ("4",)), ("2", "merged", ("4",))]


def test_words_of_two_people_stay_apart(clip):
    with pytest.raises(NotDone, match="different speakers"):
        merge_cues(clip=clip, labels=["2", "3"], actor=SYSTEM)
    assert fates_of(clip) == ()


def test_removed_sentence_leaves_a_reason_and_its_words_for_the_desk(clip):
    remove_cue(clip=clip, label="2", reason="Said twice.", actor=SYSTEM)
    assert [label for label, *_ in english(clip)] == ["1", "3"]
    assert fates_of(clip) == (("2", "deleted", (), "Said twice."),)
    assert Reworking.objects.get().before["cues"][0]["body"]["text"] == SECOND


def test_inserted_moved_and_retimed_sentences(clip):
    row = CueText("还有。", 6_600, 6_900, speaker="Lin Ruomei", evidence="on-air", certainty="certain")
    assert insert_cue(clip=clip, row=row, after="1", actor=SYSTEM) == "4"
    assert [label for label, *_ in originals(clip)] == ["1", "4", "2", "3"]
    assert cues_of(clip)[1].evidence == "on-air"
    move_cue(clip=clip, label="4", after="", actor=SYSTEM)
    assert [label for label, *_ in originals(clip)] == ["4", "1", "2", "3"]
    retime_cue(clip=clip, label="4", in_ms=0, out_ms=500, actor=SYSTEM)
    assert originals(clip)[0] == ("4", "还有。", 0, 500)
    with pytest.raises(CueOutsideClip):
        retime_cue(clip=clip, label="4", in_ms=0, out_ms=90_000, actor=SYSTEM)
    with pytest.raises(NoSuchSentence):
        move_cue(clip=clip, label="4", after="77", actor=SYSTEM)


def test_rendering_alone_is_split_joined_and_aligned(clip):
    assert split_rendering(clip=clip, language="en", label="1", offset=12, actor=SYSTEM) == ("1a", "1b")
    assert english(clip)[:2] == [
        ("1a", ["1"], "Night trains"),
        ("1b", ["1"], "will run again from 1 May."),
    ]
    assert align_rendering(clip=clip, language="en", label="1b", of=["1", "2"], actor=SYSTEM) == "1b"
    assert english(clip)[2] == ("4", ["2"], "At first there will be two trains a day.")
    assert merge_renderings(clip=clip, language="en", labels=["1a", "1b"], actor=SYSTEM) == "5"
    assert english(clip)[0] == ("5", ["1", "2"], ENGLISH)
    with pytest.raises(NotDone, match="at least one"):
        align_rendering(clip=clip, language="en", label="5", of=[], actor=SYSTEM)


def undone(clip):
    return undo_reworking(reworking=latest_reworking(clip), actor=SYSTEM)


def test_undone_split_is_a_new_sentence_with_the_words_of_old(clip):
    split_cue(clip=clip, label="1", at=SplitAt(4, None, {"en": 12}), actor=SYSTEM)
    assert undone(clip) == ("4",)
    assert originals(clip)[0] == ("4", FIRST, 1_000, 6_500)
    assert english(clip)[0] == ("4", ["4"], ENGLISH)
    assert latest_reworking(clip) is None


def test_undone_join_brings_both_back_under_new_labels(clip):
    merge_cues(clip=clip, labels=["1", "2"], actor=SYSTEM)
    assert undone(clip) == ("4a", "4b")
    assert [row[1:] for row in originals(clip)[:2]] == [(FIRST, 1_000, 6_500), (SECOND, 7_000, 12_500)]
    assert [label for label, *_ in english(clip)] == ["4a", "4b", "3"]


def test_undone_removal_brings_the_words_back_and_the_tombstone_stays(clip):
    remove_cue(clip=clip, label="2", reason="Said twice.", actor=SYSTEM)
    assert undone(clip) == ("4",)
    assert [label for label, *_ in originals(clip)] == ["1", "4", "3"]
    assert english(clip)[1] == ("4", ["4"], "At first there will be two trains a day.")
    assert fates_of(clip) == (("2", "deleted", (), "Said twice."),)


def test_undoing_does_not_overwrite_what_someone_changed_since(clip):
    merge_cues(clip=clip, labels=["1", "2"], actor=SYSTEM)
    cues_of(clip).filter(label="4").update(text="别的话。")
    with pytest.raises(NotDone, match="changed since"):
        undone(clip)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 5), st.integers(1, 30)), max_size=12))
def test_random_histories_keep_every_label_and_rendering_whole(clip, acts):
    for kind, which, how in acts:
        labels = [cue.label for cue in cues_of(clip)]
        rendered = [label for label, *_ in english(clip)]
        label = labels[which % len(labels)] if labels else ""
        try:
            if kind == 0 or not labels:
                insert_cue(clip=clip, row=CueText("一二三四五六七八"), actor=SYSTEM)
            elif kind == 1:
                split_cue(clip=clip, label=label, at=SplitAt(how), actor=SYSTEM)
            elif kind == 2:
                merge_cues(clip=clip, labels=labels[which % len(labels) :][:2], actor=SYSTEM)
            elif kind == 3:
                remove_cue(clip=clip, label=label, actor=SYSTEM)
            elif kind == 4 and rendered:
                one = rendered[which % len(rendered)]
                split_rendering(clip=clip, language="en", label=one, offset=how, actor=SYSTEM)
            elif kind == 5 and rendered:
                one = rendered[which % len(rendered)]
                align_rendering(clip=clip, language="en", label=one, of=labels[how % 3 :][:2], actor=SYSTEM)
            elif latest_reworking(clip):
                undone(clip)
        except (NotDone, NoSuchSentence):
            pass
        whole(clip)


def whole(clip):
    carried = [label for label, *_ in originals(clip)]
    renderings = english(clip)
    assert all(of and set(of) <= set(carried) for _, of, _ in renderings)
    living = {*carried, *(label for label, *_ in renderings)}
    given = set(CueLabel.objects.filter(clip=clip).values_list("label", flat=True))
    fates = {label: (fate, to, reason) for label, fate, to, reason in fates_of(clip)}
    assert living | set(fates) == given
    assert not living & set(fates)
    assert all(set(resolve(label, fates).labels) <= living for label in given)
