"""A number in the search box goes straight to its clip."""

from __future__ import annotations

from dragoman.publications import selectors
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.links import clip_path
from dragoman.publications.page import PublishedClip
from dragoman.search.numbers import number_in
from dragoman.ui.wording import reader_language


def path_asked_for(text: str) -> str:
    """The address of a number that was published, withdrawn or not, and of a sentence; empty for anything else."""
    wanted = number_in(text)
    path = _path_of(wanted.number) if wanted is not None else ""
    return f"{path}#s{wanted.label}" if wanted is not None and path and wanted.label else path


def _path_of(number: int) -> str:
    try:
        found = selectors.published_clip(number)
    except NoSuchNumber:
        return ""
    if isinstance(found, PublishedClip):
        return clip_path(number, found.slug, reader_language())
    return clip_path(number, "", reader_language()) if found.state == "withdrawn" else ""
