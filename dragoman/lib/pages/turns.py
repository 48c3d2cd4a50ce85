"""Who says what: the body of a clip page as attributed turns, their words unchanged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dragoman.lib.pages.furniture import is_label, is_sure_banner
from dragoman.lib.pages.inline import split_inline
from dragoman.lib.pages.lines import Line
from dragoman.lib.pages.marks import is_note, opens_quotation, peel
from dragoman.lib.pages.names import Belief, Label, read_label
from dragoman.lib.pages.roles import LINKS, PARTICLES, bare, is_role_word
from dragoman.lib.pages.terms import PageTurn

_WORD: Final = re.compile(r"[\w'’ʿ‘-]+")


@dataclass(frozen=True, slots=True)
class TurnsRead:
    """The turns; paragraphs that stood before the first of them; what was doubtful."""

    turns: tuple[PageTurn, ...]
    before: tuple[Line, ...]
    doubts: tuple[str, ...]


@dataclass(slots=True)
class _Turn:
    speaker: str
    role: str
    paragraphs: list[str] = field(default_factory=list)
    quoted: bool = False
    open_since: int = 0  # the line of a quotation still open, or 0
    fresh: bool = True  # nothing was said since its label


@dataclass(slots=True)
class _Reader:
    """One pass over the body. Lines go to the turn that is open; a label opens the next."""

    mentioned: set[str]
    head_text: str
    counts: Counter[str]
    quoted_style: bool
    after_intro: bool
    turns: list[_Turn] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def doubt(self, line: Line, words: str) -> None:
        self.doubts.append(f"Line {line.number}: {words}")


def read_turns(body: Sequence[Line], *, head_text: str, after_intro: bool) -> TurnsRead:
    """Attribute the body. People named in ``head_text`` (title, summary, intro) are likely speakers."""
    lines = [part for line in body for part in split_inline(line)]
    labels = [read_label(line.text) for line in lines]
    real = [label for label in labels if label is not None]
    quoted = sum(1 for label in real if label.quoted)
    reader = _Reader(
        mentioned=_names_in(head_text),
        head_text=head_text,
        counts=Counter(label.text for label in real),
        quoted_style=bool(quoted) and quoted * 2 >= sum(1 for label in real if label.belief >= Belief.NAME),
        after_intro=after_intro,
    )
    for line, label, after in zip(lines, labels, [*lines[1:], None][: len(lines)], strict=True):
        if label is not None and _accepts(reader, line, label):
            _start(reader, line, label)
        else:
            _continue(reader, line, resumes=after is not None and opens_quotation(after.text))
    _close(reader)
    turns = tuple(_frozen(turn) for turn in reader.turns if turn.paragraphs)
    return TurnsRead(turns, tuple(reader.before), tuple(reader.doubts))


def _names_in(text: str) -> set[str]:
    """The capitalised words of the text, folded; articles and offices name nobody."""
    return {
        word.casefold()
        for word in (found.strip("'’‘ʿ-") for found in _WORD.findall(text))
        if len(word) > 2
        and word[0].isupper()
        and not is_role_word(word)
        and bare(word) not in PARTICLES | LINKS
    }


def _frozen(turn: _Turn) -> PageTurn:
    return PageTurn(turn.speaker, turn.role, tuple(turn.paragraphs))


def _accepts(reader: _Reader, line: Line, label: Label) -> bool:
    """Whether the label opens a turn; a doubtful yes or no leaves a word about it."""
    if (
        label.text.casefold() in reader.known
        or label.speaker.casefold() in reader.known
        or line.lead >= len(label.text)
    ):
        return True
    if label.belief is Belief.SURE:
        return label.quoted or not label.rest[:1].islower()
    mentioned = _is_mentioned(reader, label)
    if reader.quoted_style:
        return _accepts_among_quoted(reader, line, label, mentioned=mentioned)
    if label.rest[:1].islower():
        return False
    often = reader.counts[label.text] > 1
    if label.quoted and not (mentioned or often):
        sure = label.belief is Belief.NAME
    else:
        sure = mentioned or often or label.belief is Belief.NAME or not _has_named(reader)
    if not sure:
        reader.doubt(line, f"“{label.text}:” might name a speaker; it was kept as speech.")
    elif not (mentioned or often or label.role):
        reader.doubt(
            line, f"“{label.text}” was taken for a speaker, though the page names them nowhere else."
        )
    return sure


def _has_named(reader: _Reader) -> bool:
    return any(turn.speaker for turn in reader.turns)


def _accepts_among_quoted(reader: _Reader, line: Line, label: Label, *, mentioned: bool) -> bool:
    """On a page that puts speech in quotation marks, a label without them must be somebody known."""
    if label.quoted:
        return True
    still_open = bool(reader.turns) and bool(reader.turns[-1].open_since)
    starts_turn = not label.rest or label.rest[0] in "[(" or not label.rest[0].islower()
    if mentioned and starts_turn and label.belief is Belief.NAME:
        return True
    if mentioned and starts_turn and not still_open:
        reader.doubt(line, f"“{label.text}” was taken for a speaker, though no quotation mark follows.")
        return True
    reader.doubt(line, f"“{label.text}:” might name a speaker; it was kept as part of what stands before it.")
    return False


def _is_mentioned(reader: _Reader, label: Label) -> bool:
    if not any(letter.isupper() or letter.islower() for letter in label.speaker):
        return label.speaker in reader.head_text
    return not reader.mentioned.isdisjoint(_names_in(label.speaker))


def _start(reader: _Reader, line: Line, label: Label) -> None:
    same = reader.turns and reader.turns[-1].speaker.casefold() == label.speaker.casefold()
    if same and label.role in {"", reader.turns[-1].role}:
        _end_quotation(reader)
    else:
        _close(reader)
        reader.turns.append(_Turn(label.speaker, label.role))
    reader.known |= {label.text.casefold(), label.speaker.casefold()}
    reader.mentioned |= _names_in(label.speaker)
    said = f"{label.note} {label.rest}".strip()
    if said:
        reader.turns[-1].fresh = True
        _add(reader, line, said)


def _continue(reader: _Reader, line: Line, *, resumes: bool) -> None:
    """A line without a label. ``resumes`` when the next line opens a quotation mark."""
    if not reader.turns:
        if not _opens_unnamed(reader, line):
            reader.before.append(line)
            return
        reader.turns.append(_Turn("", ""))
    turn = reader.turns[-1]
    text = line.text
    outside = turn.quoted and not opens_quotation(text) and not is_note(text)
    if outside and resumes and turn.open_since and is_label(text):
        reader.doubt(line, f"“{text}” was taken for the site's own text and left out.")
        return
    if outside and not turn.open_since:
        if is_label(text) or is_sure_banner(text):
            reader.doubt(line, f"“{text}” was taken for the site's own text and left out.")
            return
        reader.doubt(
            line, f"“{text[:60]}” stands outside quotation marks; it was kept in the turn before it."
        )
    _add(reader, line, text)


def _opens_unnamed(reader: _Reader, line: Line) -> bool:
    """Speech or on-screen text before anybody is named."""
    if is_note(line.text):
        reader.doubt(
            line, f"“{line.text[:60]}” stands before the first speaker; it was kept as a turn of nobody."
        )
        return True
    whole = opens_quotation(line.text) and peel(line.text, carried=False).quoted
    if whole or (reader.after_intro and not reader.quoted_style):
        reader.doubt(line, f"The page doesn't say who speaks in “{line.text[:60]}”.")
        return True
    return False


def _add(reader: _Reader, line: Line, text: str) -> None:
    turn = reader.turns[-1]
    if is_note(text):
        turn.paragraphs.append(text)
        return
    fresh, turn.fresh = turn.fresh, False
    if not fresh and not turn.quoted and not turn.open_since:
        turn.paragraphs.append(text)  # marks here are the speaker's own quotation
        return
    peeled = peel(text, carried=bool(turn.open_since))
    turn.quoted = peeled.quoted if fresh else turn.quoted or peeled.quoted
    if peeled.text:
        turn.paragraphs.append(peeled.text)
    turn.open_since = (
        (turn.open_since if turn.open_since and not peeled.quoted else line.number) if peeled.open else 0
    )


def _end_quotation(reader: _Reader) -> None:
    turn = reader.turns[-1]
    if turn.open_since:
        whose = f"{turn.speaker}'s" if turn.speaker else "the"
        reader.doubts.append(
            f"Line {turn.open_since}: the quotation is never closed; it was read to the end of {whose} turn."
        )
    turn.open_since = 0


def _close(reader: _Reader) -> None:
    if reader.turns:
        _end_quotation(reader)
