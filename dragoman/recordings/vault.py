"""The installation's vault and its folder for work in hand."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from dragoman.engines.storage.local import LocalVault
from dragoman.engines.storage.port import Vault

_LOCK = ".in-use"
_SETTLING_S = 1.0


def vault() -> Vault:
    return LocalVault(settings.VAULT_DIR)


@contextmanager
def workbench(purpose: str) -> Iterator[Path]:
    """A folder on the vault's own disk that is gone afterwards, whatever happened in it.

    A process that is killed outright can't tidy up, so whoever opens a bench first clears those of the dead:
    the living hold a lock on theirs.
    """
    root: Path = settings.WORK_DIR
    root.mkdir(parents=True, exist_ok=True)
    clear_abandoned(root)
    folder = Path(tempfile.mkdtemp(prefix=f"{purpose}-", dir=root))
    try:
        with (folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_abandoned(root: Path) -> None:
    """Remove benches whose process is dead; those just being opened are left alone."""
    for folder in root.iterdir():
        lock = folder / _LOCK
        if folder.is_dir() and lock.is_file() and _is_free(lock):
            shutil.rmtree(folder, ignore_errors=True)


def _is_free(lock: Path) -> bool:
    try:
        with lock.open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    # Between its making and its locking a bench is free for a moment.
    return time.time() - lock.stat().st_mtime > _SETTLING_S
