from __future__ import annotations

import os
import subprocess
import sys

from dragoman.project.serve.death import PARENT


def test_process_whose_parent_died_while_it_started_ends_at_once() -> None:
    """Its parent by now is another than the one that began it: as if the supervisor had been killed meanwhile."""
    done = subprocess.run(
        [sys.executable, "-c", "import dragoman.project.serve.web"],
        env={**os.environ, PARENT: "1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
