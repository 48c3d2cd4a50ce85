"""The demonstration is made by really running the main job, and making it again changes nothing."""

from __future__ import annotations

import pytest

from tests.journeys.installation import Installation

STATE = """
from dragoman.accounts.models import User
from dragoman.ledger.selectors import first_break, head
from dragoman.publications.models import Publication
from dragoman.publications.selectors import published_clip
filmed = Publication.objects.filter(clip__recording__isnull=False).get()
clip = published_clip(filmed.number)
answer = {
    "clips": Publication.objects.filter(state="published").count(),
    "people": User.objects.count(),
    "number": filmed.number,
    "engines": [engine.task for engine in clip.content.engines],
    "origins": sorted({line.origin for line in clip.content.lines}),
    "labels": [line.label for line in clip.content.lines],
    "reviewers": [clip.names[handle] for handle in clip.content.reviewers],
    "files": sorted(clip.files),
    "lines": head().seq,
    "broken": first_break() is not None,
}
"""


@pytest.mark.models
def test_first_look(tmp_path):
    installation = Installation(tmp_path / "data")
    done = installation.dragoman("demo", "first")
    assert done.returncode == 0, done.stderr
    state = installation.ask(STATE)
    assert {name: value for name, value in state.items() if name not in ("lines", "files")} == {
        "clips": 28,
        "people": 6,
        "number": 1031,
        "engines": ["transcription", "translation"],
        "origins": ["person"],
        "labels": ["1", "2", "3", "4", "5", "6", "7"],
        "reviewers": ["Helena Brandt"],
        "broken": False,
    }
    assert {"clip.mp4", "peaks.json", "poster.jpg"} <= set(state["files"])
    assert (tmp_path / "data" / "demo_password").stat().st_mode & 0o777 == 0o600
    assert installation.dragoman("demo", "first").returncode == 0
    assert installation.ask(STATE) == state
