from __future__ import annotations

import pytest

from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM
from dragoman.transcripts.selectors import cues_of
from dragoman.transcripts.services import CueText, NoSuchCue, write_transcript
from dragoman.transcripts.terms import Origin, TrackState
from dragoman.translations.selectors import translations_of
from dragoman.translations.sentences import merge_renderings
from dragoman.translations.services import RenderingText, write_renderings, write_translation
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip():
    return draft(SYSTEM).clip


def said(clip, language="en"):
    track = translations_of(clip).get(language=language)
    return [
        (cue.label, [one.label for one in cue.of.all()], cue.text, cue.origin) for cue in track.cues.all()
    ]


def test_each_rendering_names_its_original(clip):
    assert [(label, of) for label, of, _, _ in said(clip)] == [("1", ["1"]), ("2", ["2"]), ("3", ["3"])]


def test_what_is_not_named_stays(clip, world):
    write_translation(
        clip=clip, language="en", texts={"2": "Two trains daily."}, actor=world.translator.actor
    )
    assert [text for _, _, text, _ in said(clip)] == [
        "Night trains will run again from 1 May.",
        "Two trains daily.",
        "Not a single shift was cancelled.",
    ]


def test_same_words_again_change_nothing(clip, world):
    lines = Entry.objects.count()
    write_translation(
        clip=clip,
        language="en",
        texts={"3": " Not a single shift was cancelled. "},
        actor=world.reviewer.actor,
    )
    assert Entry.objects.count() == lines


def test_machines_words_become_a_persons_when_changed(clip, world):
    write_translation(clip=clip, language="pt", texts={"1": "Um"}, actor=SYSTEM, origin=Origin.MACHINE)
    assert translations_of(clip).get(language="pt").state == TrackState.DRAFTED
    write_translation(clip=clip, language="pt", texts={"1": "Uma"}, actor=world.translator.actor)
    assert said(clip, "pt") == [("1", ["1"], "Uma", Origin.PERSON)]
    assert translations_of(clip).get(language="pt").state == TrackState.WRITTEN


def test_unknown_sentence_is_refused(clip):
    with pytest.raises(NoSuchCue, match="s9"):
        write_translation(clip=clip, language="en", texts={"9": "x"}, actor=SYSTEM)


def test_rendering_of_a_removed_sentence_goes_with_it(clip):
    rows = [CueText(cue.text, cue.in_ms, cue.out_ms, cue.label, cue.language) for cue in cues_of(clip)]
    write_transcript(clip=clip, rows=rows[1:], actor=SYSTEM)
    write_translation(clip=clip, language="en", texts={}, actor=SYSTEM)
    assert [label for label, *_ in said(clip)] == ["2", "3"]


def test_language_is_kept_in_its_one_spelling(clip):
    assert write_translation(clip=clip, language="PT_br", texts={}, actor=SYSTEM).language == "pt-BR"


def test_note_and_other_renderings_are_kept_until_someone_changes_them(clip, world):
    def noted():
        cue = translations_of(clip).get(language="en").cues.all()[0]
        return cue.text, cue.note, cue.alternates, cue.translator

    row = RenderingText("1", "Night trains.", "A pun.", [("Sleepers.", "shorter"), ("  ", "nothing")])
    write_renderings(clip=clip, language="en", rows=[row], actor=world.translator.actor)
    alternates = [{"text": "Sleepers.", "note": "shorter"}]
    assert noted() == ("Night trains.", "A pun.", alternates, world.translator.handle)
    row = RenderingText("1", "Night trains.", "No pun.")
    write_renderings(clip=clip, language="en", rows=[row], actor=world.reviewer.actor)
    assert noted() == ("Night trains.", "No pun.", alternates, world.translator.handle)


def test_rendering_of_several_sentences_is_written_under_its_own_label(clip):
    merge_renderings(clip=clip, language="en", labels=["1", "2"], actor=SYSTEM)
    write_translation(clip=clip, language="en", texts={"4": "Both."}, actor=SYSTEM)
    assert said(clip)[0][:3] == ("4", ["1", "2"], "Both.")
    with pytest.raises(ValueError, match="s2 is rendered in s4 already"):
        write_translation(clip=clip, language="en", texts={"2": "x"}, actor=SYSTEM)


def test_removed_sentence_leaves_a_rendering_of_others_whole(clip):
    merge_renderings(clip=clip, language="en", labels=["1", "2"], actor=SYSTEM)
    rows = [CueText(cue.text, cue.in_ms, cue.out_ms, cue.label, cue.language) for cue in cues_of(clip)]
    write_transcript(clip=clip, rows=rows[1:], actor=SYSTEM)
    write_translation(clip=clip, language="en", texts={}, actor=SYSTEM)
    assert [row[:2] for row in said(clip)] == [("2", ["2"]), ("3", ["3"])]
