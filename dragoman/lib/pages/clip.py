"""One clip from the lines of one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.lib.pages.embedded import Hints
from dragoman.lib.pages.facts import Weighed, weigh
from dragoman.lib.pages.furniture import is_banner, is_label, is_sure_banner
from dragoman.lib.pages.header import Fact, Head, address_of, is_error_title, is_intro, read_head
from dragoman.lib.pages.lines import Line, text_lines
from dragoman.lib.pages.tail import cut_tail
from dragoman.lib.pages.terms import PageClip, PageTurn, Refusal
from dragoman.lib.pages.turns import TurnsRead, read_turns

_INTRO_INSIDE: Final = re.compile(
    r"(?<=[.!?”\"’')\]])\s+(?=(?:The )?[Ff]ollowing (?:is|are) (?:an? |the |"
    r"some )?(?:[\w-]+ ){0,3}?(?:excerpts?|translation|transcript)\b)"
)
NOTHING_BUT_FURNITURE: Final = (
    "This page holds nothing but a site's own text (menus, banners, notices): there is no clip on it."
)
_NO_HINTS: Final = Hints()


@dataclass(frozen=True, slots=True)
class _Prose:
    """The paragraphs between the title and the first turn."""

    intro: str
    summary: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def read_clip(
    lines: Sequence[Line], hints: Hints = _NO_HINTS, *, doubts: Sequence[str] = ()
) -> PageClip | Refusal:
    """The clip these lines tell, or in words why they tell none."""
    head = read_head(lines, hints)
    title = head.title.text if head.title else hints.title
    cut = cut_tail(head.body)
    first = _prose(head.below, cut.body)
    introduced = bool(first.intro) or head.is_introduced
    read = _turns(cut.body, " ".join([title, *first.summary, first.intro]), hints, introduced=introduced)
    prose = _prose([*head.below, *read.before], cut.body)
    stated = {fact.field.kind for fact in head.facts}
    facts = [*head.facts, *(Fact(field, line) for field, line in cut.facts if field.kind not in stated)]
    weighed = weigh(facts, hints, intro=prose.intro, prose=" ".join(prose.summary))
    refusal = _refusal(title, head, weighed, read, hints)
    if refusal is not None:
        return refusal
    summary = prose.summary or (
        (hints.description,) if hints.description and hints.description != title else ()
    )
    warnings = [
        *doubts, *_left_above(head, hints), *prose.doubts, *weighed.doubts, *read.doubts, *cut.doubts,
        *_missing(weighed, read.turns),
    ]  # fmt: skip
    return PageClip(
        number=weighed.number,
        title=title,
        aired_on=weighed.aired_on,
        duration_ms=weighed.duration_ms,
        sources=weighed.sources,
        intro=prose.intro,
        summary=summary,
        turns=read.turns,
        warnings=tuple(dict.fromkeys(warnings)),
        address=address_of(facts) or hints.address,
    )


def _turns(body: Sequence[Line], head_text: str, hints: Hints, *, introduced: bool) -> TurnsRead:
    """The turns of the body, or of the transcript in the page's own data when nobody speaks in the body."""
    read = read_turns(_after_intro(body), head_text=head_text, after_intro=introduced)
    if read.turns or not hints.transcript:
        return read
    return read_turns(
        text_lines(hints.transcript), head_text=f"{head_text} {hints.description}", after_intro=True
    )


def _after_intro(body: Sequence[Line]) -> Sequence[Line]:
    return body[1:] if body and is_intro(body[0].text) else body


def _prose(below: Sequence[Line], body: Sequence[Line]) -> _Prose:
    intros: list[str] = []
    summary: list[str] = []
    doubts: list[str] = []
    for line in below:
        text = line.text
        if is_label(text) or is_sure_banner(text):
            if not is_label(text):
                doubts.append(
                    f"Line {line.number}: “{text[:60]}” was taken for the site's own text and left out."
                )
            continue
        inside = _INTRO_INSIDE.search(text[:20_000])
        if is_intro(text):
            intros.append(text)
        elif inside is not None:
            summary.append(text[: inside.start()])
            intros.append(text[inside.end() :])
        else:
            summary.append(text)
    if body and is_intro(body[0].text):
        intros.append(body[0].text)
    return _Prose(" ".join(intros), tuple(summary), tuple(doubts))


def _left_above(head: Head, hints: Hints) -> list[str]:
    """Lines above the title that are no furniture we know: said, so that nothing vanishes silently.

    A word or two up there is a logo or the site's name.
    """
    return [
        f"Line {line.number}: “{line.text[:60]}” stands above the clip and was left out."
        for line in head.above
        if len(line.text.split()) > 2
        and line.text != hints.site
        and not is_label(line.text)
        and not is_banner(line.text)
    ]


def _missing(weighed: Weighed, turns: Sequence[PageTurn]) -> list[str]:
    absent = {
        "clip number": weighed.number is None,
        "date": weighed.aired_on is None,
        "running time": weighed.duration_ms is None,
        "source": not weighed.sources,
        "attributed speech": not turns,
    }
    return [f"The page gives no {name}." for name, is_absent in absent.items() if is_absent]


def _refusal(title: str, head: Head, weighed: Weighed, read: TurnsRead, hints: Hints) -> Refusal | None:
    named = [turn for turn in read.turns if turn.speaker]
    has_facts = weighed.number is not None or weighed.duration_ms is not None or bool(weighed.sources)
    if title and is_error_title(title) and not named and weighed.number is None:
        return Refusal(f"This is a message of a web server (“{title}”), not a clip.")
    if not title:
        if not head.below and not head.above and not read.turns:
            return Refusal(NOTHING_BUT_FURNITURE)
        return Refusal("This is no clip page we can read: no title was found.")
    evidence = 0
    evidence += 2 * (weighed.number is not None)
    evidence += weighed.duration_ms is not None
    evidence += bool(weighed.sources) + any(source.country_code for source in weighed.sources)
    evidence += min(2, len({turn.speaker for turn in named})) + (weighed.aired_on is not None and bool(named))
    evidence += hints.is_video
    if evidence >= 2 or (has_facts and read.turns):
        return None
    found = "only a title" if not (has_facts or named) else "too little besides a title"
    return Refusal(
        f"This is no clip page we can read: there is {found} (“{title[:80]}”), and no clip number, "
        "running time, source and attributed speech that would make it one."
    )
