"""What ``dragoman serve`` runs, and what it checks before."""

from __future__ import annotations

import socket
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

from dragoman.project.serve.children import ChildSpec
from dragoman.project.serve.lock import AlreadyServed, ServeLock
from dragoman.project.serve.supervisor import Supervisor


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """``grace_s`` is how long requests and jobs may take to end when asked to stop."""

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    web_processes: int = 2
    web_threads: int = 32
    workers: int = 1
    grace_s: float = 15.0


class AddressTaken(Exception):
    """Another program listens at the address."""


def serve(options: ServeOptions) -> int:
    """Serve until stopped; the exit status of the process. What is wrong is said on standard error."""
    try:
        with ServeLock(options.data_dir):
            _check_address(options.host, options.port)
            return Supervisor(children(options), grace_s=options.grace_s).run()
    except (AlreadyServed, AddressTaken) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def children(options: ServeOptions) -> list[ChildSpec]:
    # A worker reaps at once what its namesake left. The run's own part keeps namesakes to this supervisor.
    run = uuid.uuid4().hex[:8]
    # The worker gives its job back before the supervisor's patience ends.
    grace_s = max(1.0, options.grace_s - 5.0)
    web = ("web", f"--host={options.host}", f"--port={options.port}")
    sizes = (f"--processes={options.web_processes}", f"--threads={options.web_threads}")
    stop_within = f"--grace={max(1, int(grace_s))}"
    return [
        ChildSpec("web", _command(*web, *sizes, stop_within)),
        *(
            ChildSpec(f"worker-{number}", _command("worker", f"--name={_host()}:{run}:{number}", stop_within))
            for number in range(1, options.workers + 1)
        ),
        ChildSpec("scheduler", _command("scheduler")),
    ]


def _command(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-u", "-m", "dragoman.project.serve.child", *arguments)


def _host() -> str:
    return socket.gethostname()


def _check_address(host: str, port: int) -> None:
    """Raise ``AddressTaken`` now: the web server shares ports and would not notice."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressTaken(
                f"Can't listen at {host}:{port} ({error.strerror}). Choose another with --host and --port."
            ) from error
