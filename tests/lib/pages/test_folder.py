"""Folders of pages."""

from __future__ import annotations

from pathlib import Path

from dragoman.lib.pages.folder import read_folder
from dragoman.lib.pages.terms import PageClip, Refusal

PAGE = "A Title Of Some Length\n#7 | 2:01\nSource: A (Iran)\n"


def test_files_come_in_order_and_each_is_reported(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(PAGE)
    (tmp_path / ".hidden").write_text(PAGE)
    (tmp_path / "b" / "2.txt").write_text(PAGE)
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "big.txt").write_bytes(b"a" * (9 << 20))
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    (tmp_path / "same.txt").symlink_to(tmp_path / "a.txt")
    reports = {report.name: report.clips[0] for report in read_folder(tmp_path)}
    assert list(reports) == ["a.txt", "big.txt", "c.txt", "gone.txt", "out.txt", "same.txt", "b/2.txt"]
    assert {name: clip.reason for name, clip in reports.items() if isinstance(clip, Refusal)} == {
        "big.txt": "The file has 9 MiB; at most 8 MiB are read.",
        "c.txt": "This is a binary file, not a page of text.",
        "gone.txt": "The file can't be opened: No such file or directory.",
        "out.txt": "This is a link to a file outside the folder; it was not followed.",
    }
    assert [name for name, clip in reports.items() if isinstance(clip, PageClip)] == [
        "a.txt",
        "same.txt",
        "b/2.txt",
    ]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    (report,) = read_folder(tmp_path / "no")
    assert isinstance(report.clips[0], Refusal)
