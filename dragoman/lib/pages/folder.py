"""Whole folders of pages, file by file in a steady order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dragoman.lib.pages.decode import MAX_PAGE_BYTES, MAX_TABLE_BYTES
from dragoman.lib.pages.page import is_table_name, read_page
from dragoman.lib.pages.terms import PageReport, Refusal

_MOST_FILES: Final = 1_000_000


def read_folder(path: Path | str) -> Iterator[PageReport]:
    """A report for every file below ``path``, named by its place there; hidden files are passed over.

    A link is followed only to a file inside the folder. What can't be opened is a refusal, not an error.
    """
    root = Path(path)
    if not root.is_dir():
        yield PageReport(str(path), (Refusal(f"“{path}” is not a folder."),))
        return
    inside = root.resolve()
    for file in _files(root):
        name = file.relative_to(root).as_posix()
        yield _report(file, name, inside)


def _files(root: Path) -> Iterator[Path]:
    seen = 0
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and seen < _MOST_FILES:
                seen += 1
                yield Path(folder, name)


def _report(file: Path, name: str, inside: Path) -> PageReport:
    try:
        real = file.resolve(strict=True)
        if file.is_symlink() and not real.is_relative_to(inside):
            return PageReport(
                name, (Refusal("This is a link to a file outside the folder; it was not followed."),)
            )
        if not real.is_file():
            return PageReport(name, (Refusal("This is not an ordinary file."),))
        limit = MAX_TABLE_BYTES if is_table_name(name) else MAX_PAGE_BYTES
        size = real.stat().st_size
        if size > limit:
            return PageReport(
                name, (Refusal(f"The file has {size >> 20} MiB; at most {limit >> 20} MiB are read."),)
            )
        data = real.read_bytes()
    except (OSError, RuntimeError) as error:
        words = (
            error.strerror if isinstance(error, OSError) and error.strerror else "it leads round in a circle"
        )
        return PageReport(name, (Refusal(f"The file can't be opened: {words}."),))
    return read_page(data, name=name)
