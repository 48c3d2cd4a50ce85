from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.project.serve.lock import AlreadyServed, ServeLock


def test_a_data_folder_is_served_once(tmp_path: Path) -> None:
    with ServeLock(tmp_path):
        with pytest.raises(AlreadyServed, match=rf"by process {os.getpid()}\. Stop that one first"):
            ServeLock(tmp_path).__enter__()
        (tmp_path / "other").mkdir()
        with ServeLock(tmp_path / "other"):
            pass

    with ServeLock(tmp_path):
        assert (tmp_path / "serve.lock").read_text() == f"{os.getpid()}\n"


def test_what_a_dead_holder_left_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "serve.lock").write_text("4194304000000\n")

    with ServeLock(tmp_path):
        assert (tmp_path / "serve.lock").read_text() == f"{os.getpid()}\n"
