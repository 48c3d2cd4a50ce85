"""Under which values a clip is filed, by what lists keep of its edition."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.catalogue.slugs import filing_slug
from dragoman.search.terms import VALUE_LENGTH, Kind

Key = tuple[str, str]
"""Kind and value."""

_NUMBERS = 10**10
"""More than there can be."""


def keys_of(
    card: dict[str, Any], aired_on: date | None
) -> dict[Key, str]:  # Any: JSON, as ``card_of`` wrote it
    """Each value with its label; empty labels are for values that name themselves."""
    keys: dict[Key, str] = {(Kind.EVERYTHING, ""): ""}
    keys |= {(Kind.TOPIC, slug): name for slug, name in card["topics"]}
    keys |= {(Kind.SPEAKER, slug): name for slug, name in card["voices"] if slug}
    keys |= {(Kind.LANGUAGE, tag): "" for tag in card["spoken"]}
    for name, slug, code, place in card["sources"]:
        keys[Kind.SOURCE, slug] = name
        if code or place:
            keys[Kind.COUNTRY, country_value(code, place)] = place
    if aired_on is not None:
        keys[Kind.YEAR, str(aired_on.year)] = ""
    return {(str(kind), value[:VALUE_LENGTH]): label[:200] for (kind, value), label in keys.items()}


def country_value(code: str, place_name: str) -> str:
    """The code in capitals; a place of the desk's own wording without one goes by its words."""
    return code.upper() if code else filing_slug(place_name)


def standing_of(aired_on: date | None, number: int) -> int:
    """Where a clip stands in lists: later days above, and on one day the higher number."""
    return (aired_on.toordinal() if aired_on else 0) * _NUMBERS + number


def day_of(standing: int) -> date | None:
    day = standing // _NUMBERS
    return date.fromordinal(day) if day else None


def cursor_of(standing: int) -> str:
    """``2024-04-09_11045``: the same for readers and addresses."""
    return f"{day_of(standing) or ''}_{standing % _NUMBERS}"


def read_cursor(text: str) -> int | None:
    """The standing a cursor means; None for the start and for anything that is no cursor."""
    day, mark, number = text.rpartition("_")
    if not mark or not number.isascii() or not number.isdigit() or len(number) > 10:
        return None
    try:
        return standing_of(date.fromisoformat(day) if day else None, int(number))
    except ValueError:
        return None
