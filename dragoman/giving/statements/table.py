"""Statements as tables (CSV): which column holds what is guessed from its heading, and the desk may say otherwise."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from dragoman.giving.statements.lines import MOST_BYTES, MOST_LINES, BadStatement, Credit, with_keys
from dragoman.lib.money import Money, NoAmount, UnknownCurrency, exponent, read_amount

_HEADINGS = {
    "booked_on": ("buchungstag", "buchungsdatum", "booking", "date", "datum", "fecha", "дата", "valuta"),
    "amount": ("betrag", "amount", "montant", "importe", "сумма", "umsatz", "credit"),
    "currency": ("währung", "waehrung", "currency", "devise", "moneda", "валюта"),
    "payer": (
        "auftraggeber",
        "zahlungspflichtiger",
        "payer",
        "name",
        "beguenstigter",
        "débiteur",
        "ordenante",
    ),
    "text": (
        "verwendungszweck",
        "reference",
        "details",
        "purpose",
        "description",
        "libellé",
        "concepto",
        "text",
    ),
    "bank_id": ("transaction id", "transaktions", "id"),
}
FIELDS = tuple(_HEADINGS)
_DAY = re.compile(r"(\d{1,4})\D(\d{1,2})\D(\d{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, counted from 0; -1 for none."""

    booked_on: int
    amount: int
    currency: int = -1
    payer: int = -1
    text: int = -1
    bank_id: int = -1


def rows_of(data: bytes) -> list[list[str]]:
    """The table's rows, whatever its encoding and its separator. Raises ``BadStatement``."""
    if len(data) > MOST_BYTES:
        raise BadStatement(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 2**20})
    text = _text(data)
    if "\0" in text:
        raise BadStatement(_("The file can’t be read as a table."))
    sample = text[:4000]
    separator = max(";,\t|", key=sample.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(map(str.strip, row))]
    except csv.Error as error:
        raise BadStatement(_("The file can’t be read as a table.")) from error
    if len(rows) < 2 or len(rows) > MOST_LINES:
        raise BadStatement(_("The statement has no lines, or more than %(most)s.") % {"most": MOST_LINES})
    return rows


def guessed(headings: list[str]) -> Columns:
    """Raises ``BadStatement`` where no column looks like a day or an amount."""
    low = [one.strip().casefold() for one in headings]
    found = {field: _column(low, names) for field, names in _HEADINGS.items()}
    if found["booked_on"] < 0 or found["amount"] < 0:
        raise BadStatement(_("Say which columns hold the day and the amount."))
    return Columns(**found)


def credits_in(
    rows: list[list[str]], columns: Columns, currency: str, day_first: bool = True
) -> list[Credit]:
    """The credits among the rows under the heading; debits are left out. Raises ``BadStatement`` by line."""
    return list(with_keys(_credits(rows, columns, currency, day_first)))


def _credits(rows: list[list[str]], columns: Columns, currency: str, day_first: bool) -> Iterator[Credit]:
    for place, row in enumerate(rows[1:], start=2):

        def cell(at: int, row: list[str] = row) -> str:
            return row[at].strip() if 0 <= at < len(row) else ""

        written = cell(columns.amount)
        if not written or written.startswith(("-", "−")) or written.endswith(("-", "S", "D")):
            continue
        code = cell(columns.currency).upper() or currency
        try:
            exponent(code)
            money = read_amount(written.lstrip("+").rstrip("+HC ").strip(), code)
        except (UnknownCurrency, NoAmount) as error:
            told = {"line": place, "text": f"{written[:20]} {code[:8]}"}
            raise BadStatement(_("Line %(line)s: “%(text)s” is no amount.") % told) from error
        if money.minor == 0:
            continue
        yield Credit(
            booked_on=_day(cell(columns.booked_on), day_first, place),
            money=Money(money.minor, code),
            payer=cell(columns.payer),
            text=cell(columns.text),
            bank_id=cell(columns.bank_id),
        )


def _day(text: str, day_first: bool, place: int) -> date:
    """``2027-01-31``, ``31.01.2027``, ``1/31/27`` where the month comes first."""
    found = _DAY.match(text)
    if found:
        one, two, three = (int(part) for part in found.groups())
        if len(found[1]) == 4:
            year, month, day = one, two, three
        else:
            day, month, year = (one, two, three) if day_first else (two, one, three)
        try:
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            pass
    raise BadStatement(_("Line %(line)s: “%(text)s” is no day.") % {"line": place, "text": text[:20]})


def _column(headings: list[str], names: tuple[str, ...]) -> int:
    for name in names:
        for place, heading in enumerate(headings):
            if heading == name or (len(name) > 2 and name in heading):
                return place
    return -1


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(data, cp_isolation=["cp1252", "cp1251", "iso8859_15", "utf_16"]).best()
    if best is None:
        raise BadStatement(_("The file can’t be read as a table."))
    return str(best)
