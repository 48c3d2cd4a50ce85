"""Names in a question as the values clips are tagged with; only of what is published."""

from __future__ import annotations

from dragoman.catalogue.countries import country_code
from dragoman.search.asking.meaning import Values
from dragoman.search.index.port import Reader
from dragoman.search.index.writing import name_key


def values_of(reader: Reader) -> Values:
    """What a name of some kind stands for in this index."""

    def values(kind: str, name: str) -> tuple[str, ...]:
        if kind == "year":
            return (name,)
        found = reader.values(kind, name.strip(), name_key(name).split())
        if not found and kind == "country" and (code := country_code(name)):
            return reader.values(kind, code, ())
        return found

    return values
