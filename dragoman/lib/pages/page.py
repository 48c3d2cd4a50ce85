"""The door: bytes in, a report out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from dragoman.lib.pages.clip import NOTHING_BUT_FURNITURE, read_clip
from dragoman.lib.pages.decode import MAX_PAGE_BYTES, MAX_TABLE_BYTES, decode_page
from dragoman.lib.pages.embedded import Hints, read_hints
from dragoman.lib.pages.furniture import is_banner, is_label
from dragoman.lib.pages.lines import Line, clean, text_lines
from dragoman.lib.pages.mail import message_body, split_clips
from dragoman.lib.pages.markup import is_markup, markup_lines, parse_markup
from dragoman.lib.pages.table import csv_delimiter, is_json_lines, read_csv, read_json_lines
from dragoman.lib.pages.terms import PageClip, PageIsUnreadable, PageReport, Refusal

MAX_LINES: Final = 50_000
_ORDINAL: Final = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_TABLES: Final = frozenset({".csv", ".tsv", ".jsonl", ".ndjson", ".jl"})


def is_table_name(name: str) -> bool:
    """Whether the file's name says it holds a table."""
    return PurePosixPath(name).suffix.casefold() in _TABLES


def read_page(data: bytes, *, name: str = "") -> PageReport:
    """What one file tells: a page, a mail with several clips, a table. Never raises for what it holds."""
    try:
        return PageReport(name, _read(data, name))
    except PageIsUnreadable as error:
        return PageReport(name, (Refusal(str(error)),))


def _read(data: bytes, name: str) -> tuple[PageClip | Refusal, ...]:
    table = is_table_name(name)
    body = None if table else message_body(data[: MAX_PAGE_BYTES + 1])
    decoded = decode_page(data if body is None else body, limit=MAX_TABLE_BYTES if table else MAX_PAGE_BYTES)
    text = clean(decoded.text)
    if not text.strip():
        raise PageIsUnreadable("The file is empty.")
    if is_json_lines(text):
        return read_json_lines(text)
    delimiter = csv_delimiter(text)
    if delimiter is not None:
        return read_csv(text, delimiter)
    if table:
        raise PageIsUnreadable("The table has no heading with our columns (number, title, aired_on, …).")
    lines, hints = _lines(text)
    if len(lines) > MAX_LINES:
        raise PageIsUnreadable(f"The page has {len(lines)} lines; pages are read up to {MAX_LINES}.")
    pieces = split_clips(lines)
    if len(pieces) == 1:
        return (_single(lines, hints, decoded.doubts),)
    return tuple(_without_ordinal(read_clip(piece, doubts=decoded.doubts)) for piece in pieces)


def _without_ordinal(clip: PageClip | Refusal) -> PageClip | Refusal:
    """A title in a numbered list without its place there: “2. Minister Speaks”."""
    return clip if isinstance(clip, Refusal) else replace(clip, title=_ORDINAL.sub("", clip.title))


def _lines(text: str) -> tuple[tuple[Line, ...], Hints]:
    if not is_markup(text):
        return text_lines(text), Hints()
    root = parse_markup(text)
    if root is None:
        return (), Hints()
    return markup_lines(root), read_hints(root)


def _single(lines: tuple[Line, ...], hints: Hints, doubts: tuple[str, ...]) -> PageClip | Refusal:
    if not hints.title and all(is_label(line.text) or is_banner(line.text) for line in lines):
        return Refusal(NOTHING_BUT_FURNITURE)
    return read_clip(lines, hints, doubts=doubts)
