"""An installation of its own, in a folder of its own, worked by real processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Installation:
    """Commands and workers with this installation's environment."""

    data_dir: Path
    settings: str = "dragoman.project.settings"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DRAGOMAN_DATA_DIR": str(self.data_dir),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "DRAGOMAN_JOB_LEASE_SECONDS": "2",
            "DRAGOMAN_LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
        }

    def dragoman(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return self._run("-m", "dragoman.project.main", *map(str, arguments))

    def ask(self, code: str) -> Any:
        """What a few lines of Python leave in ``answer``, run with Django open."""
        script = f"import django, json; django.setup()\n{code}\nprint(json.dumps(answer))"
        done = self._run("-c", script)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def worker(self) -> subprocess.Popen[bytes]:
        """A worker in a process group of its own. All have one name, so each knows its forerunner is dead."""
        return subprocess.Popen(
            [sys.executable, "-m", "dragoman.project.serve.child", "worker", "--name", "the-worker"],
            env=self.environment,
            cwd=ROOT,
            start_new_session=True,
        )

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )


def kill_outright(process: subprocess.Popen[bytes]) -> None:
    """``kill -9`` of the worker alone: its children have to notice by themselves."""
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(installation: Installation) -> Iterator[str]:
    """``dragoman serve`` on a free port, until the end of the test; gives its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    environment = {**installation.environment, "DRAGOMAN_SITE_URL": address}
    log = (installation.data_dir / "serve.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "dragoman.project.main", "serve", "--port", str(port)],
        env=environment,
        cwd=ROOT,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(f"{address}/readyz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=40)
        log.close()


@dataclass(frozen=True, slots=True)
class Site:
    installation: Installation
    address: str


@contextmanager
def site_with(folder: Path, world: str) -> Iterator[Site]:
    """A whole installation of its own, with what the script ``world`` makes, served."""
    installation = Installation(folder)
    done = installation.dragoman("setup")
    assert done.returncode == 0, done.stderr
    assert installation.ask(world) == 1
    with served(installation) as address:
        yield Site(installation, address)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise AssertionError("the server ended by itself")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
