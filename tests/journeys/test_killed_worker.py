"""The worker is killed outright in the middle of each step; every job finishes, one clip, one number.

One run is killed once in each step; ten times in each, as the promise says:
``DRAGOMAN_TEST_KILLS=10 pytest tests/journeys/test_killed_worker.py``.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time

import pytest

from tests.journeys.installation import ROOT, Installation, kill_outright

BROADCAST = ROOT / "demo/media/english.mp4"
KILLS = int(os.environ.get("DRAGOMAN_TEST_KILLS", "1"))
STEPS = [
    "recordings.prepare",
    "clips.cut",
    "clips.illustrate",
    "transcripts.transcribe",
    "translations.translate",
    "reviews.check",
    "publications.publish",
    "publications.caption",
]
ORDER = """
from pathlib import Path
from dragoman.ledger.terms import COMMAND_LINE
from dragoman.pipeline.orders import ClipOrder
from dragoman.pipeline.services import start_clip
order = ClipOrder(title="A clip", channel="Test TV", aired="2024-04-09", spoken=("en",), into=("pt",),
    in_point="0:34", out_point="0:38", publish=True)
answer = start_clip(path=Path({path!r}), file_name="a.mp4", order=order, actor=COMMAND_LINE).pk
"""
OUTCOME = """
from dragoman.clips.models import Clip, ClipFile
from dragoman.jobs.models import Job
from dragoman.ledger.selectors import first_break
from dragoman.publications.models import Edition, Number, Publication
from dragoman.recordings.models import Recording, Rendition
from dragoman.transcripts.models import Transcript
answer = {
    "jobs": sorted(set(Job.objects.filter(slot__startswith="clip").values_list("state", flat=True))),
    "open": Job.objects.exclude(state="succeeded").exclude(slot__startswith="periodic").count(),
    "clips": Clip.objects.count(), "recordings": Recording.objects.count(), "renditions": Rendition.objects.count(),
    "files": sorted(ClipFile.objects.values_list("kind", flat=True)),
    "transcripts": Transcript.objects.count(),
    "numbers": list(Number.objects.values_list("number", flat=True)), "editions": Edition.objects.count(),
    "states": list(Publication.objects.values_list("state", flat=True)), "broken": first_break() is not None,
}
"""
ALL_DONE = """
SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM jobs_job WHERE state <> 'succeeded' AND slot NOT LIKE 'periodic%')
"""


class Watcher:
    """Looks into the installation's database from outside."""

    def __init__(self, installation: Installation) -> None:
        self._path = installation.data_dir / "dragoman.sqlite3"

    def ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(question, values).fetchall()
        finally:
            connection.close()

    def wait_for(self, question: str, *values: object, seconds: float = 300) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.ask(question, *values):
                return True
            time.sleep(0.02)
        return False


def kill_in(step: str, installation: Installation, watcher: Watcher) -> None:
    """Start a worker, and kill it in the middle of the step."""
    running = ("SELECT 1 FROM jobs_job WHERE kind = ? AND state = 'running'", step)
    worker = installation.worker()
    try:
        assert watcher.wait_for(*running), f"{step} never ran"
        time.sleep(random.uniform(0, 0.25))
        assert watcher.ask(*running), f"{step} was over before it could be killed"
    finally:
        kill_outright(worker)


@pytest.mark.models
def test_job_killed_in_each_of_its_steps_is_finished_by_the_next_worker(tmp_path):
    installation = Installation(tmp_path / "data", settings="tests.journeys.slowed.settings")
    assert installation.dragoman("setup").returncode == 0
    installation.ask(ORDER.format(path=str(BROADCAST)))
    watcher = Watcher(installation)
    for step in STEPS:
        for _ in range(KILLS):
            kill_in(step, installation, watcher)
    worker = installation.worker()
    published = watcher.wait_for(
        "SELECT 1 FROM jobs_job WHERE kind = 'publications.caption' AND state = 'succeeded'"
    )
    watcher.wait_for(ALL_DONE)
    worker.terminate()
    worker.wait(timeout=30)
    assert published
    assert installation.ask(OUTCOME) == {
        "jobs": ["succeeded"],
        "open": 0,
        "clips": 1,
        "recordings": 1,
        "renditions": 2,
        "files": ["peaks", "playable", "poster", "speech", "stills"],
        "transcripts": 1,
        "numbers": [1],
        "editions": 1,
        "states": ["published"],
        "broken": False,
    }
    assert [path.name for path in (installation.data_dir / "work").iterdir() if path.is_dir()] == []
