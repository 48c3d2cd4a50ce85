"""Jobs under real workers that are killed, stopped, and raced against each other."""

from __future__ import annotations

import signal
import socket
import subprocess

import pytest

from tests.jobs.conftest import Installation, until

Actors = list[subprocess.Popen[str]]


def test_every_job_is_done_once_however_many_workers_race(either: Installation, actors: Actors) -> None:
    either.act("queue_many", kind="sample.note", count=60)

    counts = either.acts_at_once(actors, "work_until_idle")

    assert sum(counts) == 60
    assert sorted(either.notes()) == sorted(f"did {number} 1" for number in range(60))
    assert set(either.rows("state, attempt")) == {("succeeded", 1)}


def test_a_killed_workers_job_is_finished_by_another(either: Installation) -> None:
    either.act("queue_steps", kinds=["sample.hang_once", "sample.note"])
    doomed = either.worker("doomed")
    until(lambda: "began sample.hang_once 1" in either.notes(), "the job begins")

    doomed.kill()
    doomed.wait()
    other = either.worker("other")
    until(lambda: either.notes()[-1:] == ["did sample.note 1"], "the chain ends")
    until(lambda: {state for (state,) in either.rows("state")} == {"succeeded"}, "both are recorded")
    other.terminate()

    assert other.wait() == 0
    assert either.rows("kind, attempt, state") == [
        ("sample.hang_once", 2, "succeeded"),
        ("sample.note", 1, "succeeded"),
    ]


def test_a_namesake_takes_over_at_once(installation: Installation) -> None:
    installation.lease_s = 600
    installation.act("queue_many", kind="sample.hang_once", count=1)
    doomed = installation.worker("w")
    until(lambda: installation.notes() == ["began 0 1"], "the job begins")

    doomed.kill()
    doomed.wait()
    installation.worker("w")

    until(lambda: installation.rows("state, attempt") == [("succeeded", 2)], "the successor finishes")


def test_a_silent_worker_that_wakes_up_changes_nothing(installation: Installation) -> None:
    installation.lease_s = 2
    installation.act("queue_steps", kinds=["sample.pausing"], ms=500)
    sleeper = installation.worker("sleeper")
    until(lambda: installation.notes() == ["began sample.pausing 1"], "the job begins")

    sleeper.send_signal(signal.SIGSTOP)
    other = installation.worker("other")
    until(
        lambda: installation.rows("state, attempt, worker") == [("succeeded", 2, "other")],
        "the other ends it",
    )
    finished_at = installation.rows("finished_at")
    other.kill()
    sleeper.send_signal(signal.SIGCONT)
    until(lambda: "did sample.pausing 1" in installation.notes(), "the sleeper ends too")
    sleeper.terminate()

    assert sleeper.wait() == 0
    assert installation.rows("state, attempt, worker") == [("succeeded", 2, "other")]
    assert installation.rows("finished_at") == finished_at


def test_a_stopped_worker_gives_its_job_back_untried(either: Installation) -> None:
    either.act("queue_many", kind="sample.attentive", count=1)
    worker = either.worker()
    until(lambda: either.notes() == ["began 0 1"], "the job begins")

    worker.terminate()

    assert worker.wait(timeout=30) == 0
    assert either.notes() == ["began 0 1", "stopped 0 1"]
    assert either.rows("state, attempt, worker, error") == [("waiting", 0, "", "")]


@pytest.mark.parametrize("kind", ["sample.deaf", "sample.native"])
def test_a_deaf_job_is_given_back_when_the_grace_is_over(installation: Installation, kind: str) -> None:
    installation.act("queue_many", kind=kind, count=1)
    worker = installation.worker(grace_s=1)
    until(lambda: installation.notes() == ["began 0 1"], "the job begins")

    worker.terminate()

    assert worker.wait(timeout=30) == 0
    assert installation.rows("state, attempt, lease_token") == [("waiting", 0, None)]


def test_a_stopped_worker_lets_a_short_job_end(installation: Installation) -> None:
    installation.act("queue_steps", kinds=["sample.pausing"], ms=500)
    worker = installation.worker()
    until(lambda: installation.notes() == ["began sample.pausing 1"], "the job begins")

    worker.terminate()

    assert worker.wait(timeout=30) == 0
    assert installation.rows("state, attempt") == [("succeeded", 1)]


def test_many_dead_workers_do_not_fail_a_job(installation: Installation) -> None:
    installation.lease_s = 600
    installation.act("queue_steps", kinds=["sample.hang_four_times", "sample.note"])

    for attempt in range(1, 5):
        worker = installation.worker("w")
        until(
            lambda words=f"began sample.hang_four_times {attempt}": words in installation.notes(), "it begins"
        )
        worker.kill()
        worker.wait()
    installation.worker("w")

    until(lambda: installation.rows("state, attempt") == [("succeeded", 5), ("succeeded", 1)], "both end")


@pytest.mark.services
@pytest.mark.parametrize("either", ["postgres"], indirect=True)
def test_a_database_that_drops_its_connections_loses_nothing(either: Installation) -> None:
    either.lease_s = 10
    either.act("queue_steps", kinds=["sample.pausing", "sample.note"], ms=2500)
    either.worker()
    until(lambda: either.notes() == ["began sample.pausing 1"], "the job begins")

    either.drop_connections()
    until(lambda: either.rows("state, attempt") == [("succeeded", 1)] * 2, "both end at the first attempt")
    either.drop_connections()
    either.act("queue_many", kind="sample.note", count=1)

    until(lambda: either.rows("state") == [("succeeded",)] * 3, "the idle worker is back too")


def test_cancelling_stops_the_running_step_and_those_after_it(either: Installation) -> None:
    either.act("queue_steps", kinds=["sample.attentive", "sample.note"])
    worker = either.worker()
    until(lambda: either.rows("state")[0] == ("running",) and bool(either.notes()), "the first step runs")

    open_jobs = either.act("cancel")
    until(lambda: either.rows("state") == [("cancelled",), ("cancelled",)], "both are cancelled")
    worker.terminate()

    assert worker.wait() == 0
    assert open_jobs == 2
    assert either.notes() == ["began sample.attentive 1", "stopped sample.attentive 1"]


def test_progress_is_seen_from_outside(installation: Installation) -> None:
    installation.act("queue_many", kind="sample.attentive", count=1)
    installation.worker()

    until(lambda: installation.rows("progress_permille")[0][0] > 0, "progress is written")

    assert installation.rows("progress_note") == [("working",)]


def test_a_chain_worked_in_the_foreground_runs_in_order(either: Installation) -> None:
    chain = either.act("queue_steps", kinds=["sample.note", "sample.fail_once", "sample.pausing"])

    assert either.act("work_chain", chain=chain) == ["succeeded", 1000, True]
    assert either.notes() == ["did sample.note 1", "began sample.pausing 1", "did sample.pausing 1"]


def test_the_foreground_shares_its_chain_with_a_worker(installation: Installation) -> None:
    chain = installation.act("queue_steps", kinds=["sample.pausing"] * 6)
    installation.worker()

    assert installation.act("work_chain", chain=chain)[:2] == ["succeeded", 1000]
    assert installation.notes() == ["began sample.pausing 1", "did sample.pausing 1"] * 6


def test_a_slot_is_held_once_whoever_races_for_it(either: Installation, actors: Actors) -> None:
    held = either.acts_at_once(actors, "queue_slot", slot="s", times=20)

    assert held == [1, 1, 1, 1]
    assert either.rows("slot, state") == [("s", "waiting")]


@pytest.mark.services
@pytest.mark.parametrize("url", ["redis://127.0.0.1:6379/9", "amqp://guest:guest@127.0.0.1:5672//"])
def test_a_broker_delivers_to_a_real_worker(installation: Installation, url: str) -> None:
    port = 6379 if url.startswith("redis") else 5672
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        pytest.skip(f"no broker at port {port}")
    installation.queue_url = url
    worker = installation.worker()

    installation.act("queue_many", kind="sample.note", count=20)
    until(lambda: set(installation.rows("state")) == {("succeeded",)}, "all are done")
    worker.terminate()

    assert worker.wait(timeout=30) == 0
    assert sorted(installation.notes()) == sorted(f"did {number} 1" for number in range(20))


def test_a_broker_that_is_down_loses_nothing(installation: Installation) -> None:
    installation.queue_url = "redis://127.0.0.1:9/0"
    worker = installation.worker()

    installation.act("queue_many", kind="sample.note", count=3)
    until(lambda: [state for (state,) in installation.rows("state")] == ["succeeded"] * 3, "all are done")
    worker.terminate()

    assert worker.wait(timeout=30) == 0
