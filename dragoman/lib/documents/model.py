"""What a document says, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dragoman.lib.languages import Direction


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one language, and the way they run."""

    text: str
    language: str = "und"
    direction: Direction = "ltr"


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line: ``number`` as it is cited (``s17a``), ``at`` its time as readers write it or empty.

    ``cells`` are one for each column of the document; ``notes`` stand below them.
    """

    number: str
    at: str
    cells: tuple[Run, ...]
    notes: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """An unbroken stretch by one speaker. ``cut`` says what is left out before it; ``kind`` what is not speech."""

    name: Run
    role: Run
    kind: str
    lines: tuple[Line, ...]
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    paragraphs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """``language`` and ``direction`` are those of everything that is not a run: headings, facts, remarks.

    ``stated`` stands at the foot of each page; ``of_pages`` holds ``%(page)s`` and ``%(pages)s``. ``columns`` names
    the columns of lines, one or two.
    """

    language: str
    direction: Direction
    site: str
    identifier: str
    address: str
    title: Run
    subtitle: Run
    facts: tuple[tuple[str, Run], ...]
    summary: tuple[Run, ...]
    columns: tuple[str, ...]
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]
    stated: tuple[str, ...]
    of_pages: str
    made_at: datetime
    empty: str = ""
    """What stands where there are no lines."""

    def runs(self) -> Iterator[Run]:
        """Everything that is set, in order."""
        yield from (self.title, self.subtitle, *(run for _name, run in self.facts), *self.summary)
        for passage in self.passages:
            yield from (passage.name, passage.role)
            for line in passage.lines:
                yield from (*line.cells, *line.notes)
        for section in self.sections:
            yield from section.paragraphs
