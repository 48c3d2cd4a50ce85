"""Lines and voices as an index keeps them: compact, and read only where they are shown."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from dragoman.search.analysis.analyser import terms_of
from dragoman.search.index.terms import Body, Document, Line, Named, Shown, Side, forms_in


class Voice(NamedTuple):
    slug: str
    name: str
    role: str


class Lines:
    """The lines of one clip, each taken out of the text when it is asked for."""

    def __init__(self, body: Shown) -> None:
        self._rows = body.lines.split("\n") if body.lines else []
        self._starts = array("I", map(int, body.starts.split()))
        self._voices: dict[str, list[str]] = json.loads(body.voices)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: int) -> Line:
        side, label, of, *rest = json.loads(self._rows[at])
        return Line(Side(side), label, tuple(of), *rest)._replace(start=self._starts[at])

    def at_term(self, position: int) -> int:
        """Which line a term stands in."""
        return bisect_right(self._starts, position) - 1

    def end_of(self, at: int) -> int:
        """How many terms stand before the line after, breaks included."""
        return self._starts[at + 1] if at + 1 < len(self._starts) else 1 << 31

    def labelled(self, side: Side, label: str) -> int | None:
        """Which line has a label on a side; the first of several translations."""
        wanted = json.dumps([side, label], ensure_ascii=False, separators=(",", ":"))[:-1] + ","
        return next((at for at, row in enumerate(self._rows) if row.startswith(wanted)), None)

    def renderings_of(self, label: str) -> Iterator[int]:
        """Which lines render a sentence."""
        wanted, side = json.dumps(label, ensure_ascii=False), f'["{Side.TRANSLATION}"'
        for at, row in enumerate(self._rows):
            if row.startswith(side) and wanted in row and label in self[at].of:
                yield at

    def voice(self, key: str) -> Voice:
        return Voice(*self._voices.get(key, ("", "", "")))


def written(lines: Sequence[Line]) -> str:
    return "\n".join(json.dumps(line[:-1], ensure_ascii=False, separators=(",", ":")) for line in lines)


def packed(one: Document) -> tuple[str, str, str]:
    """Tags, languages and names as one text each."""
    names = json.dumps(one.names, ensure_ascii=False, separators=(",", ":"))
    return " ".join(one.tags), " ".join(one.languages), names


def kept(body: Body) -> tuple[object, ...]:
    """A body as its row, but for its place."""
    return tuple(getattr(body, each.name) for each in fields(body)[1:])


def unpacked(
    number: int, tags: str, languages: str, names: str, docid: int, *rest: Any
) -> Document:  # Any: a row
    """A clip as it was added."""
    named = tuple(Named(kind, value, tuple(each)) for kind, value, each in json.loads(names))
    return Document(docid, tuple(tags.split()), tuple(languages.split()), named, Body(number, *rest))


def forms_counted(documents: Iterable[Document]) -> list[tuple[str, int]]:
    """Every form with the number of clips that hold it."""
    return sorted(Counter(form for one in documents for form in forms_in(one.body.forms)).items())


def names_counted(documents: Iterable[Document]) -> list[tuple[str, str, str, str, int]]:
    """Each name as it is looked up, what it means, all the names of that, and in how many clips."""
    found = Counter(named for one in documents for named in one.names)
    rows = {
        (name_key(name), named.kind, named.value, "\n".join(named.names)): count
        for named, count in found.items()
        for name in named.names
    }
    return sorted((*row, count) for row, count in rows.items() if row[0])


def name_key(name: str) -> str:
    """One text for all ways to write a name that a question may take."""
    return " ".join(term.form or term.text for term in terms_of(name))


def batches(documents: Iterable[Document], size: int = 100) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for one in documents:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
