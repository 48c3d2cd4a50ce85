"""The real thing: web, worker and scheduler of a new installation under one supervisor."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.project.serve import ServeOptions, serve
from dragoman.project.serve.lock import ServeLock
from dragoman.project.serve.serving import children
from tests.project.serve.conftest import CHECKOUT, Served, is_alive, until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=CHECKOUT,
        env=environment(folder),
        check=True,
    )
    return folder


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "dragoman.project.settings",
        "DRAGOMAN_DATA_DIR": str(folder),
        "DRAGOMAN_LOG_LEVEL": "INFO",
    }


class Site(Served):
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        super().__init__(
            "tests.project.serve.site", str(folder), str(self.port), environment=environment(folder)
        )

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).close()
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            return False
        return True


@pytest.fixture
def site(data_dir: Path) -> Iterator[Site]:
    site = Site(data_dir)
    yield site
    site.close()


def descendants(pid: int) -> set[int]:
    """Every process below this one."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    found, front = set[int](), {pid}
    while front:
        front = {child for child, parent in parents.items() if parent in front} - found
        found |= front
    return found


def test_it_serves_and_works_and_stops(site: Site, data_dir: Path) -> None:
    until(site.answers, "the site answers")
    site.hears("worker started")
    site.hears("scheduler started")
    everyone = descendants(site.process.pid)
    assert len(everyone) >= 4

    site.process.terminate()

    assert site.ends() == 0
    assert not any(is_alive(pid) for pid in everyone)
    with ServeLock(data_dir):
        assert not site.answers()


def test_nothing_outlives_a_killed_supervisor(site: Site) -> None:
    until(site.answers, "the site answers")
    site.hears("worker started")
    everyone = descendants(site.process.pid)

    site.process.kill()

    until(lambda: not any(is_alive(pid) for pid in everyone), "all die")


def test_a_killed_web_server_comes_back(site: Site) -> None:
    until(site.answers, "the site answers")
    first = site.pids("web")[0]
    below = descendants(first)
    assert below

    os.kill(first, signal.SIGKILL)

    until(lambda: len(site.pids("web")) == 2 and site.answers(), "it answers again")
    assert not any(is_alive(pid) for pid in below)


def test_a_folder_is_not_served_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ServeLock(tmp_path):
        status = serve(ServeOptions(data_dir=tmp_path, port=free_port()))

    assert status == 1
    assert capsys.readouterr().err == (
        f"The data folder {tmp_path} is served already, by process {os.getpid()}. "
        "Stop that one first, or give this one a folder of its own with DRAGOMAN_DATA_DIR.\n"
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1"])
def test_an_address_that_is_taken_is_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status = serve(ServeOptions(data_dir=tmp_path, host=host, port=port))

    assert status == 1
    assert capsys.readouterr().err.startswith(f"Can't listen at {host}:{port} (")


def test_each_worker_has_a_name_of_its_own_in_each_run(tmp_path: Path) -> None:
    options = ServeOptions(data_dir=tmp_path, workers=3)

    runs = [children(options), children(options)]

    assert [spec.name for spec in runs[0]] == ["web", "worker-1", "worker-2", "worker-3", "scheduler"]
    names = [word for run in runs for spec in run for word in spec.command if word.startswith("--name=")]
    assert len(set(names)) == 6
