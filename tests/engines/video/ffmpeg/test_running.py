from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines.video import port
from dragoman.engines.video.ffmpeg.running import Job, ask, staged, work


def test_staged_shows_the_result_only_when_whole(tmp_path: Path) -> None:
    out = tmp_path / "out.mp4"
    with staged(out) as part:
        part.write_bytes(b"whole")
        (part.parent / "scrap").touch()
        assert not out.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out.mp4"]
    with pytest.raises(KeyError), staged(out) as part:
        part.write_bytes(b"half")
        raise KeyError
    assert (out.read_bytes(), len(list(tmp_path.iterdir()))) == (b"whole", 1)


def test_ask_and_work_put_every_end_into_words(tmp_path: Path) -> None:
    job = Job(reads=(tmp_path,), wall_seconds=1)
    with pytest.raises(port.WorkTooLong, match="longer than the 1 seconds"):
        work(["/bin/sleep", "60"], job)
    with pytest.raises(port.EngineFailed, match="The encoder failed: oh no"):
        work(["/bin/sh", "-c", "echo oh no >&2; exit 1"], job)
    with pytest.raises(port.DiskFull):
        work(["/bin/sh", "-c", "echo 'x: No space left on device' >&2"], job)
    with pytest.raises(port.CannotWrite):
        work(["/bin/sh", "-c", "echo 'x: Permission denied' >&2; exit 1"], job)
    with pytest.raises(port.EngineFailed, match="SIGSEGV"):
        work(["/bin/sh", "-c", "kill -SEGV $$"], job)
    with pytest.raises(port.EngineFailed, match="No such file"):
        work(["/nowhere/ffmpeg"], job)
    with pytest.raises(port.NotMedia, match="No such file"):
        ask("probe:probe", Job(reads=()), path=str(tmp_path / "nothing"))
