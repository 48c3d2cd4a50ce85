from __future__ import annotations

import pytest

from dragoman.ledger.terms import SYSTEM
from dragoman.reviews.checking import findings_in
from dragoman.reviews.wording import sentence_of
from dragoman.transcripts.services import CueText, write_transcript
from dragoman.transcripts.terms import Origin
from dragoman.translations.selectors import translations_of
from dragoman.translations.sentences import split_rendering
from dragoman.translations.services import write_translation
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db


def found(clip):
    return [(check.rule, check.label, check.language, check.severity) for check in findings_in(clip)]


@pytest.fixture
def clip():
    return draft(SYSTEM, with_words=False).clip


def test_clip_without_words_says_so(clip):
    assert found(clip) == [("no_cues", "", "", "warning")]


def test_whole_clip_has_no_findings():
    assert found(draft(SYSTEM).clip) == [("digits_differ", "1", "en", "warning")]


def test_machine_made_text_is_named(clip):
    write_transcript(
        clip=clip,
        rows=[CueText("一", 0, 5000, speaker="Lin")],
        actor=SYSTEM,
        origin=Origin.MACHINE,
    )
    write_translation(clip=clip, language="en", texts={"1": "One"}, actor=SYSTEM, origin=Origin.MACHINE)
    assert found(clip) == [
        ("machine_transcript", "", "", "warning"),
        ("machine_translation", "", "en", "warning"),
    ]


def test_gaps_hold_back(clip):
    write_transcript(
        clip=clip,
        rows=[CueText("一", 0, 5000, speaker="Lin"), CueText("", 5000, 9000), CueText("三", 9000, 12000)],
        actor=SYSTEM,
    )
    write_translation(clip=clip, language="en", texts={"1": "One"}, actor=SYSTEM)
    assert found(clip) == [
        ("undecided_speaker", "2", "", "blocking"),
        ("undecided_speaker", "3", "", "blocking"),
        ("empty_original", "2", "", "blocking"),
        ("untranslated", "3", "en", "blocking"),
    ]


def test_numbers_and_speed_are_compared(clip):
    write_transcript(clip=clip, rows=[CueText("Ровно 18 градусов", 0, 1000, speaker="Huda")], actor=SYSTEM)
    write_translation(
        clip=clip, language="en", texts={"1": "Exactly 80 degrees were measured there today"}, actor=SYSTEM
    )
    checks = findings_in(clip)
    assert [(check.rule, check.detail) for check in checks] == [
        ("digits_differ", {"numbers": "18, 80"}),
        ("too_fast", {"rate": 44, "limit": 17}),
    ]
    assert sentence_of(checks[1]) == "Sentence s1 must be read at 44 characters a second; 17 is the limit."


def test_silent_translation_is_found(clip):
    """The sound is Russian, the transcript English: an engine translated where it should have written down."""
    english = (
        "And so the people of this town have asked what they can do for their children and their friends."
    )
    write_transcript(clip=clip, rows=[CueText(english, 0, 9000, language="ru", speaker="Vera")], actor=SYSTEM)
    write_translation(clip=clip, language="pt", texts={"1": english}, actor=SYSTEM)
    assert found(clip) == [
        ("other_language", "1", "ru", "blocking"),
        ("other_language", "1", "pt", "blocking"),
    ]


def test_summary_may_only_quote_what_is_said(clip):
    write_transcript(
        clip=clip,
        rows=[CueText("Ни одна смена не отменена.", 0, 5000, language="ru", speaker="V")],
        actor=SYSTEM,
    )
    write_translation(
        clip=clip, language="en", texts={"1": "Not a single shift was cancelled."}, actor=SYSTEM
    )
    clip.summary = "She says “not a single shift”, «ни одна смена», and “every shift was cancelled”."
    checks = findings_in(clip)
    assert [(one.rule, one.label, one.detail) for one in checks] == [
        ("summary_quote", "summary", {"quote": "every shift was cancelled"})
    ]
    assert sentence_of(checks[0]) == (
        "The summary quotes words that nobody says in the clip: “every shift was cancelled”."
    )


def test_sentences_rendered_by_several_are_compared_together(clip):
    write_transcript(
        clip=clip,
        rows=[CueText("Ровно 18 градусов, и 40 завтра", 0, 9000, language="ru", speaker="Huda")],
        actor=SYSTEM,
    )
    write_translation(
        clip=clip, language="en", texts={"1": "Exactly 18 degrees, and 40 tomorrow"}, actor=SYSTEM
    )
    split_rendering(clip=clip, language="en", label="1", offset=19, actor=SYSTEM)
    assert found(clip) == []
    labels = [one.label for one in translations_of(clip).get(language="en").cues.all()]
    write_translation(clip=clip, language="en", texts={labels[1]: "and 50 tomorrow"}, actor=SYSTEM)
    assert [(one.rule, one.label, one.detail) for one in findings_in(clip)] == [
        ("digits_differ", labels[0], {"numbers": "40, 50"})
    ]


def test_sentences_at_the_same_time_are_told_of(clip):
    times = [(0, 5_000), (4_900, 9_000), (6_000, 8_000), (8_700, 12_000)]
    rows = [CueText(f"{at}。", *times[at], speaker="Lin") for at in range(len(times))]
    rows.append(CueText("台北", 0, 12_000, kind="on-screen"))
    write_transcript(clip=clip, rows=rows, actor=SYSTEM)
    assert [(one.label, one.detail) for one in findings_in(clip) if one.rule == "overlaps"] == [
        ("3", {"other": "2"}),
        ("4", {"other": "2"}),
    ]
