"""Quotations of each kind from the made-up archive, with what must be found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from bench.quoted_archive import clip, lines_of, spoken, vocabulary


class Queries:
    """Quotations of each kind, with what must be found. ``None`` as a label means: nothing may be called altered."""

    def __init__(self, clips: int, language: str, count: int) -> None:
        self.clips, self.language, self.count = clips, language, count
        self.dice = random.Random(f"queries {language}")

    def lines(self, least: int = 4, most: int = 99) -> Iterator[tuple[int, object, list[str]]]:
        given = 0
        while given < self.count:
            number = self.dice.randrange(1, self.clips + 1)
            found = lines_of(number, self.language) if self.language == "en" or self.fits(number) else []
            fitting = [t for t in found if least <= len(self.split(t.text)) <= most]
            if fitting:
                given += 1
                text = self.dice.choice(fitting)
                yield number, text, self.split(text.text)

    def fits(self, number: int) -> bool:
        return (self.language == "ar") == bool(number % 2)

    def split(self, text: str) -> list[str]:
        from dragoman.lib.record.quotation.words import composed, words_of

        return [word.bare for word in words_of(composed(text), self.language)]

    def put(self, words: list[str]) -> str:
        return ("" if self.language == "zh" else " ").join(words)

    def dressed(self, words: list[str]) -> str:
        if self.language == "zh":
            return "「 " + "， ".join([self.put(words[:3]), self.put(words[3:])]) + " 」？"
        parts = [word.upper() if self.dice.random() < 0.2 else word for word in words]
        if self.language == "ar":
            parts = [word[0] + "\u064e" + word[1:2] + "\u0640" + word[2:] for word in parts]
        return "“" + " — ".join([" ".join(parts[:3]), "\u00a0 ".join(parts[3:])]) + "…”"

    def altered(self, words: list[str], count: int) -> str:
        changed = list(words)
        for _ in range(count):
            vocab = vocabulary(self.language)[0]
            other = self.dice.choice(vocab[:30_000])
            other = other[0] if self.language == "zh" else other
            at, how = self.dice.randrange(len(changed)), self.dice.random()
            if how < 0.5:
                changed[at] = other
            elif how < 0.75:
                changed.insert(at, other)
            elif len(changed) > 5:
                del changed[at]
        return self.put(changed)


def kinds(q: Queries) -> dict[str, Callable[[], Iterator[tuple[str, tuple, str]]]]:
    """Name: (quotation, words of the right line, verdicts that are right)."""
    least = 8

    def each(make: Callable, right: str, low: int = 6, high: int = 99):
        return lambda: ((make(words), (n, text), right) for n, text, words in q.lines(low, high))

    def fragment(words: list[str]) -> str:
        at = q.dice.randrange(len(words) - 7)
        return q.put(words[at : at + 8])

    def gapped(words: list[str]) -> str:
        return q.put(words[:4]) + " […] " + q.put(words[-4:])

    def inserted(words: list[str]) -> str:
        return q.put(words[:4]) + " [the minister] " + q.put(words[5:])

    exact = "exact exact_part"
    return {
        "exact": each(q.put, exact),
        "dressed up": each(q.dressed, exact),
        "1 altered": each(lambda w: q.altered(w, 1), "altered similar", least),
        "2 altered": each(lambda w: q.altered(w, 2), "altered similar", least),
        "3 altered": each(lambda w: q.altered(w, 3), "altered similar", least),
        "3 altered of 8 to 10": each(lambda w: q.altered(w, 3), "altered similar", 8, 10),
        "fragment of 8": each(fragment, exact, 9),
        "gap [...]": each(gapped, "exact_shortened", 10),
        "inserted [the minister]": each(inserted, "exact_shortened", 9),
        "joined, neighbours": lambda: _joined(q, 1),
        "joined, others between": lambda: _joined(q, 3),
        "superseded": lambda: _superseded(q),
        "wrong speaker": each(q.put, "wrong_speaker"),
        "unrelated": lambda: _unrelated(q),
    }


def _joined(q: Queries, step: int):
    given = 0
    while given < q.count:
        number = q.dice.randrange(1, q.clips + 1)
        if q.language != "en" and not q.fits(number):
            continue
        lines = lines_of(number, q.language)
        at = q.dice.randrange(len(lines) - step)
        one, two = q.split(lines[at].text), q.split(lines[at + step].text)
        if len(one) >= 6 and len(two) >= 6:
            given += 1
            yield q.put(one[-10:] + two[:10]), (number, lines[at]), "joined"


def _superseded(q: Queries):
    given = 0
    for number in q.dice.sample(range(1, q.clips + 1), q.clips):
        for text in clip(number).texts:
            if text.until and text.language == q.language and len(q.split(text.text)) >= 6:
                given += 1
                yield q.put(q.split(text.text)), (number, text), "superseded exact"
                break
        if given >= min(q.count, 300):
            return


def _unrelated(q: Queries):
    dice = random.Random(f"unrelated {q.language}")
    for _ in range(q.count):
        words = spoken(dice, q.language)
        while len(words) < 6:
            words = spoken(dice, q.language)
        yield q.put(words), (0, None), "not_found"
