"""Is the ledger whole? The chain from line to line, the tree at every signed head, the signatures, the guards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.ledger.chain import Broken, walk
from dragoman.ledger.checks import missing_triggers
from dragoman.ledger.copies import Copy
from dragoman.ledger.heads import remembered_head
from dragoman.ledger.keys import KnownKey, NoKey, known_keys, signing_keys
from dragoman.ledger.models import Checkpoint
from dragoman.ledger.tree import first_difference, read_tile
from dragoman.lib.record.merkle import BadProof, Frontier
from dragoman.lib.record.note import BadNote, Note, VerifyingKey, parse_checkpoint
from dragoman.lib.record.tiles import ReadTile, root_of_leaves


@dataclass(frozen=True, slots=True)
class Verdict:
    """``problem`` is a sentence, empty when everything holds; ``line`` the first line at fault, where it is known.

    ``day`` is the day of the first signed head that does not fit; ``signed`` the size of the last one.
    """

    size: int
    root: str
    heads: int
    problem: str = ""
    line: int | None = None
    day: str = ""
    signed: int = 0


@dataclass(frozen=True, slots=True)
class Outside:
    """What is known without the database: heads and copies that were kept elsewhere, and the keys you trust.

    Without ``trusted`` the keys in this machine's key file are, where it can be read.
    """

    heads: Sequence[str] = ()
    copies: Sequence[Copy] = ()
    trusted: Sequence[VerifyingKey] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A head to hold the lines against, where it was kept, and the tiles that go with it."""

    size: int
    root: bytes
    where: str
    tiles: ReadTile
    day: str = ""


NOTHING = Outside()


def verify_ledger(outside: Outside = NOTHING) -> Verdict:
    """Read every line once. Raises ``BadNote`` for a text that is no signed head."""
    keys = known_keys()
    signed, problem = _signed_heads(keys)
    kept = sorted([*signed, *_elsewhere(outside)], key=lambda one: one.size)
    last = signed[-1].size if signed else 0
    verdict = replace(_walked(kept), heads=len(signed), signed=last)
    if not verdict.problem:
        verdict = replace(verdict, problem=problem or _distrust(outside, keys))
    if missing := missing_triggers():
        gone = f"The ledger's guards are gone: {', '.join(sorted(missing))}. {verdict.problem}"
        verdict = replace(verdict, problem=gone.strip())
    return verdict


def _walked(kept: list[_Kept]) -> Verdict:
    tree, waiting = Frontier(), list(kept)
    try:
        for leaf in walk():
            tree.append(leaf)
            while waiting and waiting[0].size == tree.size:
                one = waiting.pop(0)
                if one.root != tree.root():
                    return _forked(one, tree)
    except Broken as broken:
        found = broken.found
        words = f"{found.problem[:1].upper()}{found.problem[1:]}."
        return Verdict(tree.size, tree.root().hex(), 0, words, found.seq)
    if waiting:
        first, last = waiting[0], waiting[-1]
        words = f"Lines were cut off: a head of {last.size} lines was signed ({last.where}), {tree.size} are here."
        return Verdict(tree.size, tree.root().hex(), 0, words, tree.size + 1, first.day)
    return Verdict(tree.size, tree.root().hex(), 0)


def _forked(one: _Kept, tree: Frontier) -> Verdict:
    """The chain holds, and it is not the one that was signed. Tiles that make the signed head say where."""
    at = first_difference(one.size, one.tiles) if _make_the_head(one) else None
    where = f" The first line that is another one: {at}." if at else ""
    words = f"The lines were rewritten: the head of {one.size} lines ({one.where}) no longer fits.{where}"
    return Verdict(tree.size, tree.root().hex(), 0, words, at, one.day)


def _make_the_head(one: _Kept) -> bool:
    """Whoever rewrote the lines could have rewritten the tiles; those that still make the head he could not."""
    try:
        return root_of_leaves(one.tiles, one.size) == one.root
    except BadProof:
        return False


def _signed_heads(keys: Sequence[KnownKey]) -> tuple[list[_Kept], str]:
    """The heads in the database, each with a signature that holds; and the first that has none, in words."""
    heads: list[_Kept] = []
    for row in Checkpoint.objects.order_by("size"):
        where = f"signed on {row.signed_at:%Y-%m-%d %H:%M} UTC"
        try:
            note, head = parse_checkpoint(row.note)
        except BadNote as error:
            return heads, f"The head of {row.size} lines ({where}) is not written as heads are: {error}"
        if (head.size, head.root.hex()) != (row.size, row.root):
            return heads, f"The head of {row.size} lines ({where}) says something else than its note."
        if not any(known.may_sign(head.size) and note.verified_by(known.key) for known in keys):
            return (
                heads,
                f"The head of {row.size} lines ({where}) bears no signature of a key that might sign it.",
            )
        heads.append(_Kept(head.size, head.root, where, read_tile, f"{row.signed_at:%Y-%m-%d}"))
    return heads, ""


def _elsewhere(outside: Outside) -> list[_Kept]:
    kept = []
    for text in outside.heads:
        head = parse_checkpoint(text)[1]
        kept.append(_Kept(head.size, head.root, "kept elsewhere", read_tile))
    for copy in outside.copies:
        head = parse_checkpoint(copy.note)[1]
        kept.append(_Kept(head.size, head.root, f"kept in {copy.folder}", copy.read_tile))
    if (remembered := remembered_head()) is not None:
        kept.append(_Kept(remembered.size, remembered.root, "remembered beside the key", read_tile))
    return kept


def _distrust(outside: Outside, keys: Sequence[KnownKey]) -> str:
    """In words, when none of the keys we trust signed the last head: someone could have brought his own.

    A key that was added after that head could not sign it yet.
    """
    trusted, where = set(outside.trusted), "you trust"
    if not trusted:
        trusted, where = _keys_of_this_machine(), "in the key file"
    last = Checkpoint.objects.order_by("-size").first()
    if not trusted or last is None or any(each.first > last.size for each in keys if each.key in trusted):
        return ""
    note: Note = parse_checkpoint(last.note)[0]
    if any(note.verified_by(key) for key in trusted):
        return ""
    return f"The head of {last.size} lines is not signed by a key {where}."


def _keys_of_this_machine() -> set[VerifyingKey]:
    try:
        return {key.verifying for key in signing_keys()}
    except NoKey:
        return set()
