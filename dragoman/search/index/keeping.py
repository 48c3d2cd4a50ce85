"""Keeping the index as the archive is: built beside and swapped in, then following the ledger line by line."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from dragoman.ledger.models import Entry
from dragoman.publications.models import Edition
from dragoman.search.index import source
from dragoman.search.index.chosen import index
from dragoman.search.index.port import IndexBusy, NoIndex, Progress
from dragoman.search.index.terms import Stamp

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
_PATIENCE_MS = 250
_SECRET = frozenset(_ACTS) - {"edition.published", "publication.listed", "restriction.lifted"}
"""After these, what was taken out must leave no trace."""


def rebuild(progress: Progress | None = None) -> int:
    """Build the index anew beside the one in use and swap it in. Returns how many clips it holds."""
    with _builder():
        stamp = _ledger_now()  # what is published from now on is caught up with afterwards
        count = index().build(source.documents(source.numbers()), stamp, progress)
    follow()
    return count


def follow(*, most: int | None = None, patience_ms: int = 5_000) -> bool:
    """Write what the ledger tells since the index's stamp. False when that is more numbers than ``most``.

    Raises ``NoIndex`` where there is none, or it was made from another ledger than this.
    """
    stamp = _known_stamp()
    if stamp is None:
        raise NoIndex
    if not _acts_since(stamp).exists():
        return True
    with index().changing(patience_ms) as writer:
        stamp, now = writer.stamp, _ledger_now()  # another process may have been here
        acts = list(_acts_since(stamp).filter(seq__lte=now.size).values_list("act", "subject"))
        numbers = sorted(set(_numbers(subject for _, subject in acts)))
        if most is not None and len(numbers) > most:
            return False
        for number in numbers:
            writer.remove(number)
        for document in source.documents(numbers):
            writer.add([document])
        if not _SECRET.isdisjoint(act for act, _ in acts):
            writer.scrub()
        writer.set_stamp(now)
    return True


def keep_up() -> None:
    """All that can wait: catch up, build where there is nothing to ask, and let go of what was taken out."""
    try:
        follow()
    except NoIndex:
        rebuild()
    index().tidy()


class Readiness(NamedTuple):
    """As of when the index answers; ``retracted`` are numbers it doesn't know yet to have lost words."""

    as_of: datetime
    retracted: frozenset[int] = frozenset()


def ready() -> Readiness:
    """Makes a small index, and follows the ledger where little is missing.

    Raises ``NoIndex`` where there is none and the archive is too large to wait for one.
    """
    now = datetime.now(UTC)
    try:
        is_current = follow(most=_AT_ONCE, patience_ms=_PATIENCE_MS)
    except NoIndex:
        if Edition.objects.count() > _AT_ONCE:
            raise
        rebuild()
        return Readiness(now)
    except IndexBusy:  # another process writes just now: the answer is as of the stamp
        is_current = False
    return Readiness(now) if is_current else _as_stamped()


def _known_stamp() -> Stamp | None:
    """None also where the ledger has another line at that place: a database brought back, or another one."""
    stamp = index().stamp()
    if stamp is None or not stamp.size:
        return stamp
    is_ours = Entry.objects.filter(seq=stamp.size, digest=stamp.digest).exists()
    return stamp if is_ours else None


def _as_stamped() -> Readiness:
    stamp = index().stamp() or Stamp(0, "")
    entry = Entry.objects.filter(seq=stamp.size).first()
    acts = _acts_since(stamp).filter(act__in=_SECRET).values_list("subject", flat=True)
    return Readiness(entry.at if entry else datetime.now(UTC), frozenset(_numbers(acts)))


def _numbers(subjects: Iterable[str]) -> Iterator[int]:
    return (int(one.partition(":")[2]) for one in subjects if one.startswith("number:"))


def _acts_since(stamp: Stamp) -> QuerySet[Entry]:
    return Entry.objects.filter(seq__gt=stamp.size, act__in=_ACTS)


def _ledger_now() -> Stamp:
    last = Entry.objects.order_by("-seq").values_list("seq", "digest").first()
    return Stamp(*last) if last else Stamp(0, "")


@contextmanager
def _builder() -> Iterator[None]:
    """One build at a time on this machine; PostgreSQL sees to those of others."""
    folder = Path(settings.DATA_DIR) / "search"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
