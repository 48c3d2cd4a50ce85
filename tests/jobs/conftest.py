from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.jobs.delivery import queue
from dragoman.jobs.execution import lease_of
from dragoman.jobs.models import Job
from dragoman.jobs.services import claim_job
from dragoman.jobs.services.leasing import Wanted
from dragoman.jobs.terms import Lease
from tests.jobs import sample as sample  # registers the tests' own work

CHECKOUT = Path(__file__).resolve().parents[2]
POSTGRES = "postgresql://postgres@127.0.0.1:5432"
PATIENCE_S = 60.0


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something another process does; fails by name when it never comes."""
    give_up_at = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > give_up_at:
            pytest.fail(f"never came: {what}")
        time.sleep(0.02)


@dataclass
class Installation:
    """A data folder with a database of its own, and real processes that work in it."""

    folder: Path
    actor: subprocess.Popen[str]
    database_url: str = ""
    queue_url: str = "database://"
    lease_s: int = 2
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return environment_of(
            self.folder,
            DRAGOMAN_DATABASE_URL=self.database_url,
            DRAGOMAN_QUEUE_URL=self.queue_url,
            DRAGOMAN_JOB_LEASE_SECONDS=str(self.lease_s),
        )

    def worker(self, name: str = "w", grace_s: float = 5.0) -> subprocess.Popen[str]:
        """Start a real worker; it is killed when the test is over."""
        arguments = ("dragoman.project.serve.child", "worker", f"--name={name}", f"--grace={grace_s}")
        process = start_program(arguments, self.environment)
        self.processes.append(process)
        return process

    def act(self, act: str, **arguments: object) -> Any:
        """Have ``tests.jobs.acts`` carry out one order and return its answer."""
        [answer] = self.acts_at_once([self.actor], act, **arguments)
        return answer

    def acts_at_once(self, actors: list[subprocess.Popen[str]], act: str, **arguments: object) -> list[Any]:
        """The same order to several processes; their answers once all have it."""
        order = {"act": act, "folder": str(self.folder), "database_url": self.database_url} | arguments
        for actor in actors:
            print(json.dumps(order | {"queue_url": self.queue_url}), file=actor.stdin, flush=True)
        return [json.loads(actor.stdout.readline()) for actor in actors]

    def notes(self) -> list[str]:
        path = self.folder / "notes"
        return path.read_text().splitlines() if path.exists() else []

    def rows(self, columns: str) -> list[tuple[Any, ...]]:
        query = f"SELECT {columns} FROM jobs_job ORDER BY created_at, position"
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return connection.execute(query).fetchall()
        connection = sqlite3.connect(self.folder / "dragoman.sqlite3", timeout=30)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def drop_connections(self) -> None:
        """What everybody sees when PostgreSQL is restarted."""
        with psycopg.connect(self.database_url) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def stop(self) -> None:
        for process in self.processes:
            end(process)


def start_program(arguments: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=CHECKOUT,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.kill()
    process.communicate()


def environment_of(folder: Path, **settings: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.jobs.installation_settings",
        "DRAGOMAN_DATA_DIR": str(folder),
        **settings,
    }


def migrate(environment: dict[str, str]) -> None:
    process = start_program(["django", "migrate", "--verbosity=0"], environment)
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0


@pytest.fixture(scope="session")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that carry out orders; started once, since starting is what takes time."""
    environment = environment_of(tmp_path_factory.mktemp("actors"))
    actors = [start_program(["tests.jobs.acts"], environment) for _ in range(4)]
    yield actors
    for actor in actors:
        end(actor)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jobs")
    migrate(environment_of(folder))
    return folder / "dragoman.sqlite3"


@pytest.fixture(scope="session")
def migrated_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    try:
        socket.create_connection(("127.0.0.1", 5432), timeout=1).close()
    except OSError:
        pytest.skip("no PostgreSQL at 127.0.0.1:5432")
    name = f"dragoman_jobs_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = f"{POSTGRES}/{name}"
    migrate(environment_of(tmp_path_factory.mktemp("postgres"), DRAGOMAN_DATABASE_URL=url))
    yield url
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def installation(
    tmp_path: Path, migrated_sqlite: Path, actors: list[subprocess.Popen[str]]
) -> Iterator[Installation]:
    """On SQLite, with the database as the queue: nothing else is needed."""
    shutil.copy(migrated_sqlite, tmp_path)
    installation = Installation(tmp_path, actors[0])
    yield installation
    installation.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.services)])
def either(
    request: pytest.FixtureRequest, tmp_path: Path, actors: list[subprocess.Popen[str]]
) -> Iterator[Installation]:
    """On each database in turn."""
    installation = Installation(tmp_path, actors[0])
    if request.param == "postgres":
        installation.database_url = request.getfixturevalue("migrated_postgres")
        with psycopg.connect(installation.database_url) as connection:
            connection.execute("TRUNCATE jobs_job, jobs_schedule")
    else:
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path)
    yield installation
    installation.stop()


@pytest.fixture
def broker(settings: Any) -> Iterator[ScriptedQueue]:
    """The process's queue, in memory."""
    settings.QUEUE_URL = "scripted://"
    scripted = queue()
    assert isinstance(scripted, ScriptedQueue)
    yield scripted


def heard(broker: ScriptedQueue) -> list[str]:
    """Every id delivered so far."""
    return list(iter(lambda: broker.receive(0), None))


def running(job: Job) -> Lease:
    """Claim exactly this job and return the lease."""
    claimed = claim_job(worker="w", wanted=Wanted(job_id=job.pk))
    assert claimed is not None
    return lease_of(claimed, 30.0)


def fall_silent(job: Job) -> None:
    """Make the job's lease a thing of the past."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
