"""A supervisor over real processes: whatever dies, and however."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from tests.project.serve.conftest import Served, is_alive, until

Supervise = Callable[..., Served]
SLEEP = "echo ready; exec sleep 600"
DEAF = "trap '' TERM; echo ready; while :; do sleep 0.1; done"
# Its own child is named too, to see that no grandchild stays.
PARENT = "sleep 600 & echo grandchild $!; echo ready; wait"


def test_the_childrens_words_are_passed_on_with_their_names(supervise: Supervise) -> None:
    served = supervise("web=echo one; echo two >&2; printf three; exec sleep 600", f"w={SLEEP}")
    served.hears("ready")
    served.hears("web | two")

    served.process.terminate()

    assert served.ends() == 0
    assert {"web | one", "web | two", "web | three", "w   | ready"} <= set(served.lines)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_child_that_is_killed_is_started_again(supervise: Supervise, number: signal.Signals) -> None:
    served = supervise(f"a={SLEEP}", f"b={SLEEP}")
    served.hears("ready", times=2)

    os.kill(served.pids("a")[0], number)
    served.hears("ready", times=3)

    assert any(f"a was killed by {number.name}" in line for line in served.lines)
    assert [is_alive(pid) for pid in served.pids("a")] == [False, True]
    assert [is_alive(pid) for pid in served.pids("b")] == [True]


def test_a_child_that_ends_by_itself_is_started_again(supervise: Supervise) -> None:
    served = supervise("a=exit 0", f"b={SLEEP}")

    served.hears("a ended with status 0; it is started again", times=2)

    assert served.process.poll() is None


def test_a_child_that_never_works_is_given_up(supervise: Supervise) -> None:
    served = supervise("a=echo no database; exit 3", f"b={SLEEP}")

    assert served.ends() == 1
    assert served.lines.count("a | no database") == 6
    assert any("a ended with status 3 6 times at its start: giving up" in line for line in served.lines)
    assert not is_alive(served.pids("b")[0])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_all(supervise: Supervise, number: signal.Signals) -> None:
    served = supervise(f"a={SLEEP}", f"b={SLEEP}")
    served.hears("ready", times=2)

    served.process.send_signal(number)

    assert served.ends() == 0
    assert [is_alive(pid) for name in "ab" for pid in served.pids(name)] == [False, False]


def test_a_deaf_child_is_killed_when_the_grace_is_over(supervise: Supervise) -> None:
    served = supervise(f"deaf={DEAF}", f"a={SLEEP}", grace_s=0.5)
    served.hears("ready", times=2)

    served.process.terminate()

    assert served.ends() == 1
    assert any("deaf did not stop in time and is killed" in line for line in served.lines)
    assert not is_alive(served.pids("deaf")[0])


def test_a_second_signal_does_not_wait_for_the_grace(supervise: Supervise) -> None:
    served = supervise(f"deaf={DEAF}", grace_s=600)
    served.hears("ready")

    served.process.send_signal(signal.SIGINT)
    served.process.send_signal(signal.SIGTERM)

    assert served.ends() == 1


def grandchild(served: Served) -> int:
    served.hears("ready")
    return int(next(line for line in served.lines if "grandchild" in line).split()[-1])


def test_no_grandchild_stays_after_a_child(supervise: Supervise) -> None:
    served = supervise(f"a={PARENT}")
    pid = grandchild(served)

    os.kill(served.pids("a")[0], signal.SIGKILL)

    until(lambda: not is_alive(pid), "the grandchild dies")


def test_no_child_outlives_a_killed_supervisor(supervise: Supervise) -> None:
    served = supervise(f"a={SLEEP}", f"deaf={DEAF}")
    served.hears("ready", times=2)

    served.process.kill()

    until(lambda: not any(is_alive(pid) for name in ("a", "deaf") for pid in served.pids(name)), "all die")


def test_nobody_need_listen(supervise: Supervise) -> None:
    served = supervise(f"a={SLEEP}", "chatty=while :; do echo words; sleep 0.01; done")
    served.hears("words")
    read_end = served.process.stdout
    assert read_end is not None

    os.kill(served.pids("a")[0], signal.SIGKILL)
    served.hears("ready", times=2)
    served.process.terminate()

    assert served.ends() == 0
