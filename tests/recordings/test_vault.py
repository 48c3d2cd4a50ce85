from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from dragoman.recordings.vault import clear_abandoned, workbench


@pytest.fixture(autouse=True)
def bench_root(settings, tmp_path):
    settings.WORK_DIR = tmp_path / "work"
    return settings.WORK_DIR


def test_bench_is_gone_afterwards(bench_root):
    with workbench("cut") as bench:
        (bench / "half.mp4").write_bytes(b"half")
        assert bench.parent == bench_root
    assert list(bench_root.iterdir()) == []


def test_bench_is_gone_after_a_failure(bench_root):
    with pytest.raises(ZeroDivisionError), workbench("cut"):
        _ = 1 / 0
    assert list(bench_root.iterdir()) == []


def hold(root, ready):
    from django.conf import settings

    settings.WORK_DIR = root
    with workbench("held") as bench:
        (bench / "half.mp4").write_bytes(b"half")
        ready.set()
        time.sleep(60)


def test_bench_of_a_killed_process_is_cleared_and_that_of_a_living_one_is_not(bench_root):
    context = multiprocessing.get_context("fork")
    ready = [context.Event(), context.Event()]
    living, killed = (context.Process(target=hold, args=[bench_root, event]) for event in ready)
    living.start(), killed.start()
    assert all(event.wait(20) for event in ready)
    os.kill(killed.pid, signal.SIGKILL)
    killed.join()
    past = time.time() - 5
    for folder in bench_root.iterdir():
        os.utime(folder / ".in-use", (past, past))
    clear_abandoned(bench_root)
    assert len(list(bench_root.iterdir())) == 1
    living.kill()
    living.join()
