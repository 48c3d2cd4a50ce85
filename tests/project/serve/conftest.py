from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
PATIENCE_S = 60.0


def until(holds: Callable[[], bool], what: str) -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > give_up_at:
            pytest.fail(f"never came: {what}")
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """A zombie is dead: its parent just has not looked yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Served:
    """A supervisor in a process of its own, and what it has said so far."""

    def __init__(self, *arguments: str, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=CHECKOUT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def hears(self, words: str, times: int = 1) -> None:
        until(lambda: sum(words in line for line in self.lines) >= times, f"“{words}” in {self.lines}")

    def pids(self, name: str) -> list[int]:
        """Of every process the supervisor has started under this name."""
        found = (re.search(rf"\b{name} started \(process (\d+)\)", line) for line in self.lines)
        return [int(match[1]) for match in found if match]

    def ends(self) -> int:
        status = self.process.wait(timeout=PATIENCE_S)
        self._reader.join()
        return status

    def close(self) -> None:
        self.process.kill()
        self.ends()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def supervise() -> Iterator[Callable[..., Served]]:
    started: list[Served] = []

    def start(*children: str, grace_s: float = 20.0) -> Served:
        started.append(Served("tests.project.serve.supervise", str(grace_s), *children))
        return started[-1]

    yield start
    for served in started:
        served.close()
