"""Does the sound carry the text, or did the model make it up?

A recogniser writes fluent sentences over silence, music and languages it does not know, with good scores:
a loop is very sure of itself. So each text is scored twice, once with its own sound and once with
silence in its place. A text that silence explains as well was invented; one that its own sound explains
badly, though it is clearly voice, is another language or unintelligible.

Measured with the packaged tiny.en model on stretches of eight tokens or more: of 32 clean English ones
none, of 12 in German, Korean, Portuguese, Russian and Chinese all, are both unclear and unexplained as
defined below. With noise, music or a telephone band added, 18 of 127 English stretches fall under it too,
most of them at 3 dB and misheard anyway; of the foreign ones none escapes but as a loop or an invention.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from dragoman.engines.speech.port import Flag

_CLEAR = -0.5  # mean log-probability a token, above which the sound explains its text
_EXPLAINED = 0.12  # how little of the blank's surprise may be left once the sound is heard
_CARRIED = 1.0  # nats a token the sound must add to what silence would give
_SURE = -0.3  # a stock phrase really said (“Thank you.”) is this clear
_ENOUGH_TOKENS = 8  # below this nobody can tell an unclear voice from a foreign one
_SQUEEZES = 2.4  # deflate ratio of text that goes round in circles
_NO_SPEECH = 0.6


@dataclass(frozen=True, slots=True)
class Evidence:
    """``heard`` and ``blank``: mean log-probability a token of the text given its sound, given silence."""

    text: str
    tokens: int
    heard: float
    blank: float
    no_speech: float = 0.0

    @property
    def carried(self) -> float:
        return self.heard - self.blank

    @property
    def unexplained(self) -> float:
        return self.heard / self.blank if self.blank < 0 else 1.0


def together(parts: list[Evidence]) -> Evidence:
    """The evidence of neighbouring texts as one."""
    tokens = sum(part.tokens for part in parts)
    weight = max(1, tokens)
    return Evidence(
        " ".join(part.text for part in parts),
        tokens,
        sum(part.heard * part.tokens for part in parts) / weight,
        sum(part.blank * part.tokens for part in parts) / weight,
        max((part.no_speech for part in parts), default=0.0),
    )


def doubts(evidence: Evidence, context: Evidence, *, one_language: bool) -> frozenset[Flag]:
    """What is doubtful about a text; ``context`` is its whole window, for texts too short to judge alone.

    ``one_language`` says that the model knows no other language, so that unclear means foreign.
    """
    if goes_in_circles(evidence.text):
        return frozenset({Flag.REPETITION})
    flags: set[Flag] = set()
    unclear = evidence.heard < _CLEAR
    if evidence.carried < _CARRIED:
        flags.add(Flag.LOW_SPEECH if evidence.heard < _SURE else Flag.LOW_CONFIDENCE)
    if unclear and evidence.no_speech > _NO_SPEECH:
        flags.add(Flag.LOW_SPEECH)
    judged = evidence if evidence.tokens >= _ENOUGH_TOKENS else context
    if one_language and _is_foreign(judged):
        flags.add(Flag.LANGUAGE_MISMATCH)
    elif unclear:
        flags.add(Flag.LOW_CONFIDENCE)
    return frozenset(flags)


def is_clear(evidence: Evidence) -> bool:
    """Whether the text was surely said, so that the sound is surely in the model's own language."""
    return (
        evidence.tokens >= _ENOUGH_TOKENS
        and evidence.heard > _SURE
        and evidence.carried > 2 * _CARRIED
        and not goes_in_circles(evidence.text)
    )


def goes_in_circles(text: str) -> bool:
    """Whether a run of words comes four times in a row, or the text squeezes like a loop."""
    raw = text.encode()
    if len(raw) >= 100 and len(raw) / len(zlib.compress(raw)) > _SQUEEZES:
        return True
    words = text.lower().split()
    return any(
        words[at : at + size] * 4 == words[at : at + size * 4]
        for size in range(1, min(12, len(words) // 4) + 1)
        for at in range(len(words) - size * 4 + 1)
        if size > 1 or len(words[at]) > 3  # “no no no no” and “ha ha ha ha” are speech
    )


def _is_foreign(evidence: Evidence) -> bool:
    return evidence.tokens >= _ENOUGH_TOKENS and evidence.heard < _CLEAR and evidence.unexplained > _EXPLAINED
