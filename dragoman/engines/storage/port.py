"""What a vault promises, whatever holds the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class VaultFull(OSError):
    """There is no room left for the file; nothing of it was kept."""


class VaultUnwritable(OSError):
    """The vault's folder can't be written."""


class FileStillGrows(ValueError):
    """The file changed while it was being copied."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the vault: its SHA-256 in lower-case hexadecimal and its size."""

    sha256: str
    size_bytes: int


class Vault(Protocol):
    def keep(self, source: Path) -> Kept:
        """Copy a file in. The same bytes are kept once; a crash leaves either the whole file or nothing."""
        ...

    def adopt(self, source: Path) -> Kept:
        """Move a file in that we made ourselves."""
        ...

    def path_of(self, sha256: str) -> Path:
        """A local path to read the file from."""
        ...

    def holds(self, sha256: str) -> bool: ...

    def remove(self, sha256: str) -> None:
        """Let go of a file; silent when it is not there."""
        ...
