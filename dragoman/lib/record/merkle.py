"""Merkle trees as RFC 9162 (Certificate Transparency 2.0) defines them, over SHA-256. Hashes are 32 bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeAlias

Range: TypeAlias = "tuple[int, int]"
"""Leaves ``first <= i < last`` whose tree head is a node of a proof."""


class BadProof(ValueError):
    """The path does not lead from the leaf, or from the old tree, to the tree it is said to lead to."""


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The tree head over leaf hashes in order; of no leaves the hash of nothing."""
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


class Frontier:
    """A tree that grows at its right edge and keeps only the full subtrees there: one hash a level."""

    __slots__ = ("_nodes", "size")

    def __init__(self) -> None:
        self.size = 0
        self._nodes: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        nodes, rest = self._nodes, self.size
        while rest & 1:
            leaf = hashlib.sha256(b"\x01" + nodes.pop() + leaf).digest()
            rest >>= 1
        nodes.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        return fold(self._nodes)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The path from a leaf to the head, from the bottom up (RFC 9162, 2.1.3.1)."""
    return tuple(root(leaves[first:last]) for first, last in inclusion_ranges(index, len(leaves)))


def inclusion_ranges(index: int, size: int) -> tuple[Range, ...]:
    """Which heads make the path of a leaf, from the bottom up. Each begins at a multiple of a power of two."""
    if not 0 <= index < size:
        raise BadProof(f"There is no leaf {index} among {size}.")
    ranges: list[Range] = []
    first, last = 0, size
    while last - first > 1:
        half = first + _half(last - first)
        if index < half:
            ranges.append((half, last))
            last = half
        else:
            ranges.append((first, half))
            first = half
    return tuple(reversed(ranges))


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The head that a leaf and its path make (RFC 9162, 2.1.3.2).

    Raises ``BadProof`` for a path of the wrong length.
    """
    if not 0 <= index < size:
        raise BadProof(f"There is no leaf {index} among {size}.")
    first, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise BadProof("The path is too long.")
        if first & 1 or first == last:
            node = node_hash(sibling, node)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        first, last = first >> 1, last >> 1
    if last:
        raise BadProof("The path is too short.")
    return node


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """What shows that the first ``old_size`` leaves are a beginning of these (RFC 9162, 2.1.4.1)."""
    return tuple(root(leaves[first:last]) for first, last in consistency_ranges(old_size, len(leaves)))


def consistency_ranges(old_size: int, size: int) -> tuple[Range, ...]:
    """Which heads make the proof, in its order."""
    if not 0 <= old_size <= size:
        raise BadProof(f"A tree of {size} leaves had never {old_size}.")
    if old_size in {0, size}:
        return ()
    ranges: list[Range] = []
    first, last = 0, size
    while last != old_size:
        half = first + _half(last - first)
        if old_size <= half:
            ranges.append((half, last))
            last = half
        else:
            ranges.append((first, half))
            first = half
    if first:  # else it is the older tree itself, whose head is known
        ranges.append((first, last))
    return tuple(reversed(ranges))


def fold(nodes: Sequence[bytes]) -> bytes:
    """The head over full subtrees of falling size, given left to right."""
    if not nodes:
        return hashlib.sha256(b"").digest()
    head = nodes[-1]
    for node in reversed(nodes[:-1]):
        head = node_hash(node, head)
    return head


def check_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: Sequence[bytes]
) -> None:
    """Raises ``BadProof`` unless the path shows that the old tree is a beginning of the new (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= new_size:
        raise BadProof("The older tree is larger than the newer one.")
    if old_size == 0 or old_size == new_size:
        expected = root(()) if old_size == 0 else new_root
        if path or old_root != expected:
            raise BadProof("Trees of these sizes need no path, and these do not agree.")
        return
    hashes = list(path) if old_size & (old_size - 1) else [old_root, *path]
    if not hashes:
        raise BadProof("The path is too short.")
    first, last = old_size - 1, new_size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    old_node = new_node = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise BadProof("The path is too long.")
        if first & 1 or first == last:
            old_node, new_node = node_hash(sibling, old_node), node_hash(sibling, new_node)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            new_node = node_hash(new_node, sibling)
        first, last = first >> 1, last >> 1
    if last or old_node != old_root or new_node != new_root:
        raise BadProof("The newer tree does not go on from the older one.")


def _half(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
