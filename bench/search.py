"""``python -m bench search``: what a search costs, as CPU ratios in one run.

BENCH_SEARCH_CLIPS (15,000) says how large the archive is; a tenth of it is measured beside, for the growth. With
DRAGOMAN_DATABASE_URL the same runs on PostgreSQL, and the time of its process is counted with ours.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.archive import contents, filled, vocabulary

CLIPS = int(os.environ.get("BENCH_SEARCH_CLIPS", "15000"))
WARM, TIMED, ROUNDS = 3, 20, 3


def kinds() -> dict[str, str]:
    """A question of each kind. The common word is in about half of all clips."""
    en, zh, ar, ru = (vocabulary(language)[0] for language in ("en", "zh", "ar", "ru"))
    return {
        "common word": en[170],
        "rare word": en[25_000],
        "two words": f"{en[170]} {en[400]}",
        "phrase": f'"{en[20]} {en[30]}"',
        "phrase of the commonest": f'"{en[0]} {en[1]}"',
        "phrase with the commonest": f'"{en[2]} {en[0]} {en[300]}"',
        "without": f"{en[300]} -{en[170]}",
        "near": f"{en[300]} NEAR/5 {en[170]}",
        "beginning": f"{en[900][:3]}*",
        "one sign": zh[2][:1],
        "Chinese": "霸权主义",
        "Arabic": "الامام",
        "Russian": ru[500],
        "word, source and years": f"{en[170]} source:channel-7 year:2015-2016",
        "speaker's words": f"{en[170]} speaker:speaker-12",
        "Arabic common": ar[5],
    }


def measure() -> Iterator[str]:
    small, large = _archive(CLIPS // 10), _archive(CLIPS)
    yield from _build(large)
    filled(CLIPS)
    scan = _scanned(CLIPS)
    yield from _ratios(scan)
    yield from _pages()
    yield from _growth(small, large)


def _archive(count: int) -> tuple[Path, int]:
    return Path(tempfile.mkdtemp(prefix=f"dragoman-search-{count}-")), count


def _use(archive: tuple[Path, int]) -> None:
    settings.DATA_DIR = archive[0]


def _build(archive: tuple[Path, int]) -> Iterator[str]:
    from dragoman.search.index.chosen import index
    from dragoman.search.index.source import made_from
    from dragoman.search.index.terms import Stamp

    _use(archive)
    start = _cpu()
    count = index().build(
        (made_from(one, f"clip-{one.number}") for one in contents(archive[1])), Stamp(0, "")
    )
    spent, size = _cpu() - start, _size(archive[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield f"built: {count:,} clips, {count * 100:,} sentences, {spent:,.0f} s of CPU, {size:,} MB, peak {peak:,} MB"


def _size(folder: Path) -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class WHERE relname LIKE 'search_%%' AND relkind = 'r'"
            )
            return int(cursor.fetchone()[0]) >> 20
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) >> 20


def _scanned(count: int) -> Callable[[str], float]:
    """The plain way: every sentence of both languages as a row, looked through by ``LIKE``. CPU seconds of one look."""
    file = Path(tempfile.mkdtemp()) / "cues.sqlite3"
    made = sqlite3.connect(file, isolation_level=None)
    made.execute("CREATE TABLE cue (clip INTEGER, text TEXT)")
    made.execute("BEGIN")
    for one in contents(count):
        texts = [line.text for line in one.lines] + [each.text for each in one.translations[0].renderings]
        made.executemany("INSERT INTO cue VALUES (?, ?)", [(one.number, text) for text in texts])
    made.execute("COMMIT")

    def look(word: str) -> float:
        start = time.process_time()
        made.execute("SELECT COUNT(DISTINCT clip) FROM cue WHERE text LIKE ?", (f"%{word}%",)).fetchone()
        return time.process_time() - start

    return look


def _ratios(scan: Callable[[str], float]) -> Iterator[str]:
    from dragoman.search.answering.answering import _facets
    from dragoman.search.answering.answers import MOST_COUNTED, Asked
    from dragoman.search.asking.meaning import meaning_of
    from dragoman.search.asking.reading import read_question
    from dragoman.search.index.chosen import index
    from dragoman.search.index.holding import newest

    def asked(text: str, most: int, then: Callable | None = None) -> Callable[[], object]:
        def ask() -> object:
            with index().reading() as reader:
                meaning = meaning_of(read_question(text), reader.languages(), lambda _kind, name: (name,))
                rows = newest(reader, meaning.node, meaning.span, most)
                return then(rows, reader) if then else rows

        return ask

    questions = kinds()
    for name, question, most, bar, then in (
        ("count of a common word", questions["common word"], 1_001, 400, None),
        ("rare word, newest 20", questions["rare word"], 20, 5_000, None),
        ("count of a phrase", questions["phrase"], 1_001, 400, None),
        (
            "facets of the newest 2,000",
            questions["common word"],
            MOST_COUNTED,
            90,
            lambda rows, reader: _facets(rows, Asked("x"), reader),
        ),
    ):
        found = asked(question, most, then)
        count, cost = len(asked(question, most)()), _cost_ms(found)
        plain = min(scan(question.strip('"')) for _ in range(2)) * 1000
        times = f"{plain / cost:8,.0f} times (bar {bar:,})"
        yield f"{name:<28} {cost:8.2f} ms, LIKE {plain:8.0f} ms: {times}, {count} clips"


def _pages() -> Iterator[str]:
    from dragoman.search.answering import answering
    from dragoman.search.index.keeping import Readiness

    answering.ready = lambda: Readiness(datetime(2026, 1, 1, tzinfo=UTC))  # the made-up clips have no ledger
    client = Client(SERVER_NAME="localhost")
    for name, question in kinds().items():
        empty = _cost_ms(lambda: client.get("/healthz"))  # each time anew: a shared machine changes its mood
        page = client.get("/search", {"q": question})
        shown = page.content.decode().count('<li class="passage')
        cost = _cost_ms(lambda question=question: client.get("/search", {"q": question}))
        best = _cost_ms(lambda question=question: client.get("/search", {"q": question, "sort": "best"}))
        newest = f"{cost:7.2f} ms {cost / empty:6.1f} x"
        yield f"page: {name:<26} {newest}   best first {best:7.2f} ms {best / empty:6.1f} x   {shown} passages"


def _growth(small: tuple[Path, int], large: tuple[Path, int]) -> Iterator[str]:
    from dragoman.search.answering.answering import answer
    from dragoman.search.answering.answers import Asked, Order

    if connection.vendor == "postgresql":
        return
    list(_build(small))
    question = kinds()["common word"]
    for name, asked in (
        ("newest 20 of a common word", Asked(question)),
        ("best 20 of a common word", Asked(question, order=Order.BEST)),
    ):
        costs = []
        for archive in (small, large):
            _use(archive)
            costs.append(_cost_ms(lambda asked=asked: answer(replace(asked))))
        yield f"growth: {name:<28} {costs[0]:.2f} and {costs[1]:.2f} ms: {costs[1] / costs[0]:.2f} times"


def _cost_ms(work: Callable[[], object]) -> float:
    """The least mean of three rounds."""
    rounds = []
    for _ in range(ROUNDS):
        for _ in range(WARM):
            work()
        start = _cpu()
        for _ in range(TIMED):
            work()
        rounds.append((_cpu() - start) * 1000 / TIMED)
    return min(rounds)


def _cpu() -> float:
    """Seconds of CPU of this process, and of PostgreSQL's that works for it."""
    spent = time.process_time()
    if connection.vendor != "postgresql":
        return spent
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text("ascii").rpartition(")")[2].split()
    return spent + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
