"""Signing the ledger's head."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from dragoman.ledger.chain import Broken
from dragoman.ledger.keeping import retire_replaced_keys
from dragoman.ledger.keys import active_signing_keys, key_file, replace_file
from dragoman.ledger.models import Checkpoint
from dragoman.ledger.selectors import latest_checkpoint
from dragoman.ledger.terms import Actor
from dragoman.ledger.tree import extend_tiles, one_signer_at_a_time, read_tile
from dragoman.lib.record import note
from dragoman.lib.record.merkle import BadProof, check_consistency
from dragoman.lib.record.tiles import TiledTree


class HeadRefused(Exception):
    """The ledger is not the one whose head was signed last, so nothing is signed; the message says where it differs."""


def sign_head(*, actor: Actor) -> Checkpoint | None:
    """Sign the ledger as it stands. Nothing is signed twice; None while the ledger is empty.

    Keys that were replaced 30 days ago are retired first, by ``actor``.

    Raises ``NoKey`` where there is none to sign with, and ``HeadRefused`` when the lines are not a continuation of
    what was signed before. The lines since the last head are added to the tiles, so the cost is that of what is new.
    """
    active_signing_keys()  # without a key nothing is begun
    retire_replaced_keys(actor=actor)
    try:
        extend_tiles()
        return _sign()
    except Broken as broken:
        raise HeadRefused(f"The ledger is broken at {broken}. Nothing is signed over it.") from broken
    except BadProof as error:
        raise HeadRefused(
            f"The ledger's tiles are not whole: {error} Nothing is signed over them."
        ) from error


@transaction.atomic
def _sign() -> Checkpoint | None:
    one_signer_at_a_time()
    keys = active_signing_keys()
    origin = keys[0].name  # the name that the first key was drawn for, whatever the site is called today
    size = extend_tiles()
    tree = TiledTree(read_tile, size)
    last = latest_checkpoint()
    signed = [note.Checkpoint.parse(note.parse_note(last.note).text)] if last is not None else []
    if (remembered := remembered_head()) is not None:
        signed.append(remembered)
    for one in signed:
        _refuse_another_past(one, origin, size, tree)
    if size == 0 or (last is not None and last.size == size):
        return last
    root = tree.root()
    text = note.sign_checkpoint(note.Checkpoint(origin, size, root), *keys)
    transaction.on_commit(lambda: replace_file(head_file(), text))
    return Checkpoint.objects.create(size=size, root=root.hex(), note=text, signed_at=datetime.now(UTC))


def head_file() -> Path:
    """What the signer signed last, beside its key and out of the database's reach."""
    return key_file().with_name(f"{key_file().name}.head")


def remembered_head() -> note.Checkpoint | None:
    """The last head signed with the key file on this machine; None when there is none or it can't be read."""
    try:
        return note.parse_checkpoint(head_file().read_text("utf-8"))[1]
    except (OSError, note.BadNote):
        return None


def _refuse_another_past(signed: note.Checkpoint, origin: str, size: int, tree: TiledTree) -> None:
    if signed.origin != origin:
        raise HeadRefused(
            f"The last head was signed for “{signed.origin}”, and the key in {key_file()} is for “{origin}”: put the "
            "right key back."
        )
    if signed.size > size:
        raise HeadRefused(
            f"The ledger has {size} lines, but a head of {signed.size} was signed: lines were cut off or an older "
            "copy was restored. See “Keep the keys”, restored backups."
        )
    if not _goes_on(signed, size, tree):
        raise HeadRefused(
            f"The first {signed.size} lines are not those that were signed. Run “dragoman ledger verify”."
        )


def _goes_on(signed: note.Checkpoint, size: int, tree: TiledTree) -> bool:
    try:
        check_consistency(signed.size, signed.root, size, tree.root(), tree.consistency(signed.size))
    except BadProof:
        return False
    return True
