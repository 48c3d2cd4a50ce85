"""One row of a table, or one JSON object, as a clip; a value of the wrong kind is refused in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from dragoman.lib.countries import country_code
from dragoman.lib.pages.dates import read_date
from dragoman.lib.pages.durations import read_duration
from dragoman.lib.pages.fields import read_number
from dragoman.lib.pages.lines import clean, squeeze, text_lines
from dragoman.lib.pages.sources import read_sources
from dragoman.lib.pages.terms import PageClip, PageSource, PageTurn
from dragoman.lib.pages.turns import read_turns

_KEYS: Final = frozenset(
    {
        "number",
        "title",
        "aired_on",
        "duration_ms",
        "sources",
        "intro",
        "summary",
        "turns",
        "warnings",
        "address",
    }
)
_COLUMNS: Final = (_KEYS - {"warnings"}) | {"duration", "country"}


class RowIsUnreadable(ValueError):
    """A value of the row is not what its column holds; the message names both."""


def clip_of_record(record: Mapping[str, Any], *, line: int) -> PageClip:  # Any: foreign JSON
    """The clip in one JSON object with the documented keys."""
    warnings = [
        f"Line {line}: the key “{str(key)[:40]}” is not known and was left out."
        for key in record
        if key not in _KEYS
    ]
    return PageClip(
        number=_number(record.get("number")),
        title=_title(record.get("title")),
        aired_on=_date(record.get("aired_on"), line, warnings),
        duration_ms=_milliseconds(record.get("duration_ms")),
        sources=tuple(_source(source) for source in _list(record.get("sources"), "sources")),
        intro=_text(record.get("intro"), "intro"),
        summary=_paragraphs(record.get("summary"), "summary"),
        turns=tuple(_turn(turn) for turn in _list(record.get("turns"), "turns")),
        warnings=(*_kept_warnings(record), *warnings),
        address=_text(record.get("address"), "address"),
    )


def clip_of_row(row: Mapping[str, str], *, line: int) -> PageClip:
    """The clip in one row of a CSV with the documented columns."""
    warnings = [
        f"Line {line}: the column “{name[:40]}” is not known and was left out."
        for name in row
        if name not in _COLUMNS
    ]
    cell = {name: clean(value).strip() for name, value in row.items()}
    summary = tuple(squeeze(part) for part in cell.get("summary", "").split("\n") if part.strip())
    title = _title(cell.get("title"))
    turns = _cell_turns(cell.get("turns", ""), title, line, warnings)
    return PageClip(
        number=_number(cell.get("number")),
        title=title,
        aired_on=_date(cell.get("aired_on"), line, warnings),
        duration_ms=_cell_duration(cell),
        sources=_cell_sources(cell, line, warnings),
        intro=squeeze(cell.get("intro", "")),
        summary=summary,
        turns=turns,
        warnings=tuple(warnings),
        address=cell.get("address", ""),
    )


def _kept_warnings(record: Mapping[str, Any]) -> list[str]:
    return [_text(warning, "warnings") for warning in _list(record.get("warnings"), "warnings")]


def _number(value: object) -> int | None:
    if value is None or value == "":
        return None
    number = value if isinstance(value, int) and not isinstance(value, bool) else None
    if isinstance(value, str):
        number = read_number(value)
    if number is None or not 0 < number < 10**9:
        raise RowIsUnreadable(f"“{_shown(value)}” is not a clip number: a whole number above zero is needed.")
    return number


def _title(value: object) -> str:
    title = _text(value, "title")
    if not title:
        raise RowIsUnreadable("the title is missing.")
    return title


def _text(value: object, name: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RowIsUnreadable(f"“{name}” must be text, not {_shown(value)}.")
    return squeeze(clean(value))


def _list(value: object, name: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise RowIsUnreadable(f"“{name}” must be a list, not {_shown(value)}.")
    return value


def _paragraphs(value: object, name: str) -> tuple[str, ...]:
    parts = [value] if isinstance(value, str) else _list(value, name)
    return tuple(text for part in parts if (text := _text(part, name)))


def _date(value: object, line: int, warnings: list[str]) -> date | None:
    if value is None or value == "":
        return None
    found = read_date(value) if isinstance(value, str) else None
    if found is None:
        raise RowIsUnreadable(f"“{_shown(value)}” is not a date: write it like 2024-04-09.")
    if found.doubt:
        warnings.append(f"Line {line}: {found.doubt}")
    return found.day


def _milliseconds(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= 86_400_000:
        raise RowIsUnreadable(
            f"“duration_ms” must be whole milliseconds above zero, at most a day, not {_shown(value)}."
        )
    return value


def _cell_duration(cell: Mapping[str, str]) -> int | None:
    written = cell.get("duration_ms", "")
    if written:
        if not (written.isascii() and written.isdigit() and len(written) < 12):
            raise RowIsUnreadable(f"“{_shown(written)}” is not a number of milliseconds.")
        return _milliseconds(int(written))
    clock = cell.get("duration", "")
    if not clock:
        return None
    found = read_duration(clock)
    if found is None or found.ms is None:
        raise RowIsUnreadable(f"“{_shown(clock)}” is not a running time: write it like 2:01 or 0:02:01.")
    return found.ms


def _source(value: object) -> PageSource:
    if not isinstance(value, dict):
        raise RowIsUnreadable(f"a source must be an object with “name” and “country”, not {_shown(value)}.")
    name, country = _text(value.get("name"), "name"), _text(value.get("country"), "country")
    if not name:
        raise RowIsUnreadable("a source has no name.")
    return PageSource(name, country, country_code(country) if country else None)


def _cell_sources(cell: Mapping[str, str], line: int, warnings: list[str]) -> tuple[PageSource, ...]:
    read = read_sources(squeeze(cell.get("sources", "")))
    warnings += [f"Line {line}: {doubt}" for doubt in read.doubts]
    country = cell.get("country", "")
    if country and len(read.sources) == 1 and not read.sources[0].country:
        return (PageSource(read.sources[0].name, country, country_code(country)),)
    return read.sources


def _turn(value: object) -> PageTurn:
    if not isinstance(value, dict):
        raise RowIsUnreadable(
            f"a turn must be an object with “speaker” and “paragraphs”, not {_shown(value)}."
        )
    paragraphs = _paragraphs(value.get("paragraphs"), "paragraphs")
    if not paragraphs:
        raise RowIsUnreadable("a turn has no paragraphs.")
    return PageTurn(_text(value.get("speaker"), "speaker"), _text(value.get("role"), "role"), paragraphs)


def _cell_turns(written: str, title: str, line: int, warnings: list[str]) -> tuple[PageTurn, ...]:
    """Turns in a cell: JSON as in JSON Lines, or lines as a page has them."""
    if not written:
        return ()
    if written.startswith("["):
        try:
            return tuple(_turn(turn) for turn in _list(json.loads(written), "turns"))
        except RowIsUnreadable:
            raise
        except (ValueError, RecursionError):
            if written.startswith(("[{", "[ {")):
                raise RowIsUnreadable("the turns begin like JSON but are not.") from None
    read = read_turns(text_lines(written), head_text=title, after_intro=True)
    warnings += [f"Line {line}, in the turns: {doubt}" for doubt in read.doubts]
    warnings += [
        f"Line {line}, in the turns: “{left.text[:60]}” has no speaker and was left out."
        for left in read.before
    ]
    return read.turns


def _shown(value: object) -> str:
    return str(value)[:60]
