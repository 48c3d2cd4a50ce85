"""``python -m bench.quotes [--texts N] [--queries N]``: quote check on a synthetic archive, and its bars."""

from __future__ import annotations

import argparse
import gc
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.quotations import Queries, kinds
from bench.quoted_archive import SENTENCES, clip


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
