from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record.cue_tracks import NotDone
from dragoman.translations.dividing import SplitAt, divided_rendering, divided_words, joined_words
from dragoman.translations.tracks import Rendering, Words

SPEECH = st.lists(st.text("абв", min_size=1, max_size=6), min_size=2, max_size=8)


def letters(text: str) -> str:
    return "".join(text.split())


@given(SPEECH, st.integers(0, 60), st.integers(2, 9_000), st.booleans())
def test_no_letter_and_no_moment_is_lost_in_a_split(
    said: list[str], offset: int, length: int, is_heard: bool
) -> None:
    heard = tuple((word, 100 + at, 101 + at, 900) for at, word in enumerate(said)) if is_heard else ()
    whole = Words(" ".join(said), 100, 100 + max(length, 20), "ru", words=heard, opens_paragraph=True)
    try:
        first, second = divided_words(whole, SplitAt(offset))
    except NotDone:
        return
    assert letters(first.text + second.text) == letters(whole.text)
    assert first.text and second.text
    assert (first.in_ms, second.out_ms) == (whole.in_ms, whole.out_ms)
    assert first.in_ms < first.out_ms <= second.in_ms < second.out_ms
    assert first.words + second.words in ((), heard)
    assert (first.opens_paragraph, second.opens_paragraph) == (True, False)
    joined = joined_words([first, second], "p-000000")
    assert (letters(joined.text), joined.in_ms, joined.out_ms) == (
        letters(whole.text),
        whole.in_ms,
        whole.out_ms,
    )


def test_sentence_without_words_is_split_for_its_rendering() -> None:
    first, second = divided_words(Words(origin="imported"), SplitAt(0, None, {"en": 3}))
    assert (first.text, second.text, first.in_ms) == ("", "", None)
    with pytest.raises(NotDone):
        divided_words(Words(), SplitAt(0))


def test_note_and_other_renderings_stay_with_the_first_half() -> None:
    body = Rendering("One. Two.", note="why", alternates=(("Uno", ""),))
    first, second = divided_rendering(body, 5)
    assert (first.text, first.note, second.text, second.note, second.alternates) == (
        "One.",
        "why",
        "Two.",
        "",
        (),
    )


@pytest.mark.parametrize(
    "other",
    [
        Words("b", speaker_id=2),
        Words("b", role="minister"),
        Words("b", described_as="A man"),
        Words("b", language="zh"),
        Words("b", kind="caption"),
        Words("b", voice="dub"),
    ],
)
def test_what_differs_stays_apart(other: Words) -> None:
    with pytest.raises(NotDone, match="stay apart"):
        joined_words([Words("a"), other], "p-000000")


def test_joined_words_claim_no_more_than_both_did() -> None:
    machine = Words("a", origin="machine", evidence="voice", certainty="certain", written_by="")
    person = Words("b", origin="person", evidence="voice", certainty="possible", written_by="p-aaaaaa")
    joined = joined_words([machine, person], "p-bbbbbb")
    assert (joined.origin, joined.evidence, joined.certainty, joined.written_by) == (
        "machine",
        "voice",
        "",
        "p-bbbbbb",
    )
