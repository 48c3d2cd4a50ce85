"""Keeping the index as the archive is: built beside and swapped in, then following the ledger line by line."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from sqlite3 import OperationalError, connect
from zlib import crc32

from django.db.models import QuerySet

from dragoman.ledger.models import Entry
from dragoman.lib.record.quotation.words import composed, words_of
from dragoman.publications.models import Edition
from dragoman.search.quotes import source
from dragoman.search.quotes.anchors import Common, common_in, keys_of
from dragoman.search.quotes.file import (
    VERSION,
    common_of,
    current_path,
    folder,
    make_file,
    open_file,
    read_meta,
    take_over,
    write_common,
    write_meta,
)
from dragoman.search.quotes.filling import Writer
from dragoman.search.quotes.terms import ClipTexts, NotIndexed

_ACTS = (
    "edition.published",
    "edition.redacted",
    "publication.withdrawn",
    "publication.unlisted",
    "publication.listed",
    "publication.restricted",
    "restriction.lifted",
)
_AT_ONCE = 200
"""Numbers that are written while somebody waits."""
_BATCH = 200
_SAMPLE_OVER = 4_000
_GROWN = 2.0

Progress = Callable[[int], None]


def rebuild(progress: Progress | None = None) -> int:
    """Build the index anew beside the one in use and swap it in. Returns how many texts it holds."""
    with _builder():
        size = _ledger_size()  # what is published from now on is caught up with afterwards
        common = common_in(_sampled(), one_in=_one_in())
        clips = (clip for clip in map(source.texts_of, source.numbers()) if clip is not None)
        count = build(clips, common, size, progress)
    follow()
    return count


def build(clips: Iterable[ClipTexts], common: Common, size: int, progress: Progress | None = None) -> int:
    """Write an index of these clips and take it into use."""
    path = folder() / f"index-{VERSION}-{time.time_ns()}.sqlite3"
    count = 0
    with closing(make_file(path)) as index:
        index.execute("BEGIN")
        write_common(index, common)
        writer = Writer(index, common)
        clips = iter(clips)
        while batch := list(islice(clips, _BATCH)):
            count += writer.add(batch)
            if progress:
                progress(count)
        write_meta(index, "size", str(size))
        write_meta(index, "built", str(count))
        index.execute("INSERT INTO anchors (anchors) VALUES ('optimize')")
        index.execute("COMMIT")
    take_over(path)
    return count


def follow(*, most: int | None = None) -> bool:
    """Write what the ledger tells since the index's stamp. False when that is more numbers than ``most``.

    A change and the new stamp are one transaction: a process killed in the middle leaves the index as it was.
    """
    path = current_path()
    if path is None:
        return False
    with open_file(path) as index:
        stamp = int(read_meta(index, "size") or 0)
    if not _acts_since(stamp).exists():
        return True
    with open_file(path, to_write=True) as index:
        stamp = int(read_meta(index, "size") or 0)  # another process may have been here
        size = _ledger_size()
        subjects = _acts_since(stamp).filter(seq__lte=size).values_list("subject", flat=True).distinct()
        numbers = sorted(
            {int(one.partition(":")[2]) for one in subjects.order_by() if one.startswith("number:")}
        )
        if most is not None and len(numbers) > most:
            return False
        writer = Writer(index, common_of(index, path))
        for number in numbers:
            clip = source.texts_of(number)
            if clip is None:
                writer.remove(number)
            else:
                writer.replace(clip)
        write_meta(index, "size", str(size))
    _scrub(path)
    return True


def forget(number: int, edition: int, label: str) -> int:
    """Take the words of one sentence of one edition out of the index, with their terms. Returns how many texts."""
    path = current_path()
    if path is None:
        return 0
    with open_file(path, to_write=True) as index:
        found = index.execute(
            "SELECT l.id, l.language, l.text FROM clips c JOIN lines l ON l.id BETWEEN c.first_id AND c.last_id"
            " WHERE c.number = ? AND l.label = ? AND ? BETWEEN l.first AND l.last",
            (number, label, edition),
        ).fetchall()
        Writer(index, common_of(index, path)).remove_lines(found)
    _scrub(path)
    return len(found)


def ready() -> tuple[Path, datetime]:
    """The index to ask, as of when. Makes a small one, and follows the ledger where little is missing.

    Raises ``NotIndexed`` where there is none and the archive is too large to wait for one.
    """
    now = datetime.now(UTC)
    if current_path() is None:
        if Edition.objects.count() > _AT_ONCE:
            raise NotIndexed
        rebuild()
    try:
        is_current = follow(most=_AT_ONCE)
    except OperationalError:  # another process writes just now: the answer is as of the stamp
        is_current = False
    path = current_path()
    if path is None:
        raise NotIndexed
    return path, now if is_current else _stamped_at(path)


def has_outgrown() -> bool:
    """Whether so much came since that the lists of common words no longer fit."""
    path = current_path()
    if path is None:
        return True
    with open_file(path) as index:
        built = int(read_meta(index, "built") or 0)
        highest = index.execute("SELECT COALESCE(MAX(id), 0) FROM lines").fetchone()[0]
    return bool(highest > 50_000 and highest > built * _GROWN)


def _stamped_at(path: Path) -> datetime:
    with open_file(path) as index:
        size = int(read_meta(index, "size") or 0)
    entry = Entry.objects.filter(seq__lte=size).order_by("-seq").first()
    return entry.at if entry else datetime.now(UTC)


def _acts_since(stamp: int) -> QuerySet[Entry]:
    return Entry.objects.filter(seq__gt=stamp, act__in=_ACTS)


def _ledger_size() -> int:
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def _scrub(path: Path) -> None:
    """Fold the write-ahead file in, so that words taken out don't linger in it. Later, where readers are busy."""
    with closing(connect(path, isolation_level=None, timeout=1)) as index:
        index.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_sampled(number: int, one_in: int) -> bool:
    """By a hash: every tenth number might be every clip of one series."""
    return crc32(b"%d" % number) % one_in == 0


@contextmanager
def _builder() -> Iterator[None]:
    """One build at a time, whichever process asks."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _one_in() -> int:
    count = sum(1 for _ in source.numbers())
    return max(1, min(20, count // _SAMPLE_OVER))


def _sampled() -> Iterator[list[str]]:
    step = _one_in()
    for number in source.numbers():
        if not is_sampled(number, step):
            continue
        clip = source.texts_of(number)
        for text in clip.texts if clip else ():
            yield keys_of(words_of(composed(text.text), text.language))
