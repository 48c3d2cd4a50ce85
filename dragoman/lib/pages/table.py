"""Clips as rows: CSV and JSON Lines in the documented schema. A bad row is reported, the rest comes in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Final

from dragoman.lib.pages.rows import RowIsUnreadable, clip_of_record, clip_of_row
from dragoman.lib.pages.terms import PageClip, Refusal

_COLUMNS: Final = frozenset(
    {"number", "title", "aired_on", "duration_ms", "duration", "sources", "summary", "turns", "intro"}
)
_DELIMITERS: Final = (",", ";", "\t", "|")


def is_json_lines(text: str) -> bool:
    """Whether the first line with anything on it is a JSON object."""
    first = next((line.strip() for line in text[:200_000].split("\n") if line.strip()), "")
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return '"title"' in first or '"number"' in first


def csv_delimiter(text: str) -> str | None:
    """The delimiter, when the first line is a heading of our columns; None for other text."""
    first = text.lstrip("\n")[:4000].split("\n", 1)[0]
    for delimiter in _DELIMITERS:
        names = {_column(name) for name in first.split(delimiter)}
        if "title" in names and len(names & _COLUMNS) >= 2:
            return delimiter
    return None


def _column(name: str) -> str:
    return name.strip().strip('"').strip().casefold().replace(" ", "_")


def read_json_lines(text: str) -> tuple[PageClip | Refusal, ...]:
    """One object a line. Blank lines are passed over."""
    found: list[PageClip | Refusal] = []
    seen: dict[int, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            found.append(_checked(_json_record(line, number), number, seen))
    return tuple(found) or (Refusal("The file holds no lines."),)


def _json_record(line: str, number: int) -> PageClip | Refusal:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return Refusal(f"Line {number}: this is not JSON ({error.msg} at column {error.colno}).")
    except (ValueError, RecursionError):
        return Refusal(f"Line {number}: this JSON is nested too deeply or holds a number too long to read.")
    if not isinstance(record, dict):
        return Refusal(f'Line {number}: an object is needed, like {{"number": 1, "title": …}}.')
    try:
        return clip_of_record(record, line=number)
    except RowIsUnreadable as error:
        return Refusal(f"Line {number}: {error}")


def read_csv(text: str, delimiter: str) -> tuple[PageClip | Refusal, ...]:
    """One clip a row. The number of a row is that of its first line in the file."""
    found: list[PageClip | Refusal] = []
    seen: dict[int, int] = {}
    for number, row in _rows(text, delimiter):
        if isinstance(row, Refusal):
            found.append(row)
            continue
        try:
            clip: PageClip | Refusal = clip_of_row(row, line=number)
        except RowIsUnreadable as error:
            clip = Refusal(f"Line {number}: {error}")
        found.append(_checked(clip, number, seen))
    return tuple(found) or (Refusal("The table has a heading but no rows."),)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, Mapping[str, str] | Refusal]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] | None = None
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, Refusal(f"Line {start}: this row can't be read ({error}).")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = [_column(name) for name in cells]
        elif len(cells) > len(columns):
            yield start, Refusal(f"Line {start}: the row has {len(cells)} cells, the heading {len(columns)}.")
        else:
            yield start, dict(zip(columns, cells, strict=False))


def _checked(clip: PageClip | Refusal, line: int, seen: dict[int, int]) -> PageClip | Refusal:
    """Refuse a number that an earlier line already gave."""
    if isinstance(clip, Refusal) or clip.number is None:
        return clip
    first = seen.setdefault(clip.number, line)
    if first != line:
        return Refusal(f"Line {line}: clip {clip.number} is already given on line {first}.")
    return clip
