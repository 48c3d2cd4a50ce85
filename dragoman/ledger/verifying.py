"""Is the ledger whole? The chain from line to line, the tree at every signed head, the signatures, the guards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ledger.chain import Broken, walk
from dragoman.ledger.checks import missing_triggers
from dragoman.ledger.heads import remembered_head
from dragoman.ledger.keys import known_keys
from dragoman.ledger.models import Checkpoint
from dragoman.ledger.tree import first_difference
from dragoman.lib.record.merkle import Frontier
from dragoman.lib.record.note import BadNote, parse_checkpoint
from dragoman.lib.record.note import Checkpoint as Head


@dataclass(frozen=True, slots=True)
class Verdict:
    """``problem`` is a sentence, empty when everything holds; ``line`` the first line at fault, where it is known."""

    size: int
    root: str
    heads: int
    problem: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A head to hold the lines against, and where it was kept."""

    size: int
    root: bytes
    where: str


def verify_ledger(against: Sequence[str] = ()) -> Verdict:
    """Read every line once. ``against`` are signed heads that were kept elsewhere, as texts.

    Raises ``BadNote`` for a text that is no signed head.
    """
    if missing := missing_triggers():
        return Verdict(0, "", 0, f"The ledger's guards are gone: {', '.join(sorted(missing))}.")
    signed, problem = _signed_heads()
    kept = sorted([*signed, *_elsewhere(against)], key=lambda one: one.size)
    if problem:
        return Verdict(0, "", len(signed), problem)
    return _walked(kept, len(signed))


def _walked(kept: list[_Kept], heads: int) -> Verdict:
    tree, waiting = Frontier(), list(kept)
    try:
        for leaf in walk():
            tree.append(leaf)
            while waiting and waiting[0].size == tree.size:
                one = waiting.pop(0)
                if one.root != tree.root():
                    return _forked(one, tree, heads)
    except Broken as broken:
        found = broken.found
        words = f"{found.problem[:1].upper()}{found.problem[1:]}."
        return Verdict(tree.size, tree.root().hex(), heads, words, found.seq)
    if waiting:
        last = waiting[-1]
        words = f"Lines were cut off: a head of {last.size} lines was signed ({last.where}), {tree.size} are here."
        return Verdict(tree.size, tree.root().hex(), heads, words, tree.size + 1)
    return Verdict(tree.size, tree.root().hex(), heads)


def _forked(one: _Kept, tree: Frontier, heads: int) -> Verdict:
    """The chain holds, and it is not the one that was signed: what the tiles remember says where it was changed."""
    at = first_difference(min(one.size, tree.size))
    where = f" The first line that is another one: {at}." if at else ""
    words = f"The lines were rewritten: the head of {one.size} lines ({one.where}) no longer fits.{where}"
    return Verdict(tree.size, tree.root().hex(), heads, words, at)


def _signed_heads() -> tuple[list[_Kept], str]:
    """The heads in the database, each with a signature that holds; and the first that has none, in words."""
    keys = [known.key for known in known_keys()]
    heads: list[_Kept] = []
    for row in Checkpoint.objects.order_by("size"):
        where = f"signed on {row.signed_at:%Y-%m-%d %H:%M} UTC"
        try:
            note, head = parse_checkpoint(row.note)
        except BadNote as error:
            return heads, f"The head of {row.size} lines is not written as heads are: {error}."
        if not any(note.verified_by(key) for key in keys):
            return (
                heads,
                f"The head of {row.size} lines ({where}) bears no signature of a key that the ledger knows.",
            )
        if (head.size, head.root.hex()) != (row.size, row.root):
            return heads, f"The head of {row.size} lines ({where}) says something else than its note."
        heads.append(_Kept(head.size, head.root, where))
    return heads, ""


def _elsewhere(against: Sequence[str]) -> list[_Kept]:
    given: list[tuple[Head, str]] = [(parse_checkpoint(text)[1], "kept elsewhere") for text in against]
    if (remembered := remembered_head()) is not None:
        given.append((remembered, "remembered beside the key"))
    return [_Kept(head.size, head.root, where) for head, where in given]
