"""Speaker labels."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.names import Belief, read_label


@pytest.mark.parametrize(
    ("text", "speaker", "belief"),
    [
        ('Xi Jinping: "Yes."', "Xi Jinping", Belief.NAME),
        ("Al-Tamimi: Yes.", "Al-Tamimi", Belief.MAYBE),
        ("Interviewer: Yes?", "Interviewer", Belief.SURE),
        ("Q: Why?", "Q", Belief.SURE),
        ("Unnamed cleric: Oh.", "Unnamed cleric", Belief.SURE),
        ("UNNAMED CLERIC: Oh.", "UNNAMED CLERIC", Belief.SURE),
        ("Dr. Abd al-Rahman ibn Al-Sample: No.", "Dr. Abd al-Rahman ibn Al-Sample", Belief.SURE),
        ("'Ali Abu Sample: Me.", "'Ali Abu Sample", Belief.NAME),
        ("Edward Said: Yes.", "Edward Said", Belief.NAME),
        ("习近平：“好。”", "习近平", Belief.NAME),
        ("علي مثال: نعم.", "علي مثال", Belief.MAYBE),
        ("Ведущий: Да.", "Ведущий", Belief.SURE),
        ('Ali Sample – "Yes."', "Ali Sample", Belief.NAME),
        ("- Ali Sample: Yes.", "Ali Sample", Belief.NAME),
        ("Jean Test : « Oui »", "Jean Test", Belief.NAME),
        ("Woman #2: Hey.", "Woman #2", Belief.SURE),
    ],
)
def test_label_is_read(text: str, speaker: str, belief: Belief) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.speaker, label.belief) == (speaker, belief)


@pytest.mark.parametrize(
    "text",
    [
        "He said: 'go'",
        "There are three points: first",
        "At 10:30 we left",
        "10:30",
        "https://example.org",
        "Quran 2:191 says: so",
        'Allah says in the Quran: "Do good."',
        "I have one demand: freedom",
        '"Ali Sample: yes"',
        "Remember: yes",
        "Palestine: It is ours",
        "My Brothers: Listen",
        "Note: this",
        "We want. Omar: no",
        "From: a@b.c",
        "Why? Ali: no",
        "[On-screen text: x]",
        "Yes",
        "",
        "他说：不行",
        "第一：和平",
        "وقال الله تعالى: «افعلوا»",
        "The minister was clear: no",
        "a" * 200 + ": x",
    ],
)
def test_a_colon_inside_speech_is_no_label(text: str) -> None:
    assert read_label(text) is None


def test_stage_direction_after_the_name_goes_with_the_speech() -> None:
    label = read_label('Ali Sample [laughs]: "Yes."')
    assert label is not None
    assert (label.speaker, label.role, label.note, label.rest) == ("Ali Sample", "", "[laughs]", '"Yes."')
