"""Walking the lines: each names the hash of the one before, and its columns say what its words say.

Nothing is parsed: a canonical line begins with act, actor and time and ends with the hash before it, its number and
its subject, so that both ends are compared with what the columns would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring

from dragoman.ledger.models import Entry
from dragoman.ledger.terms import ORIGIN

_AT_ONCE = 2_000
_COLUMNS = ("seq", "at", "actor", "act", "subject", "line", "previous", "digest")


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
    expected, previous, earlier = after.seq + 1, after.digest, None
    rows = Entry.objects.filter(seq__gt=after.seq).order_by("seq").values_list(*_COLUMNS)
    for seq, at, actor, act, subject, line, named, digest in rows.iterator(chunk_size=_AT_ONCE):
        line = bytes(line)
        leaf = sha256(b"\x00" + line)
        if seq != expected:
            raise Broken(Break(expected, "this line is missing"))
        if leaf.hexdigest() != digest:
            raise Broken(Break(seq, "the line's words do not match its digest"))
        tail = f',"previous":"{previous}","seq":{seq},"subject":{encode_basestring(subject)}}}'
        if named != previous or not line.endswith(tail.encode()):
            raise Broken(_unfollowing(seq, named, previous))
        if not line.startswith(_beginning(act, actor, at)):
            raise Broken(Break(seq, "the line's columns say something else than its words"))
        if earlier is not None and at < earlier:
            raise Broken(Break(seq, "the line is dated before the one it follows"))
        yield leaf.digest()
        expected, previous, earlier = seq + 1, digest, at


def first_break() -> Break | None:
    """The first line that does not follow from the one before, or None when the chain is whole."""
    try:
        for _leaf in walk():
            pass
    except Broken as broken:
        return broken.found
    return None


def _beginning(act: str, actor: str, at: datetime) -> bytes:
    when = at.isoformat(timespec="microseconds")
    return f'{{"act":{encode_basestring(act)},"actor":{encode_basestring(actor)},"at":"{when}","detail":{{'.encode()


def _unfollowing(seq: int, named: str, previous: str) -> Break:
    if named != previous:
        return Break(seq, f"the line does not follow from line {seq - 1}: that line was changed, or this one")
    return Break(seq, "the line's columns say something else than its words")
