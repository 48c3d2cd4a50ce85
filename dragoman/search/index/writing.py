"""Lines and voices as an index keeps them: compact, and read only where they are shown."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, TypedDict

from msgspec.json import decode

from dragoman.search.analysis.analyser import terms_of
from dragoman.search.index.terms import Body, Document, Line, Named, Shown, Side, forms_in

LAYOUT = "2"
"""Of what an index keeps; one kept otherwise is built anew."""
_SIDES = {side.value: side for side in Side}


class Voice(NamedTuple):
    slug: str
    name: str
    role: str


class Lines:
    """The lines of one clip, each taken out of the text when it is asked for."""

    def __init__(self, body: Shown) -> None:
        places = array("I", body.starts)
        count = len(places) // 2
        self.words, self.starts = body.words, places[:count]
        self._text, self._places, self._voices_text = body.lines, places[count:], body.voices
        self._taken: dict[int, Line] = {}
        self._voices: dict[str, list[str]] | None = None

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> Line:
        line = self._taken.get(at)
        if line is None:
            first = self._places[at]
            last = self._places[at + 1] - 1 if at + 1 < len(self._places) else len(self._text)
            side, label, of, language, voice, in_ms, out_ms, text, beside = decode(self._text[first:last])
            line = self._taken[at] = Line(
                _SIDES[side], label, tuple(of), language, voice, in_ms, out_ms, text, tuple(beside)
            )
        return line

    def at(self, place: int) -> int:
        """Which line stands at a place in the words."""
        return bisect_right(self.starts, place) - 1

    def voice(self, key: str) -> Voice:
        if self._voices is None:
            self._voices = decode(self._voices_text)
        return Voice(*self._voices.get(key, ("", "", "")))


class Written(TypedDict):
    """Lines and terms as a body has them."""

    starts: bytes
    words: bytes
    lines: bytes


def written(lines: Sequence[Line], starts: Sequence[int], terms: Sequence[str]) -> Written:
    """``starts`` counts the terms before each line."""
    bare = [term.encode() for term in terms]
    before = [0, *accumulate(len(term) + 1 for term in bare)]
    rows = [
        json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() for line in _with_others(lines)
    ]
    places = [0, *accumulate(len(row) + 1 for row in rows)][: len(rows)]
    return {
        "starts": array("I", [before[start] for start in starts] + places).tobytes(),
        "words": b" " + b" ".join(bare) + b" ",
        "lines": b"\n".join(rows),
    }


def _with_others(lines: Sequence[Line]) -> Iterator[Line]:
    """Each with the places of what stands beside it in other languages."""
    spoken = {line.label: at for at, line in enumerate(lines) if line.side is Side.ORIGINAL}
    rendered: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        for label in line.of if line.side is Side.TRANSLATION else ():
            rendered.setdefault(label, []).append(at)
    for line in lines:
        if line.side is Side.ORIGINAL:
            yield line._replace(beside=tuple(rendered.get(line.label, ())))
        elif line.side is Side.TRANSLATION:
            yield line._replace(beside=tuple(spoken.get(label, -1) for label in line.of))
        else:
            yield line


_BODY = ("slug", "edition", "starts", "voices", "words", "lines")


def kept(body: Body) -> tuple[object, ...]:
    """What is shown of a body as its row, but for its place."""
    return tuple(getattr(body, name) for name in _BODY)


def packed(one: Document) -> tuple[object, ...]:
    """The rest of a document as its row, but for its place."""
    names = json.dumps(one.names, ensure_ascii=False, separators=(",", ":"))
    body = one.body
    return " ".join(one.tags), " ".join(one.languages), body.marks, body.turns, names, body.forms


def unpacked(number: int, row: Sequence[Any]) -> Document:  # Any: a row
    """A clip as it was added, from its place, its body, its place again and the rest."""
    docid, slug, edition, starts, voices, words, lines, _, *rest = row
    tags, languages, marks, turns, names, forms = rest
    named = tuple(Named(kind, value, tuple(each)) for kind, value, each in json.loads(names))
    body = Body(number, slug, edition, starts, voices, words, lines, forms, marks, turns)
    return Document(docid, tuple(tags.split()), tuple(languages.split()), named, body)


def tags_counted(documents: Iterable[Document]) -> list[tuple[str, int]]:
    """Every tag with the number of clips that have it."""
    return sorted(Counter(tag for one in documents for tag in one.tags).items())


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
