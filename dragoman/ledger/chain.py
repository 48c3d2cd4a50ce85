"""Walking the lines: each names the hash of the one before, and its columns say what its words say.

Nothing is parsed: a canonical line begins with act, actor and time and ends with the hash before it, its number and
its subject, so that both ends are compared with what the columns would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring

from django.db.models import TextField
from django.db.models.functions import Cast

from dragoman.ledger.models import Entry
from dragoman.ledger.terms import ORIGIN

_AT_ONCE = 2_000
_COLUMNS = ("seq", "written_at", "actor", "act", "subject", "line", "previous", "digest")


@dataclass(frozen=True, slots=True)
class Break:
    """Where the ledger does not hold, and how. ``seq`` is the first line that is known to be wrong or to follow
    from a wrong one."""

    seq: int
    problem: str


class Broken(Exception):
    """The walk came to a line that does not hold."""

    def __init__(self, found: Break) -> None:
        super().__init__(f"line {found.seq}: {found.problem}")
        self.found = found


@dataclass(frozen=True, slots=True)
class Link:
    """Where a walk begins: behind this line."""

    seq: int = 0
    digest: str = ORIGIN


def walk(after: Link = Link()) -> Iterator[bytes]:
    """The leaf hash of each line behind ``after``, in order. Raises ``Broken`` at the first that does not hold."""
    expected, previous, earlier = after.seq + 1, after.digest, b""
    for seq, at, actor, act, subject, line, named, digest in _rows(after):
        line = bytes(line)
        leaf = sha256(b"\x00" + line)
        if seq != expected:
            raise Broken(Break(expected, "this line is missing"))
        if leaf.hexdigest() != digest:
            raise Broken(Break(seq, "the line's words do not match its digest"))
        tail = b',"previous":"%b","seq":%d,"subject":%b}' % (previous.encode(), seq, _written(subject))
        if named != previous or not line.endswith(tail):
            raise Broken(_unfollowing(seq, named, previous))
        when = b"%bT%b+00:00" % (at[:10].encode(), _to_the_microsecond(at[11:]))
        if not line.startswith(b'%b,"at":"%b","detail":{' % (_opening(act, actor), when)):
            raise Broken(Break(seq, "the line's columns say something else than its words"))
        if when < earlier:
            raise Broken(Break(seq, "the line is dated before the one it follows"))
        yield leaf.digest()
        expected, previous, earlier = seq + 1, digest, when


def _rows(after: Link) -> Iterator[tuple[int, str, str, str, str, bytes, str, str]]:
    """With the time as the database writes it: making a moment of it, and text again, costs more than all the rest."""
    written = Entry.objects.filter(seq__gt=after.seq).annotate(written_at=Cast("at", TextField()))
    rows: Iterator[tuple[int, str, str, str, str, bytes, str, str]]
    rows = written.order_by("seq").values_list(*_COLUMNS).iterator(chunk_size=_AT_ONCE)
    return rows


def _to_the_microsecond(time: str) -> bytes:
    """``10:00:00.12+00``, as databases write it in UTC, to ``10:00:00.120000``."""
    time = time.removesuffix("+00")
    return (f"{time}.000000" if len(time) == 8 else time.ljust(15, "0")).encode()


@lru_cache(maxsize=4096)
def _opening(act: str, actor: str) -> bytes:
    return f'{{"act":{encode_basestring(act)},"actor":{encode_basestring(actor)}'.encode()


@lru_cache(maxsize=4096)
def _written(subject: str) -> bytes:
    return bytes(encode_basestring(subject).encode())


def first_break() -> Break | None:
    """The first line that does not follow from the one before, or None when the chain is whole."""
    try:
        for _leaf in walk():
            pass
    except Broken as broken:
        return broken.found
    return None


def _unfollowing(seq: int, named: str, previous: str) -> Break:
    if named != previous:
        return Break(seq, f"the line does not follow from line {seq - 1}: that line was changed, or this one")
    return Break(seq, "the line's columns say something else than its words")
