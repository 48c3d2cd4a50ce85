"""A vault in a local folder: ``ab/cd/<sha256>``, read-only files, written beside and renamed when whole."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import time
from pathlib import Path

from dragoman.engines.storage.port import FileStillGrows, Kept, VaultFull, VaultUnwritable
from dragoman.lib.hashing import file_digest

_PIECE = 4 * 2**20
_ABANDONED_S = 3600.0
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class LocalVault:
    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, source: Path) -> Kept:
        before = source.stat()
        incoming = self._incoming()
        try:
            kept = _copy(source, incoming)
            after = source.stat()
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise FileStillGrows(
                    f"{source.name} is still being written: wait until it is complete, then try again."
                )
            self._settle(incoming, kept.sha256)
        except OSError as error:
            raise _named(error, self._root) from error
        finally:
            incoming.unlink(missing_ok=True)
        return kept

    def adopt(self, source: Path) -> Kept:
        kept = Kept(file_digest(source), source.stat().st_size)
        try:
            self._settle(source, kept.sha256)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise _named(error, self._root) from error
            kept = self.keep(source)
        source.unlink(missing_ok=True)
        return kept

    def path_of(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"“{sha256[:80]}” is no SHA-256.")
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def holds(self, sha256: str) -> bool:
        return self.path_of(sha256).is_file()

    def remove(self, sha256: str) -> None:
        self.path_of(sha256).unlink(missing_ok=True)

    def _incoming(self) -> Path:
        folder = self._root / "incoming"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _clear_abandoned(folder)
        except OSError as error:
            raise _named(error, self._root) from error
        return folder / secrets.token_hex(16)

    def _settle(self, incoming: Path, sha256: str) -> None:
        target = self.path_of(sha256)
        if target.is_file():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        incoming.chmod(0o440)
        with incoming.open("rb") as file:
            os.fsync(file.fileno())
        incoming.rename(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _clear_abandoned(folder: Path) -> None:
    """Copies whose process died: a living one writes more often than once an hour."""
    for path in folder.iterdir():
        if time.time() - path.stat().st_mtime > _ABANDONED_S:
            path.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> Kept:
    sha256, size = hashlib.sha256(), 0
    with source.open("rb") as reader, target.open("xb") as writer:
        while piece := reader.read(_PIECE):
            sha256.update(piece)
            size += len(piece)
            writer.write(piece)
    return Kept(sha256.hexdigest(), size)


def _named(error: OSError, root: Path) -> OSError:
    if isinstance(error, VaultFull | VaultUnwritable):
        return error
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return VaultFull("The disk is full: make room and try again. Nothing was kept.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return VaultUnwritable(
            f"The folder {root} can't be written: give the product its rights, then try again."
        )
    return error
