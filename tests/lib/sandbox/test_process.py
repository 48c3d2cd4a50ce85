from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from dragoman.lib.sandbox import (
    Finished,
    Limits,
    SandboxCancelled,
    SandboxFailed,
    SandboxKilled,
    SandboxTimeout,
    SandboxUnavailable,
    run,
)

QUICK = Limits(wall_seconds=20)


def python(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", textwrap.dedent(code)]


def gone(pid: int) -> bool:
    """Whether the process has ended, or is only waiting for its own parent to look."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_until_gone(pid: int) -> None:
    for _ in range(200):
        if gone(pid):
            return
        time.sleep(0.05)
    pytest.fail(f"process {pid} is still running")


def test_run_returns_what_the_child_said() -> None:
    code = "import sys; print(sys.stdin.read()); print('oh', file=sys.stderr); sys.exit(3)"
    assert run(python(code), limits=QUICK, stdin=b"in") == Finished(3, b"in\n", "oh\n")


def test_run_hears_each_line_as_it_comes() -> None:
    heard: list[str] = []
    run(
        python("print('a'); print(''); print('é', flush=True); print('end', end='')"),
        limits=QUICK,
        on_line=heard.append,
    )
    assert heard == ["a", "", "é"]


def test_run_gives_the_child_a_bare_environment_and_no_open_files(tmp_path: Path) -> None:
    leak = os.open(tmp_path, os.O_RDONLY)
    os.set_inheritable(leak, True)
    try:
        code = "import os; print(sorted(os.environ), os.getcwd(), sorted(os.listdir('/proc/self/fd'))[:4])"
        said = run(python(code), limits=QUICK).stdout.decode()
    finally:
        os.close(leak)
    names = ["HOME", "LANG", "LC_ALL", "MALLOC_ARENA_MAX", "OPENBLAS_NUM_THREADS", "PATH"]
    assert said == f"{names} / ['0', '1', '2', '3']\n"


def test_run_stops_at_the_wall_clock_and_leaves_no_grandchild() -> None:
    code = """
        import os, time
        pid = os.fork()
        if pid:
            print(pid, flush=True)
        time.sleep(600)
    """
    heard: list[str] = []
    with pytest.raises(SandboxTimeout, match=r"longer than the 0\.5 seconds"):
        run(python(code), limits=Limits(wall_seconds=0.5), on_line=heard.append)
    wait_until_gone(int(heard[0]))


def test_run_stops_when_cancelled() -> None:
    with pytest.raises(SandboxCancelled):
        run(python("import time; time.sleep(600)"), limits=QUICK, cancelled=lambda: True)


def test_run_stops_a_cancelled_child_that_closed_its_streams() -> None:
    asked = iter([False] * 3 + [True] * 1000)
    code = "import os, time; os.close(1); os.close(2); time.sleep(600)"
    with pytest.raises(SandboxCancelled):
        run(python(code), limits=QUICK, cancelled=lambda: next(asked))


def test_run_kills_the_child_when_a_callback_raises() -> None:
    seen: list[int] = []

    def refuse(line: str) -> None:
        seen.append(int(line))
        raise KeyError("stop")

    with pytest.raises(KeyError):
        run(
            python("import os, time; print(os.getpid(), flush=True); time.sleep(600)"),
            limits=QUICK,
            on_line=refuse,
        )
    wait_until_gone(seen[0])


def test_run_tells_a_crash() -> None:
    with pytest.raises(SandboxKilled, match="SIGSEGV") as caught:
        run(python("import os; os.kill(os.getpid(), 11)"), limits=QUICK)
    assert caught.value.number == signal.SIGSEGV


def test_run_bounds_processor_time() -> None:
    with pytest.raises(SandboxTimeout, match="1 seconds"):
        run(python("while True: pass"), limits=Limits(wall_seconds=60, cpu_seconds=1))


def test_run_bounds_memory() -> None:
    finished = run(python("x = bytearray(400 << 20)"), limits=Limits(wall_seconds=20, memory_bytes=200 << 20))
    assert (finished.returncode, finished.stderr.splitlines()[-1]) == (1, "MemoryError")


def test_run_bounds_the_size_of_a_file(tmp_path: Path) -> None:
    big = tmp_path / "big"
    with pytest.raises(SandboxKilled, match="SIGXFSZ"):
        run(["/usr/bin/head", "-c", "100000", "/dev/zero"], limits=QUICK) and run(
            ["/bin/sh", "-c", f"head -c 100000 /dev/zero > {big}; kill -XFSZ $$"],
            limits=Limits(wall_seconds=20, file_bytes=1000),
        )
    assert big.stat().st_size == 1000


def test_run_bounds_what_is_said() -> None:
    with pytest.raises(SandboxFailed, match="more than it was allowed"):
        run(["/usr/bin/yes"], limits=Limits(wall_seconds=20, output_bytes=100_000))


def test_run_tells_a_program_that_is_not_there() -> None:
    with pytest.raises(SandboxUnavailable, match="No such file"):
        run(["/nowhere/program"], limits=QUICK)


def test_run_reaches_no_listening_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
        assert run(python(code), limits=QUICK).returncode == 1
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


def test_run_shows_the_child_only_its_own_files(tmp_path: Path) -> None:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    out = tmp_path / "out"
    out.mkdir()
    limits = Limits(wall_seconds=20, reads=(tmp_path / "mine",), writes=(out,))
    code = f"""
        from pathlib import Path
        base = Path({str(tmp_path)!r})
        print((base / "mine" / "file").read_text())
        (base / "out" / "made").write_text("made")
        (base / "out" / "made").rename(base / "out" / "renamed")
        for act in (
            lambda: (base / "theirs" / "file").read_text(),
            lambda: (base / "mine" / "file").write_text("x"),
            lambda: list(base.iterdir()),
            lambda: Path("/etc/passwd").read_text(),
            lambda: Path("/proc/{os.getpid()}/environ").read_bytes(),
        ):
            try:
                act()
            except PermissionError:
                print("refused")
    """
    assert run(python(code), limits=limits) == Finished(0, b"mine\n" + b"refused\n" * 5, "")
    assert (out / "renamed").read_text() == "made"


def test_child_dies_with_a_killed_worker() -> None:
    worker = """
        import sys
        from dragoman.lib.sandbox import Limits, run
        code = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
        run([sys.executable, "-I", "-S", "-c", code], limits=Limits(wall_seconds=500),
            on_line=lambda line: print(line, flush=True))
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(worker)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert not gone(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until_gone(child)


def test_run_works_from_many_threads_at_once() -> None:
    said: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: said.append(run(["/bin/echo", "x"], limits=QUICK).stdout))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [b"x\n"] * 8
