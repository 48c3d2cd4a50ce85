"""How a reader narrowed the index, read from the address and written back into addresses."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from dragoman.publications.links import clips_path
from dragoman.search.selectors import Filters
from dragoman.ui.wording import reader_language

_LONGEST = 200


def filters_in(query: QueryDict) -> Filters:
    """What the address says; a year that is none is left out."""
    found = {each.name: tidy(query.get(each.name, "")) for each in fields(Filters) if each.name != "year"}
    year = query.get("year", "")
    is_year = len(year) == 4 and year.isascii() and year.isdigit() and year != "0000"
    return Filters(**found, year=int(year) if is_year else None)


def chosen_in(filters: Filters) -> tuple[tuple[str, str], ...]:
    """Name and value of each filter that is set."""
    values = ((each.name, getattr(filters, each.name)) for each in fields(filters))
    return tuple((name, str(value)) for name, value in values if value)


def address(filters: Filters, before: str = "") -> str:
    """The list so narrowed; the place in the list comes last."""
    pairs = [*chosen_in(filters), *([("before", before)] if before else [])]
    path = clips_path(reader_language())
    return f"{path}?{urlencode(pairs)}" if pairs else path


def address_with(filters: Filters, name: str, value: str) -> str:
    """The list narrowed by one more choice, from its beginning."""
    if name == "year":
        return address(replace(filters, year=int(value) if value else None))
    changed: dict[str, Any] = {name: value}  # Any: the other fields are all text
    return address(replace(filters, **changed))


def tidy(text: str) -> str:
    """What a reader typed, in one line: no control or format characters but joiners, and not too long."""
    kept = "".join(" " if ch.isspace() else ch for ch in text if ch.isspace() or not _is_control(ch))
    return " ".join(kept.split())[:_LONGEST].strip()


def _is_control(character: str) -> bool:
    return unicodedata.category(character)[0] == "C" and character not in "\u200c\u200d"
