from __future__ import annotations

import pytest

from dragoman.ledger.terms import SYSTEM
from dragoman.transcripts.models import Cue
from dragoman.transcripts.selectors import cues_of, transcript_of
from dragoman.transcripts.services import (
    CueOutsideClip,
    CueText,
    NoSuchCue,
    adopt_transcript,
    attribute_cue,
    write_transcript,
)
from dragoman.transcripts.terms import Origin, TrackState
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip():
    return draft(SYSTEM, with_words=False).clip


def rows_of(clip):
    return [
        CueText(cue.text, cue.in_ms, cue.out_ms, cue.label, cue.language, kind=cue.kind)
        for cue in cues_of(clip)
    ]


def test_sentences_get_labels_in_order(clip, world):
    write_transcript(
        clip=clip, rows=[CueText("一", 0, 900), CueText("二", 1000, 1900)], actor=world.monitor.actor
    )
    assert [
        (cue.label, cue.position, cue.text, cue.language, cue.origin, cue.written_by) for cue in cues_of(clip)
    ] == [
        ("1", 0, "一", "zh", Origin.PERSON, world.monitor.handle),
        ("2", 1, "二", "zh", Origin.PERSON, world.monitor.handle),
    ]
    assert transcript_of(clip).state == TrackState.WRITTEN


def test_label_of_a_removed_sentence_never_returns(clip):
    write_transcript(clip=clip, rows=[CueText("一"), CueText("二")], actor=SYSTEM)
    write_transcript(clip=clip, rows=rows_of(clip)[:1], actor=SYSTEM)
    write_transcript(clip=clip, rows=[*rows_of(clip), CueText("三")], actor=SYSTEM)
    assert [(cue.label, cue.text) for cue in cues_of(clip)] == [("1", "一"), ("3", "三")]


def test_moved_sentence_keeps_its_label(clip):
    write_transcript(clip=clip, rows=[CueText("一"), CueText("二")], actor=SYSTEM)
    write_transcript(clip=clip, rows=rows_of(clip)[::-1], actor=SYSTEM)
    assert [(cue.label, cue.text) for cue in cues_of(clip)] == [("2", "二"), ("1", "一")]


def test_unchanged_words_keep_their_origin(clip, world):
    write_transcript(clip=clip, rows=[CueText("一", 0, 900)], actor=SYSTEM, origin=Origin.MACHINE)
    write_transcript(clip=clip, rows=[CueText("一", 0, 800, "1")], actor=world.monitor.actor)
    cue = cues_of(clip).get()
    assert (cue.origin, cue.out_ms) == (Origin.MACHINE, 800)
    write_transcript(clip=clip, rows=[CueText("一!", 0, 800, "1")], actor=world.monitor.actor)
    cue = cues_of(clip).get()
    assert (cue.origin, cue.written_by) == (Origin.PERSON, world.monitor.handle)


def test_adopted_words_are_the_persons(clip, world):
    write_transcript(clip=clip, rows=[CueText("一"), CueText("")], actor=SYSTEM, origin=Origin.MACHINE)
    assert adopt_transcript(clip=clip, actor=world.monitor.actor) == 1
    assert [(cue.origin, cue.written_by) for cue in cues_of(clip)] == [
        (Origin.PERSON, world.monitor.handle),
        (Origin.MACHINE, ""),
    ]
    assert adopt_transcript(clip=clip, actor=world.reviewer.actor) == 0


@pytest.mark.parametrize(
    "row", [CueText("x", 0, 20_001), CueText("x", 5, None), CueText("x", 900, 900), CueText("x", -1, 5)]
)
def test_times_outside_the_clip_are_refused_and_nothing_changes(clip, row):
    write_transcript(clip=clip, rows=[CueText("一", 0, 900)], actor=SYSTEM)
    with pytest.raises((CueOutsideClip, ValueError)):
        write_transcript(clip=clip, rows=[*rows_of(clip), row], actor=SYSTEM)
    assert Cue.objects.count() == 1


@pytest.mark.parametrize("labels", [["9"], ["1", "1"]])
def test_unknown_and_doubled_labels_are_refused(clip, labels):
    write_transcript(clip=clip, rows=[CueText("一")], actor=SYSTEM)
    with pytest.raises(NoSuchCue):
        write_transcript(clip=clip, rows=[CueText("x", label=label) for label in labels], actor=SYSTEM)


def test_speaker_is_filed_with_the_role_held_then(clip):
    write_transcript(clip=clip, rows=[CueText("一", speaker="Lin Ruomei", role="spokesperson")], actor=SYSTEM)
    cue = cues_of(clip).get()
    assert (cue.speaker.name, cue.role, [(r.role, str(r.since)) for r in cue.speaker.roles.all()]) == (
        "Lin Ruomei",
        "spokesperson",
        [("spokesperson", "2024-04-09")],
    )
    attribute_cue(cue=cue, speaker="", role="", actor=SYSTEM)
    assert cues_of(clip).get().speaker is None


def test_hostile_text_is_kept_as_text(clip):
    text = "<script>alert(1)</script>\x00\ud800 {{ 7*7 }} \u202eevil"
    write_transcript(clip=clip, rows=[CueText(text)], actor=SYSTEM)
    assert cues_of(clip).get().text == "<script>alert(1)</script> {{ 7*7 }} \u202eevil"


def test_what_the_engine_could_not_do_is_forgotten_once_a_person_has(clip, world):
    transcript = write_transcript(clip=clip, rows=[], actor=SYSTEM)
    transcript.note = "no_speech_engine"
    transcript.save()
    write_transcript(clip=clip, rows=[CueText("一")], actor=world.monitor.actor)
    assert transcript_of(clip).note == ""


def test_emptied_transcript_waits_for_a_person(clip):
    write_transcript(clip=clip, rows=[CueText("一")], actor=SYSTEM)
    assert write_transcript(clip=clip, rows=[], actor=SYSTEM).state == TrackState.EMPTY
