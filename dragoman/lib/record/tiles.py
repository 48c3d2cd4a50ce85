"""A Merkle tree kept in tiles of 256 hashes (C2SP ``tlog-tiles``): proofs of any size from a handful of tiles.

Tile ``(level, index)`` holds the hashes of complete subtrees of 256**level leaves, from number ``index * 256`` on,
32 bytes each; the last tile of a level may be short. Level 0 holds the leaf hashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dragoman.lib.record import merkle
from dragoman.lib.record.merkle import BadProof

WIDTH = 256
HASH_BYTES = 32
_HEIGHT = 8
_PATH = re.compile(r"((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)

Tile = tuple[int, int]
ReadTile = Callable[[int, int], bytes]


class TiledTree:
    """The tree of the first ``size`` leaves, read through ``read_tile(level, index) -> bytes``."""

    def __init__(self, read_tile: ReadTile, size: int) -> None:
        self._read, self._size = read_tile, size
        self._kept: dict[Tile, bytes] = {}

    def root(self) -> bytes:
        return self._range(0, self._size) if self._size else merkle.root(())

    def leaf(self, index: int) -> bytes:
        return self._node(0, index)

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """The path from leaf ``index`` to the root, from the bottom up."""
        return tuple(self._range(*span) for span in merkle.inclusion_ranges(index, self._size))

    def consistency(self, old_size: int) -> tuple[bytes, ...]:
        """What shows that the first ``old_size`` leaves are a beginning of these."""
        return tuple(self._range(*span) for span in merkle.consistency_ranges(old_size, self._size))

    def _range(self, begin: int, end: int) -> bytes:
        length = end - begin
        if length & (length - 1) == 0:
            return self._node(length.bit_length() - 1, begin // length)
        half = begin + (1 << (length - 1).bit_length() - 1)
        return merkle.node_hash(self._range(begin, half), self._range(half, end))

    def _node(self, height: int, position: int) -> bytes:
        """The hash of the complete subtree of 2**height leaves at that position."""
        level, above = divmod(height, _HEIGHT)
        first = position << above
        tile, start = divmod(first, WIDTH)
        data = self._tile(level, tile)
        hashes = hashes_of(data)[start : start + (1 << above)]
        if len(hashes) != 1 << above:
            raise BadProof(f"Tile {tile} of level {level} is too short.")
        return merkle.root(hashes)

    def _tile(self, level: int, index: int) -> bytes:
        if (level, index) not in self._kept:
            self._kept[level, index] = self._read(level, index)
        return self._kept[level, index]


def hashes_of(data: bytes) -> tuple[bytes, ...]:
    """A tile's hashes in order; a piece of one at its end is left out."""
    return tuple(data[at : at + HASH_BYTES] for at in range(0, len(data) - HASH_BYTES + 1, HASH_BYTES))


def root_of_leaves(read_tile: ReadTile, size: int) -> bytes:
    """The head over the lowest tiles alone, whatever those above them say: every leaf is read."""
    tree = merkle.Frontier()
    for index in range((size + WIDTH - 1) // WIDTH):
        for leaf in hashes_of(read_tile(0, index))[: size - tree.size]:
            tree.append(leaf)
    if tree.size != size:
        raise BadProof(f"The tiles hold {tree.size} leaves and not {size}.")
    return tree.root()


def extended(read_tile: ReadTile, old_size: int, leaves: Iterable[bytes]) -> dict[Tile, bytes]:
    """The tiles that change when leaf hashes are added to a tree of ``old_size``: each in its new length."""
    changed: dict[Tile, bytes] = {}
    for size, leaf in enumerate(leaves, start=old_size):
        _append(read_tile, changed, 0, size, leaf)
    return changed


def width_at(level: int, index: int, size: int) -> int:
    """How many hashes a tile has in a tree of ``size`` leaves: 0 when it is not there, 256 when it is full."""
    return max(0, min(WIDTH, (size >> _HEIGHT * level) - index * WIDTH))


def tile_path(index: int, width: int = WIDTH) -> str:
    """How an address names a tile of a level: ``x001/x234/067``, and ``.p/17`` behind it for a short one."""
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    return "/".join(reversed(groups)) + ("" if width == WIDTH else f".p/{width}")


def parse_tile_path(path: str) -> tuple[int, int] | None:
    """Index and width from the end of an address; None for anything ``tile_path`` does not write."""
    found = _PATH.fullmatch(path)
    if found is None or len(path) > 40:
        return None
    index, width = int(re.sub("[x/]", "", found[1])), int(found[2] or WIDTH)
    return (index, width) if tile_path(index, width) == path else None


def _append(read_tile: ReadTile, changed: dict[Tile, bytes], level: int, count: int, node: bytes) -> None:
    """Add one hash to a level that has ``count``; a tile that fills gives one hash to the level above."""
    index, at = divmod(count, WIDTH)
    key = (level, index)
    if key not in changed:
        changed[key] = read_tile(level, index)[: at * HASH_BYTES] if at else b""
        if len(changed[key]) != at * HASH_BYTES:
            raise BadProof(f"Tile {index} of level {level} is too short.")
    changed[key] += node
    if at == WIDTH - 1:
        _append(read_tile, changed, level + 1, index, merkle.root(hashes_of(changed[key])))
