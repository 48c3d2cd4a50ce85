"""CSL-JSON 1.0.2, the form that citeproc, Zotero and Pandoc share.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dragoman.lib.citation.reference import Reference
from dragoman.lib.hashing import clean_text

_MEDIA = {"video": "Video", "audio": "Audio"}


def write(reference: Reference) -> str:
    """A list of one item, as files of references are."""
    return json.dumps([item(reference)], ensure_ascii=False, indent=1) + "\n"


def item(one: Reference) -> dict[str, Any]:  # Any: JSON
    """The item; names are literal, parts that say nothing are left out."""
    made: dict[str, Any] = {  # Any: JSON
        "id": one.key,
        "type": "broadcast",
        # Words that were said are not a headline: no style may set their letters another way.
        "title": f'<span class="nocase">{one.title}</span>' if one.label else one.title,
        "original-title": one.original,
        "container-title": one.container or one.programme,
        "collection-title": one.programme if one.container else "",
        "author": _names(one.authors),
        "translator": _names(one.translators),
        "publisher": ", ".join(one.sources),
        "issued": _day(one.aired),
        "available-date": _day(one.published),
        "accessed": _day(one.accessed),
        "medium": _MEDIA.get(one.medium, ""),
        "dimensions": one.length,
        "section": f"s{one.label}" if one.label else "",
        "number": one.identifier,
        "version": str(one.edition),
        "archive": one.archive,
        "archive_location": one.identifier,
        "language": one.language,
        "URL": one.address,
        "note": " ".join(one.notes),
        "custom": {
            "at": one.at,
            "original-language": one.original_language,
            "edition-sha256": one.digest,
            "rights": one.rights,
        },
    }
    return {name: value for name, value in _clean(made).items() if value}


def _names(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"literal": name} for name in names]


def _day(day: date | None) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}


def _clean(value: Any) -> Any:  # Any: JSON
    if isinstance(value, str):
        return " ".join(clean_text(value).split())
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return value
