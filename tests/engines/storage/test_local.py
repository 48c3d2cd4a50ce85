from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from pathlib import Path

import pytest

from dragoman.engines.storage import local
from dragoman.engines.storage.local import LocalVault
from dragoman.engines.storage.port import FileStillGrows, Kept, VaultFull, VaultUnwritable

CONTENT = b"what was broadcast"
KEPT = Kept(hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


@pytest.fixture
def vault(tmp_path):
    return LocalVault(tmp_path / "vault")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.ts"
    path.write_bytes(CONTENT)
    return path


def files(tmp_path):
    return [path for path in (tmp_path / "vault").rglob("*") if path.is_file()]


def test_kept_file_is_found_by_its_digest_and_read_only(vault, source):
    assert vault.keep(source) == KEPT
    path = vault.path_of(KEPT.sha256)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), source.exists()) == (CONTENT, 0o440, True)


def test_same_bytes_are_kept_once(vault, source, tmp_path):
    assert vault.keep(source) == vault.keep(source) == KEPT
    assert files(tmp_path) == [vault.path_of(KEPT.sha256)]


def test_adopted_file_moves(vault, source, tmp_path):
    assert vault.adopt(source) == KEPT
    assert (source.exists(), vault.holds(KEPT.sha256)) == (False, True)


def test_adopting_what_is_there_leaves_one(vault, source, tmp_path):
    vault.keep(source)
    assert vault.adopt(source) == KEPT
    assert (source.exists(), len(files(tmp_path))) == (False, 1)


def test_removing_twice_is_silent(vault, source):
    vault.keep(source)
    vault.remove(KEPT.sha256)
    vault.remove(KEPT.sha256)
    assert not vault.holds(KEPT.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_digests_are_addresses(vault, name):
    with pytest.raises(ValueError, match="no SHA-256"):
        vault.path_of(name)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, VaultFull),
        (errno.EDQUOT, VaultFull),
        (errno.EROFS, VaultUnwritable),
        (errno.EACCES, VaultUnwritable),
    ],
)
def test_what_the_disk_says_gets_a_name_and_nothing_is_left(
    vault, source, tmp_path, monkeypatch, number, error
):
    def failing(reader: Path, writer: Path) -> Kept:
        writer.write_bytes(CONTENT[:3])
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(local, "_copy", failing)
    with pytest.raises(error):
        vault.keep(source)
    assert files(tmp_path) == []


def test_growing_file_is_refused(vault, source, tmp_path, monkeypatch):
    copy = local._copy

    def growing(reader: Path, writer: Path) -> Kept:
        kept = copy(reader, writer)
        source.write_bytes(CONTENT + b"more")
        return kept

    monkeypatch.setattr(local, "_copy", growing)
    with pytest.raises(FileStillGrows, match="still being written"):
        vault.keep(source)
    assert files(tmp_path) == []


def test_copy_of_a_dead_process_is_cleared_by_the_next(vault, source, tmp_path):
    incoming = tmp_path / "vault" / "incoming"
    incoming.mkdir(parents=True)
    (incoming / "old").write_bytes(b"half")
    (incoming / "young").write_bytes(b"half")
    past = time.time() - 7200
    os.utime(incoming / "old", (past, past))
    vault.keep(source)
    assert [path.name for path in incoming.iterdir()] == ["young"]
