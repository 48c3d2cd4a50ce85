"""The made-up archive that the quote check is asked about: words by Zipf's law, each clip from its own seed.

Nothing need be kept to ask about it. Half the sentences are Arabic and half Chinese; all have an English rendering.
Of a hundred sentences two were corrected, one is nearly another and three are stock phrases.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate

SENTENCES = 20
VOCABULARY = {"en": 200_000, "ar": 200_000, "zh": 60_000}
STOCK = 400


@cache
def vocabulary(language: str) -> tuple[list[str], list[float]]:
    """Words, commonest first and short, and their cumulative weights."""
    dice = random.Random(f"words {language}")
    if language == "zh":
        letters = [chr(0x4E00 + i) for i in dice.sample(range(5_000), 4_000)]
        weights = list(accumulate(1 / (i + 20) for i in range(len(letters))))
        lengths = (1, 2, 2, 2, 3)
    else:
        letters = list("etaoinshrdlucmfwypvbgkjqxz" if language == "en" else "اليمنترهوبعدفسكقحجخشصضطظغذثزء")
        weights = list(accumulate(1 / (i + 3) for i in range(len(letters))))
        lengths = (4, 5, 6, 7, 8, 9)
    found: dict[str, None] = {}
    while len(found) < VOCABULARY[language]:
        length = (
            dice.choice(lengths) if len(found) > 200 else (1 if language == "zh" else dice.choice((2, 3, 4)))
        )
        found["".join(dice.choices(letters, cum_weights=weights, k=length))] = None
    return list(found), list(accumulate(1 / (i + 2.7) for i in range(VOCABULARY[language])))


def spoken(dice: random.Random, language: str) -> list[str]:
    words, weights = vocabulary(language)
    return dice.choices(
        words, cum_weights=weights, k=dice.choice((4, 6, 8, 9, 10, 12, 14, 16, 18, 20, 24, 30))
    )


def written(words: list[str], language: str) -> str:
    if language == "zh":
        return "".join(words) + "。"
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


@cache
def stock(language: str, at: int) -> list[str]:
    return spoken(random.Random(f"stock {language} {at}"), language)


def sentence(dice: random.Random, language: str) -> list[str]:
    kind = dice.random()
    if kind < 0.03:
        return stock(language, dice.randrange(STOCK))
    words = spoken(dice, language)
    if kind < 0.04:  # nearly a stock phrase, by one word
        words = list(stock(language, dice.randrange(STOCK)))
        words[dice.randrange(len(words))] = vocabulary(language)[0][dice.randrange(5_000)]
    return words


def clip(number: int):
    from dragoman.search.quotes.terms import ClipTexts, Text

    dice = random.Random(number)
    language = "ar" if number % 2 else "zh"
    name = f"Speaker {number % 2_000} Family{number % 2_000}"
    texts, gone = [], []
    for at in range(1, SENTENCES + 1):
        was_corrected = dice.random() < 0.02
        for side, spoken_in in (("original", language), ("translation", "en")):
            words = sentence(dice, spoken_in)
            place = (str(at), () if side == "original" else (str(at),), side, spoken_in)
            when = (at * 5_000, at * 5_000 + 4_500, name, "", "minister")
            texts.append(Text(*place, 2 if was_corrected else 1, 2, *when, written(words, spoken_in)))
            if was_corrected:
                old = list(words)
                old[dice.randrange(len(old))] = vocabulary(spoken_in)[0][dice.randrange(20_000)]
                gone.append(
                    Text(
                        *place,
                        1,
                        1,
                        *when,
                        written(old, spoken_in),
                        "2026-05-03T00:00:00+00:00",
                        "Corrected.",
                    )
                )
    ordered = [text for text in texts if text.side == "original"] + [t for t in texts if t.side != "original"]
    return ClipTexts(number, "a-clip", 2, (*ordered, *gone), gaps=((52_400, 12_000),))


def lines_of(number: int, language: str):
    return [t for t in clip(number).texts if t.language == language and not t.until]
