"""``python -m bench.quotes [--texts N] [--queries N]``: quote check on a synthetic archive, and its bars.

The archive is made from numbers: words of three languages by Zipf's law, each clip from its own seed, so that
nothing need be kept to ask about it. Half the sentences are Arabic and half Chinese; all have an English rendering.
Of a hundred sentences two were corrected, one is nearly another and three are stock phrases.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

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


def ask(reader, text: str, speaker: str = ""):
    from dragoman.search.quotes.checking import Asked, match_quotation

    began = time.process_time()
    found = match_quotation(text, Asked(speaker=speaker), reader)
    return found, (time.process_time() - began) * 1000


def judged(found, quoted: str, right: tuple, verdicts: str, q: Queries) -> tuple[bool, bool]:
    """(right, called exact though the words are not in the line)."""
    is_exact = found.verdict in {"exact", "exact_part"}
    is_false = is_exact and f" {' '.join(q.split(quoted))} " not in f" {' '.join(q.split(found.line.text))} "
    if right[1] is None:
        return found.verdict not in {"altered", "similar"}, is_false
    if found.verdict not in verdicts.split():
        # An edit that undid itself, or met another line, leaves words that are on record: exact is then the truth.
        return is_exact and not is_false and "altered" in verdicts, is_false
    if "altered" not in verdicts:
        return True, is_false
    same = found.line.text == right[1].text or (found.line.number, found.line.label) == (
        right[0],
        right[1].label,
    )
    return same or found.alignment.edits <= 3, is_false


def measure(texts: int, count: int) -> Iterator[str]:
    from dragoman.search.quotes.file import common_of, current_path, open_file
    from dragoman.search.quotes.lines import Reader

    clips = texts // SENTENCES
    yield from built(clips)
    path = current_path()
    times: list[float] = []
    false = checks = 0
    gc.collect()
    gc.freeze()  # the bench's own vocabularies are no part of a check
    with open_file(path) as index:
        reader = Reader(index, common_of(index, path))
        for language in ("en", "ar", "zh"):
            q = Queries(clips, language, count)
            for name, make in kinds(q).items():
                right = total = 0
                own: list[float] = []
                for quoted, line, verdicts in make():
                    speaker = "Somebody Else" if name == "wrong speaker" else ""
                    found, took = ask(reader, quoted, speaker)
                    is_right, is_false = judged(found, quoted, line, verdicts, q)
                    own.append(took)
                    right, total, false = right + is_right, total + 1, false + is_false
                times += own
                checks += total
                yield f"{language} {name}: {100 * right / max(1, total):.1f} % of {total} · {spread(own)}"
        yield f"false exact: {false} of {checks} checks · all: {spread(times)}"
        yield from memory(reader, clips)
    for language in ("en", "ar", "zh"):
        yield article(clips, language)


def built(clips: int) -> Iterator[str]:
    from dragoman.lib.record.quotation.words import composed, words_of
    from dragoman.search.quotes.anchors import common_in, keys_of
    from dragoman.search.quotes.file import current_path, open_file
    from dragoman.search.quotes.index import build, is_sampled

    step = max(1, min(20, clips // 4_000))
    began = time.process_time()
    sample = (
        keys_of(words_of(composed(text.text), text.language))
        for number in range(1, clips + 1)
        if is_sampled(number, step)
        for text in clip(number).texts
    )
    common = common_in(sample, one_in=step)
    counted = time.process_time() - began
    count = build(map(clip, range(1, clips + 1)), common, 0)
    took = time.process_time() - began
    began = time.process_time()
    for number in range(1, clips + 1, 50):
        clip(number)
    making = (time.process_time() - began) * 50
    path = current_path()
    with open_file(path) as index:
        pages = sum(row[0] for row in index.execute("SELECT length(block) FROM anchors_data"))
    yield f"{count} texts, {len(common.words)} common words, {len(common.pairs)} pairs"
    yield f"built in {took:.0f} s of CPU: {counted:.0f} for the common words, some {making:.0f} to make the texts up"
    size = path.stat().st_size
    yield f"index {pages / count:.0f} bytes a text, {pages / 1e6:.0f} MB"
    yield f"with the texts {size / count:.0f} bytes a text, {size / 1e6:.0f} MB"


def memory(reader, clips: int) -> Iterator[str]:
    q = Queries(clips, "en", 4_000)
    seen = {}
    for at, (_, _, words) in enumerate(q.lines(6), 1):
        ask(reader, q.altered(words, 1))
        if at in {100, 1_000, 4_000}:
            gc.collect()
            seen[at] = resident()
    yield "memory after 100, 1,000 and 4,000 checks: " + ", ".join(f"{mb:.1f} MB" for mb in seen.values())


def resident() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def article(clips: int, language: str) -> str:
    from datetime import UTC, datetime

    from dragoman.search.quotes.article import check_in
    from dragoman.search.quotes.file import current_path
    from dragoman.search.quotes.request import Request

    q = Queries(clips, language, 30)
    parts = []
    for at, (_, _, words) in enumerate(q.lines(8, 30)):
        quoted = q.altered(words, at % 4) if at % 4 else q.put(words)
        parts.append(f"<p>The minister spoke to reporters on Monday at the gate. “{quoted}”, he said.</p>")
    text = "\n".join(parts)
    began = time.process_time()
    report = check_in(Request(text), current_path(), datetime.now(UTC))
    took = time.process_time() - began
    size = f"{len(text.split())} words, {len(report.results)} quotations"
    return f"{language} article of {size}: {took * 1000:.0f} ms of CPU"


def spread(times: list[float]) -> str:
    if not times:
        return "nothing asked"
    ordered = sorted(times)
    at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]  # noqa: E731
    return f"mean {sum(times) / len(times):.1f}, p50 {at(0.5):.1f}, p99 {at(0.99):.1f}, max {ordered[-1]:.1f} ms of CPU"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=1_500_000, help="sentences, each in two languages")
    options.add_argument("--queries", type=int, default=1_000, help="of each kind and language")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dragoman-quotes-") as folder:
        os.environ["DRAGOMAN_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dragoman.project.settings")
        import django

        django.setup()
        for line in measure(given.texts, given.queries):
            print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
