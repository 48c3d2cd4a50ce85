"""Lists of readers as other programs write them: CSV with a line of column names. Reading one changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dragoman.bulletins.terms import BulletinError

COLUMNS = ("address", "topics", "cadence", "evidence")
ALSO = ("language", "zone", "name")
MOST_LINES = 50_000
_LONGEST_CELL = 2_000
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class BadList(BulletinError):
    """The file as a whole is no list we can read; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One reader as the list names them; ``number`` is that of the line in the file."""

    number: int
    address: str
    topics: tuple[str, ...]
    cadence: str
    evidence: str
    language: str = ""
    zone: str = ""
    name: str = ""


def read_list(content: bytes) -> list[Line]:
    """Every line that is not empty. Raises ``BadList``."""
    text = _text(content)
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise BadList(
                _("The first line names the columns. These are missing: %(names)s.")
                % {"names": ", ".join(missing)}
            )
        return list(_lines(rows, names))
    except csv.Error as error:
        raise BadList(
            _("Line %(number)s can’t be read as CSV: %(error)s.") % {"number": rows.line_num, "error": error}
        ) from error


def _text(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadList(_("The file is not in UTF-8: save it as CSV UTF-8.")) from error
    if "\0" in text:
        raise BadList(_("This is no CSV file."))
    return text


def _lines(rows: Iterator[list[str]], names: list[str]) -> Iterator[Line]:
    for count, cells in enumerate((row for row in rows if any(cell.strip() for cell in row)), 1):
        if count > MOST_LINES:
            raise BadList(_("The list has more than %(most)s lines: divide it.") % {"most": MOST_LINES})
        said = dict(zip(names, (cell.strip()[:_LONGEST_CELL] for cell in cells), strict=False))
        yield Line(
            number=_number(rows),
            address=said.get("address", ""),
            topics=tuple(
                dict.fromkeys(one.strip() for one in said.get("topics", "").split(";") if one.strip())
            ),
            cadence=said.get("cadence", "").lower(),
            evidence=said.get("evidence", ""),
            language=said.get("language", ""),
            zone=said.get("zone", ""),
            name=said.get("name", ""),
        )


def _number(rows: Iterator[list[str]]) -> int:
    return int(getattr(rows, "line_num", 0))
