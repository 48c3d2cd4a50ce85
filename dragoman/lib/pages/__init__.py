"""Published clip pages, read into values.

Takes the bytes of a page as a site or a person saved it (plain text, HTML, a mail with several clips,
CSV, JSON Lines) and gives what it says: number, title, date, running time, sources, summary and the
attributed turns, their words unchanged. It promises never to raise for what a file holds, to give the
same answer for the same bytes, and to say in words what it doubted, left out or refused, with the line.

``read_page`` reads one file, ``read_folder`` a folder of them, ``as_json`` writes what was understood,
``as_page`` writes a clip as a page again.
"""

from __future__ import annotations

from dragoman.lib.pages.folder import read_folder
from dragoman.lib.pages.page import read_page
from dragoman.lib.pages.render import as_page
from dragoman.lib.pages.terms import (
    PageClip,
    PageIsUnreadable,
    PageReport,
    PageSource,
    PageTurn,
    Refusal,
    as_json,
)

__all__ = [
    "PageClip",
    "PageIsUnreadable",
    "PageReport",
    "PageSource",
    "PageTurn",
    "Refusal",
    "as_json",
    "as_page",
    "read_folder",
    "read_page",
]
