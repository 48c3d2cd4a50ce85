"""Where a file keeps its manifest store: the kind of the file, and the store's bytes as they lie in it.

Of our own, because whoever reads a manifest gets what it says, not the bytes a ledger can name by their digest.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

LARGEST_STORE = 16 * 2**20
_MOST_BOXES = 10_000
_C2PA_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_MANIFEST_PURPOSE = b"manifest\x00"


class StoreTooLarge(ValueError):
    """The manifest store is larger than any we read, or hidden behind more parts than any file has."""


def kind_of(path: Path) -> str:
    """The media type by the file's first bytes, whatever its name; empty for one we can't read."""
    with path.open("rb") as file:
        head = file.read(16)
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:12] in {b"M4A ", b"M4B "} else "video/mp4"
    if head[:3] == b"\xff\xd8\xff":
        return "image/jpeg"
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    return ""


def store_of(path: Path, kind: str) -> bytes:
    """The bytes of the manifest store; empty where there is none, or the kind keeps it where we don't look."""
    with path.open("rb") as file:
        if kind in {"video/mp4", "audio/mp4"}:
            return _in_boxes(file)
        if kind == "image/jpeg":
            return _in_segments(file)
        if kind == "audio/wav":
            return _in_chunks(file)
    return b""


def _in_boxes(file: BinaryIO) -> bytes:
    for _ in range(_MOST_BOXES):
        start = file.tell()
        head = file.read(8)
        if len(head) < 8:
            return b""
        size, header = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(file.read(8), "big"), 16
        if size and size < header:
            return b""
        if head[4:] == b"uuid" and file.read(16) == _C2PA_BOX:
            # version and flags, the purpose, the offset of a Merkle box, then the store
            rest = file.read(4 + len(_MANIFEST_PURPOSE) + 8)
            if rest[4 : 4 + len(_MANIFEST_PURPOSE)] == _MANIFEST_PURPOSE:
                return _bounded(file)
        if size == 0:
            return b""
        file.seek(start + size)
    raise StoreTooLarge("The file has more parts than any media file.")


def _bounded(file: BinaryIO) -> bytes:
    """One JUMBF box: its own length says where it ends."""
    head = file.read(8)
    size = int.from_bytes(head[:4], "big") if len(head) == 8 else 0
    if size > LARGEST_STORE:
        raise StoreTooLarge(f"The manifest is larger than {LARGEST_STORE // 2**20} MiB.")
    return head + file.read(size - 8) if size >= 8 and head[4:] == b"jumb" else b""


def _in_segments(file: BinaryIO) -> bytes:
    """A store longer than a segment goes on in the next, after a copy of the box's header."""
    store = bytearray()
    file.seek(2)
    for _ in range(_MOST_BOXES):
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] in {0xD9, 0xDA}:
            return bytes(store)
        body = file.read(max(0, int.from_bytes(head[2:], "big") - 2))
        if head[1] == 0xEB and body[:2] == b"JP" and body[12:16] == b"jumb":
            store += body[16:] if store else body[8:]
            if len(store) > LARGEST_STORE:
                raise StoreTooLarge(f"The manifest is larger than {LARGEST_STORE // 2**20} MiB.")
    raise StoreTooLarge("The file has more parts than any picture.")


def _in_chunks(file: BinaryIO) -> bytes:
    file.seek(12)
    for _ in range(_MOST_BOXES):
        head = file.read(8)
        if len(head) < 8:
            return b""
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"C2PA":
            if size > LARGEST_STORE:
                raise StoreTooLarge(f"The manifest is larger than {LARGEST_STORE // 2**20} MiB.")
            return file.read(size)
        file.seek(size + size % 2, 1)
    raise StoreTooLarge("The file has more parts than any sound.")
