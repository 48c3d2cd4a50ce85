"""Where the speech ends and the site goes on: share boxes, related clips, copyright lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.lib.pages.fields import Field, Kind, read_fields
from dragoman.lib.pages.furniture import is_label, is_sure_banner, opens_list, opens_section
from dragoman.lib.pages.headline import is_title_case
from dragoman.lib.pages.lines import Line
from dragoman.lib.pages.marks import is_note, opens_quotation
from dragoman.lib.pages.names import Belief, Label, read_label

_FACTS: Final = frozenset(
    {Kind.NUMBER, Kind.DURATION, Kind.DATE, Kind.PUBLISHED, Kind.SOURCE, Kind.COUNTRY, Kind.ADDRESS}
)
_MOST_FACTS: Final = 200
_SENTENCE: Final = re.compile(r"[.!?。！？؟]$")


@dataclass(frozen=True, slots=True)
class Cut:
    """The body without the site's tail; facts that stood below the speech; what was doubtful."""

    body: tuple[Line, ...]
    facts: tuple[tuple[Field, int], ...]
    doubts: tuple[str, ...]


def cut_tail(body: Sequence[Line]) -> Cut:
    """Take the site's own lines off the end of a page. Speech is never cut between two turns."""
    end = _section_start(body)
    left = list(body[end:])
    doubts = _doubts_of_section(left)
    kept = list(body[:end])
    trailing = _trailing(kept)
    if trailing:
        doubts += [
            f"Line {line.number}: “{line.text}” was taken for the site's own text and left out."
            for line in kept[-trailing:]
            if _SENTENCE.search(line.text) and not _is_facts(line) and not is_sure_banner(line.text)
        ]
        left = kept[-trailing:] + left
        kept = kept[:-trailing]
    facts = [(fact, line.number) for line in left[:_MOST_FACTS] for fact in _facts(line)]
    return Cut(tuple(kept), tuple(facts), tuple(doubts))


def _section_start(body: Sequence[Line]) -> int:
    """The first line that heads a part of the site below which nobody speaks any more."""
    labels = [read_label(line.text) for line in body]
    repeated = Counter(label.text for label in labels if label is not None)
    last = max((at for at, label in enumerate(labels) if label and _speaks(label, repeated)), default=-1)
    if any(label.quoted for label in labels if label):
        last = max((at for at, line in enumerate(body) if opens_quotation(line.text)), default=last)
    first_box = next((at for at in range(last + 1, len(body)) if opens_section(body[at].text)), len(body))
    return min(first_box, _list_start(body, labels))


def _list_start(body: Sequence[Line], labels: Sequence[Label | None]) -> int:
    """Where a list of other clips, tags or comments begins: those who speak below it spoke nowhere above."""
    last_of = {label.text: at for at, label in enumerate(labels) if label is not None}
    sure = [at for at, label in enumerate(labels) if label and label.belief is Belief.SURE]
    speaks_below = max((at for at in sure if not is_title_case(_rest(labels[at]))), default=-1)
    reach = -1  # how far down those who have spoken so far still speak
    for at, (line, label) in enumerate(zip(body, labels, strict=True)):
        if at > max(reach, speaks_below, 0) and opens_list(line.text):
            return at
        if label is not None and not opens_section(line.text):
            reach = max(reach, last_of[label.text])
    return len(body)


def _rest(label: Label | None) -> str:
    return label.rest if label is not None else ""


def _speaks(label: Label, repeated: Counter[str]) -> bool:
    if opens_section(f"{label.text}:") or is_title_case(label.rest):
        return False
    return label.quoted or label.belief is Belief.SURE or repeated[label.text] > 1


def _doubts_of_section(left: Sequence[Line]) -> list[str]:
    unknown = [
        line
        for line in left
        if not (opens_section(line.text) or is_label(line.text) or is_sure_banner(line.text))
    ]
    if not unknown:
        return []
    where = f"Lines {left[0].number} to {left[-1].number}, from “{left[0].text[:60]}” on,"
    return [f"{where} are the site's own text and were left out."]


def _trailing(kept: Sequence[Line]) -> int:
    """How many lines at the end are buttons, boxes and facts. A banner counts only below a button."""
    sure = 0
    for count, line in enumerate(reversed(kept), start=1):
        if is_note(line.text):
            break
        if is_label(line.text) or _is_facts(line):
            sure = count
        elif not is_sure_banner(line.text):
            break
    return sure


def _is_facts(line: Line) -> bool:
    return bool(_facts(line))


def _facts(line: Line) -> tuple[Field, ...]:
    fields = read_fields(line.text) if len(line.text) < 400 else None
    if fields is None or not all(found.kind in _FACTS or found.kind is Kind.FURNITURE for found in fields):
        return ()
    return tuple(found for found in fields if found.kind in _FACTS and found.text)
