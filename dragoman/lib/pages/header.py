"""The head of a clip page: which line is the title, what the facts are, where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dragoman.lib.pages.embedded import Hints
from dragoman.lib.pages.fields import Field, Kind, find_address, read_fields, second_source
from dragoman.lib.pages.furniture import is_banner
from dragoman.lib.pages.headline import is_title_case
from dragoman.lib.pages.lines import Line
from dragoman.lib.pages.marks import is_note
from dragoman.lib.pages.names import Belief, read_label

_INTRO: Final = re.compile(
    r"(?:the )?(?:following|below) (?:is|are|was|were)\b|(?:here|these) (?:is|"
    r"are) (?:some )?(?:excerpts|the transcript)|"
    r"(?:following )?excerpts? (?:from|of)\b.{0,400}[:：]\s*$|(?:selected )?excerpts\s*[:：]\s*$|"
    r"(?:ниже (?:приводятся|следуют|приводится)|далее следует|فيما يلي|وفيما يلي|以下(?:是|为)|"
    r"lo siguiente|a continuación|"
    r"voici (?:des|les|un)|ci-dessous|suivent des|es folgen|nachfolgend|im folgenden|seguem?|di seguito|"
    r"poniżej|aşağıda|در زیر)",
    re.IGNORECASE,
)
_ERROR_TITLE: Final = re.compile(
    r"\b(?:40[34]|50[0234])\b|not found|access denied|forbidden|unavailable|moved", re.IGNORECASE
)
_MARKS: Final = "\"“”„«»'‘’"
_LONGEST_TITLE: Final = 400
_MOST_FACTS: Final = 200
_STRONG: Final = frozenset({Kind.NUMBER, Kind.SOURCE, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Fact:
    """A field and the line it stands on."""

    field: Field
    line: int


@dataclass(slots=True)
class Head:
    """What stands above the body: ``above`` are lines of no kind before the title, ``below`` those after it."""

    facts: list[Fact] = field(default_factory=list)
    title: Line | None = None
    above: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    body: Sequence[Line] = ()
    has_title: bool = False  # a line that can be the title was passed
    anchored: bool = False  # a number, source or running time was passed
    is_introduced: bool = False  # a heading “Transcript:” stands above the body


def read_head(lines: Sequence[Line], hints: Hints) -> Head:
    """Split a page into its facts, title, paragraphs above the first turn, and body."""
    head = Head()
    loose: list[tuple[int, Line]] = []
    waiting: Kind | None = None
    for at, line in enumerate(lines):
        if _begins_body(line, head, loose, lines[at + 1 : at + 4]):
            while loose and loose[-1][0] == at - 1 and is_note(loose[-1][1].text):
                at = loose.pop()[0]  # on-screen text above the first speaker is part of the body
            head.body = lines[at:]
            break
        if _heads_transcript(line) and (loose or head.facts):
            head.body, head.is_introduced = lines[at + 1 :], True
            break
        fields = _continued(line, waiting, head)
        waiting = None
        if fields is None:
            loose.append((at, line))
            head.has_title = head.has_title or _title_score(line, hints) > 0
            continue
        for found in fields:
            if not found.text:
                waiting = found.kind
            elif found.kind is Kind.SUMMARY:
                loose.append((at, Line(line.number, found.text)))
            elif found.kind not in {Kind.FURNITURE, Kind.TRANSCRIPT} and len(head.facts) < _MOST_FACTS:
                head.facts.append(Fact(found, line.number))
                head.has_title = head.has_title or found.kind is Kind.TITLE
                head.anchored = head.anchored or found.kind in _STRONG
    _choose_title(head, loose, hints)
    return head


def is_intro(text: str) -> bool:
    """Whether the line introduces the excerpts: “Following are excerpts from …”."""
    return _INTRO.match(text[:600]) is not None


def _heads_transcript(line: Line) -> bool:
    fields = read_fields(line.text) or ()
    return line.text.endswith((":", "：")) and any(found.kind is Kind.TRANSCRIPT for found in fields)


def _continued(line: Line, waiting: Kind | None, head: Head) -> tuple[Field, ...] | None:
    if waiting in {
        Kind.SOURCE,
        Kind.COUNTRY,
        Kind.TITLE,
        Kind.NUMBER,
        Kind.DURATION,
        Kind.DATE,
        Kind.PUBLISHED,
        Kind.ADDRESS,
    }:
        own = read_fields(line.text)
        if own is not None and any(found.kind is waiting for found in own):
            return own
        if (
            waiting in {Kind.SOURCE, Kind.COUNTRY, Kind.TITLE}
            and own is None
            and len(line.text) < _LONGEST_TITLE
        ):
            return (Field(waiting, line.text),)
        return own
    fields = read_fields(line.text)
    last = head.facts[-1] if head.facts else None
    if fields is None and last and last.field.kind is Kind.SOURCE and line.number - last.line <= 1:
        return second_source(line.text)
    return fields


def _begins_body(line: Line, head: Head, loose: list[tuple[int, Line]], after: Sequence[Line]) -> bool:
    """Whether the first turn, or the sentence that introduces the turns, stands here."""
    if line.rank and line.rank <= 2:
        return False
    if is_intro(line.text):
        return bool(loose or head.facts)
    label = read_label(line.text)
    if label is None:
        return False
    has_title = head.has_title or (head.anchored and bool(loose))
    if not head.anchored and any(_is_anchor(following) for following in after):
        return False  # a title may hold a colon too; the number or the source comes after it
    if label.quoted:
        bare = label.rest.strip(_MARKS)
        if _is_quoted_title(bare) and any(read_fields(following.text) for following in after):
            return False
        return has_title or (
            bool(head.facts) and not is_title_case(bare, most=12) and bare[-1:] in ".!?…。！？؟"
        )
    if not has_title or is_title_case(label.rest) or read_fields(line.text) is not None:
        return False
    return head.anchored or label.belief >= Belief.SURE or line.lead >= len(label.text)


def _is_quoted_title(bare: str) -> bool:
    """“We Shall Not Bow”: capitals throughout and no full stop, as headlines quote and speech does not."""
    return len(bare.split()) >= 3 and is_title_case(bare, most=20) and bare[-1:] not in ".!?…"


def _is_anchor(line: Line) -> bool:
    return any(found.kind in _STRONG for found in read_fields(line.text) or ())


def _title_score(line: Line, hints: Hints) -> int:
    """How much ``line`` looks like the title; its distance to the facts is the caller's to add."""
    text = line.text
    if len(text) > _LONGEST_TITLE or is_banner(text) or is_intro(text):
        return -20
    score = {1: 6, 2: 3, 3: 2}.get(line.rank, 0)
    if hints.title and (text == hints.title or (len(text) > 15 and hints.title.startswith(text))):
        score += 8
    words = len(text.split())
    unspaced = words <= 2 and len(text) >= (4 if text[0] > "\u2e7f" else 8) and not text.isascii()
    score += 3 if words >= 4 or unspaced else -2 if words <= 2 else 0
    score += 2 if is_title_case(text) else 0
    score -= 3 if text.rstrip("\"”'’»").endswith((".", "。", "؛", ":", "،", "…")) else 0
    score -= len(text) > 180
    label = read_label(text)
    spoken = label is not None and label.quoted and not is_title_case(label.rest.strip(_MARKS))
    return score - (8 if spoken and text.rstrip(_MARKS)[-1:] in ".!?…。！？؟" else 0)


def _choose_title(head: Head, loose: list[tuple[int, Line]], hints: Hints) -> None:
    stated = [fact for fact in head.facts if fact.field.kind is Kind.TITLE]
    if stated:
        head.title = Line(stated[0].line, stated[0].field.text)
        taken = -1
    else:
        taken = _best(head, loose, hints)
    if taken < 0 and not stated and hints.title:
        head.below.extend(line for _, line in loose)
        return
    if taken >= 0:
        head.title = loose[taken][1]
    first = _first_of_clip(head)
    for at, (_, line) in enumerate(loose):
        if at == taken:
            continue
        if head.title is None or line.number < first or (at < taken and line.number == first):
            head.above.append(line)
        else:
            head.below.append(line)


def _first_of_clip(head: Head) -> int:
    """The line where the clip's own words begin: its title, or facts that stand before it."""
    numbers = [fact.line for fact in head.facts if fact.field.kind in _STRONG]
    return min([head.title.number if head.title else 0, *numbers])


def _best(head: Head, loose: list[tuple[int, Line]], hints: Hints) -> int:
    """Which loose line is the title, or -1. The nearest plausible line to the facts wins ties."""
    anchors = {fact.line for fact in head.facts if fact.field.kind in _STRONG}
    first_anchor = min(anchors, default=None) if anchors else None
    numbers = {line.number for _, line in loose}
    best, best_score = -1, 0
    for at, (_, line) in enumerate(loose):
        score = _title_score(line, hints)
        if first_anchor is not None and score > -10:
            between = [n for n in numbers if line.number < n < first_anchor or first_anchor < n < line.number]
            score += 3 if not between else 1 if len(between) == 1 else -1
        score += 2 if at == 0 else 0
        if score > best_score:
            best, best_score = at, score
        if at > 60:
            break
    return best


def address_of(facts: Sequence[Fact]) -> str:
    """The link the page gives for its clip."""
    stated = next((fact.field.text for fact in facts if fact.field.kind is Kind.ADDRESS), "")
    return find_address(stated) if stated else ""


def is_error_title(title: str) -> bool:
    """Whether the title is a server's error message."""
    return len(title) <= 60 and _ERROR_TITLE.search(title) is not None
