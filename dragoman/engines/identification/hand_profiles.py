"""Language by script, function words and telltale letters; no model, no library, fifteen languages."""

from __future__ import annotations

from collections import Counter, defaultdict

import regex

from dragoman.engines.identification.port import Identification, LanguageGuess
from dragoman.engines.identification.profiles import ARABIC, CYRILLIC, LATIN, LanguageProfile
from dragoman.lib.engine_identity import EngineIdentity

_SCRIPTS = {
    name: regex.compile(rf"\p{{{name}}}")
    for name in ("Latin", "Cyrillic", "Arabic", "Hebrew", "Han", "Hiragana", "Katakana", "Hangul")
}
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_FAMILIES = {"Latin": LATIN, "Cyrillic": CYRILLIC, "Arabic": ARABIC}
_FEWEST_LETTERS = 4
_A_LETTER = 0.5  # what one telltale letter weighs, against 1 for a function word
_DOUBT = 1.0  # how much evidence has to be outweighed before anything is sure
_READ = 20_000  # characters; more would not change the answer


class HandProfiles:
    """Tells apart ar, de, en, es, fa, fr, he, ja, ko, pt, ru, tr, uk, ur and zh."""

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity("hand-written language profiles", "1")

    @property
    def languages(self) -> frozenset[str]:
        return frozenset({*LATIN, *CYRILLIC, *ARABIC, "he", "zh", "ja", "ko"})

    def preflight(self) -> list[str]:
        return []

    def identify(self, text: str) -> Identification:
        """The guesses share what there is of evidence in proportion to the scripts of the text."""
        text = text[:_READ].replace("’", "'")
        letters = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
        total = sum(letters.values())
        if total < _FEWEST_LETTERS and not letters["Han"] + letters["Hangul"] + letters["Hiragana"]:
            return Identification(())
        shares: dict[str, float] = defaultdict(float)
        for family, profiles in _FAMILIES.items():
            for language, confidence in _among(text, profiles).items() if letters[family] else ():
                shares[language] += confidence * letters[family] / total
        for language, count in _by_script_alone(letters).items():
            shares[language] += count / total
        guesses = [
            LanguageGuess(language, round(share, 3)) for language, share in shares.items() if share > 0
        ]
        return Identification(tuple(sorted(guesses, key=lambda guess: (-guess.confidence, guess.language))))


def _by_script_alone(letters: dict[str, int]) -> dict[str, int]:
    """Han beside kana is Japanese, beside Hangul Korean, alone Chinese."""
    kana = letters["Hiragana"] + letters["Katakana"]
    found = {"he": letters["Hebrew"], "ko": letters["Hangul"], "ja": kana}
    home = "ja" if kana * 10 > letters["Han"] else "ko" if letters["Hangul"] > letters["Han"] else "zh"
    found[home] = found.get(home, 0) + letters["Han"]
    return {language: count for language, count in found.items() if count}


def _among(text: str, profiles: dict[str, LanguageProfile]) -> dict[str, float]:
    """How sure each language of one script is. What several languages share counts for less."""
    lower = text.lower()
    owners = Counter(mark for profile in profiles.values() for mark in (*profile.words, *profile.letters))
    words = Counter(_WORD.findall(lower))
    evidence = {
        language: sum(count / owners[word] for word, count in words.items() if word in profile.words)
        + _A_LETTER * sum(lower.count(letter) / owners[letter] for letter in profile.letters)
        for language, profile in profiles.items()
    }
    total = sum(evidence.values())
    return {
        language: amount / total * amount / (amount + _DOUBT)
        for language, amount in evidence.items()
        if amount
    }
