from __future__ import annotations

import pytest

from dragoman.engines.speech.evidence import Evidence, doubts, goes_in_circles, is_clear, together
from dragoman.engines.speech.port import Flag

# As measured with the packaged model on the given samples.
CLEAR = Evidence("And so, my fellow Americans ask not what your country can do for you", 15, -0.09, -4.79)
MURKY = Evidence("Whom so ever thou ceased awake, he is the reciter.", 14, -0.53, -7.16)
RUSSIAN = Evidence("Big naga, maybe I don't know a bit.", 12, -1.26, -4.55)
GERMAN = Evidence("so for time, on that's really sentient", 19, -0.81, -5.13)
KOREAN = Evidence("Get out of it and get upset there.", 9, -1.03, -4.42)
STOCK = Evidence("Thank you very much for watching, and I will see you next time", 17, -0.91, -1.14)
SCRAP = Evidence("when church arts yarn.", 5, -1.08, -8.59)
LOOP = Evidence("see you in the next video, " * 8, 60, -0.04, -0.1)
THANKS = Evidence("Thank you very much.", 5, -0.05, -0.8)


@pytest.mark.parametrize(
    ("evidence", "flags"),
    [
        (CLEAR, set()),
        (MURKY, {Flag.LOW_CONFIDENCE}),
        (RUSSIAN, {Flag.LANGUAGE_MISMATCH}),
        (GERMAN, {Flag.LANGUAGE_MISMATCH}),
        (KOREAN, {Flag.LANGUAGE_MISMATCH}),
        (STOCK, {Flag.LANGUAGE_MISMATCH, Flag.LOW_SPEECH}),
        (SCRAP, {Flag.LOW_CONFIDENCE}),
        (LOOP, {Flag.REPETITION}),
        (THANKS, {Flag.LOW_CONFIDENCE}),
    ],
    ids=lambda value: value.text[:20] if isinstance(value, Evidence) else "",
)
def test_an_english_only_model_is_doubted_for_what_it_cannot_have_heard(
    evidence: Evidence, flags: set[Flag]
) -> None:
    assert doubts(evidence, evidence, one_language=True) == flags


def test_a_scrap_is_judged_by_its_window() -> None:
    window = together([RUSSIAN, SCRAP])
    assert doubts(SCRAP, window, one_language=True) == {Flag.LANGUAGE_MISMATCH}


def test_a_model_for_many_languages_is_not_called_foreign_for_being_unclear() -> None:
    assert doubts(RUSSIAN, RUSSIAN, one_language=False) == {Flag.LOW_CONFIDENCE}


def test_evidence_together_is_weighed_by_tokens() -> None:
    both = together([Evidence("a", 1, -1.0, -2.0, 0.1), Evidence("b", 3, -2.0, -4.0, 0.5)])
    assert both == Evidence("a b", 4, -1.75, -3.5, 0.5)


@pytest.mark.parametrize(
    ("text", "circles"),
    [
        ("no no no no no", False),
        ("ha ha ha ha", False),
        ("never never never never", True),
        ("the rest of the rest of the rest of the rest of the rest", True),
        ("1-3-" + "3-" * 80, True),
        ("Hold on. Hold fast. Hold out. Patience is genius.", False),
        ("", False),
    ],
)
def test_loops_are_told_from_emphasis(text: str, circles: bool) -> None:
    assert goes_in_circles(text) is circles


def test_only_much_clear_text_proves_a_language() -> None:
    assert [is_clear(evidence) for evidence in (CLEAR, MURKY, RUSSIAN, THANKS, LOOP)] == [True, *[False] * 4]
