"""A copy of the ledger's hashes in a folder, laid out like its public address: what someone else keeps.

It holds no lines, so it can be given to anyone; and it says afterwards which line was changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dragoman.ledger.keys import known_keys, replace_file
from dragoman.ledger.models import Checkpoint
from dragoman.ledger.selectors import latest_checkpoint, signed_note
from dragoman.ledger.tree import read_tile
from dragoman.lib.record.merkle import BadProof
from dragoman.lib.record.note import BadNote, parse_checkpoint
from dragoman.lib.record.tiles import HASH_BYTES, root_of_leaves, tile_path, width_at

_DAMAGED = "The copy in {folder} is not whole: its tiles do not make the head it holds."


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that someone kept: the signed head in it, and its tiles."""

    folder: Path
    note: str
    size: int

    def read_tile(self, level: int, index: int) -> bytes:
        width = width_at(level, index, self.size)
        try:
            return _tile_file(self.folder, level, index, width).read_bytes() if width else b""
        except OSError:
            return b""


def keep_copy(*, folder: Path) -> Checkpoint | None:
    """Write the signed head, the keys and the tiles into a folder, or bring an older copy there up to date.

    Full tiles that are there are left alone. None while nothing is signed.
    """
    head = latest_checkpoint()
    if head is None:
        return None
    level = 0
    while head.size >> 8 * level:
        for index in range(((head.size >> 8 * level) + 255) // 256):
            _keep_tile(folder, level, index, width_at(level, index, head.size))
        level += 1
    replace_file(folder / "keys", "".join(f"{known.key}\n" for known in known_keys()))
    replace_file(folder / "checkpoint", signed_note(head))
    return head


def read_copy(folder: Path) -> Copy:
    """Raises ``BadNote`` when the folder holds no copy, or one that does not belong together."""
    try:
        text = (folder / "checkpoint").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadNote(f"{folder} holds no copy of a ledger: there is no signed head in it.") from error
    head = parse_checkpoint(text)[1]
    copy = Copy(folder, text, head.size)
    try:
        is_whole = root_of_leaves(copy.read_tile, head.size) == head.root
    except BadProof as error:
        raise BadNote(_DAMAGED.format(folder=folder)) from error
    if not is_whole:
        raise BadNote(_DAMAGED.format(folder=folder))
    return copy


def _keep_tile(folder: Path, level: int, index: int, width: int) -> None:
    path = _tile_file(folder, level, index, width)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(read_tile(level, index)[: width * HASH_BYTES])


def _tile_file(folder: Path, level: int, index: int, width: int) -> Path:
    return folder / "tile" / str(level) / tile_path(index, width)
