"""Text as numbered lines: invisible marks taken out, Markdown signs read, mail wrapping undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from dragoman.lib.pages.names import Belief, read_label

_LINE_ENDS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS: Final = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0xAD,
        0x61C,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
    ]
)
_JOINER_RUNS: Final = re.compile("([\u200c\u200d])[\u200c\u200d]+")
# A joiner belongs inside a word (Persian needs it, and emoji); at an edge it only breaks comparisons.
_EDGE: Final = r"\s\"'“”„«»‘’:：,،.()\[\]|#"
_EDGE_JOINERS: Final = re.compile(f"(?<![^{_EDGE}])[\u200c\u200d]|[\u200c\u200d](?![^{_EDGE}])")
_SPACES: Final = re.compile(r"\s+")
_HEADING: Final = re.compile(r"(#{1,6})\s+(?!\d[\d,]*\s*(?:\||$))(?=\S)")
_UNDERLINE: Final = re.compile(r"(?:={3,}|-{3,}|_{3,}|\*{3,}|~{3,}|—{3,}|(?:[-*_] ){2,}[-*_])")
_LINK: Final = re.compile(r"!?\[([^\[\]\n]{1,300})\]\((?:[^()\s]{1,500})(?:\s\"[^\"\n]{0,200}\")?\)")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_OPENS_A_PART: Final = re.compile(r"""#\d|[^:：]{1,80}[:：]\s?["“„«「]|https?://|[-*•]\s""")
_WRAP_AT_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words in it."""

    number: int  # counted from 1 in the file as it came
    text: str
    gap: bool = True  # an empty line, or the edge of a block, stands before it
    rank: int = 0  # 1..6 for a heading
    lead: int = 0  # how many characters at its start are set in bold


def clean(text: str) -> str:
    """``text`` with one kind of line end and without controls, direction marks and soft hyphens."""
    text = _LINE_ENDS.sub("\n", text).translate(_CONTROLS)
    if "\u200c" in text or "\u200d" in text:
        text = _EDGE_JOINERS.sub("", _JOINER_RUNS.sub(r"\1", text))
    return text


def squeeze(text: str) -> str:
    """Every run of white space, no-break space included, as one space."""
    return _SPACES.sub(" ", text).strip()


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a plain-text or Markdown copy. Expects cleaned text."""
    raw = text.split("\n")
    markdown = "**" in text or "__" in text or any(line.startswith(("> ", "## ")) for line in raw)
    return tuple(_unwrap(_numbered(raw, markdown=markdown)))


def _numbered(raw: Iterable[str], *, markdown: bool) -> list[Line]:
    lines: list[Line] = []
    gap = True
    for number, source in enumerate(raw, start=1):
        text = squeeze(source)
        while text.startswith(">"):
            text = text[1:].lstrip()
        if not text or _UNDERLINE.fullmatch(text):
            if text.startswith("=") and lines and not gap:
                lines[-1] = replace(lines[-1], rank=1)
            gap = True
            continue
        line = Line(number, text, gap)
        lines.append(_without_signs(line) if markdown else _without_heading_sign(line))
        gap = False
    return [line for line in lines if line.text]


def _without_heading_sign(line: Line) -> Line:
    heading = _HEADING.match(line.text)
    if heading is None:
        return line
    return replace(line, text=line.text[heading.end() :].rstrip("# "), rank=len(heading[1]))


def _without_signs(line: Line) -> Line:
    line = _without_heading_sign(line)
    text = _ESCAPE.sub(r"\1", _LINK.sub(r"\1", line.text))
    lead = 0
    for sign in ("**", "__"):
        pieces = text.split(sign)
        if len(pieces) % 2 == 0 or len(pieces) == 1:
            continue
        if not pieces[0].strip():
            lead = max(lead, len(pieces[1].strip()))
        text = "".join(pieces)
    for sign in ("*", "_"):
        text, lead = _without_italic_label(text, sign, lead)
    return replace(line, text=squeeze(text), lead=lead)


def _without_italic_label(text: str, sign: str, lead: int) -> tuple[str, int]:
    """``*Interviewer:* Yes`` as bold is read; a sign anywhere else is the writer's own."""
    end = text.find(sign, 1, 120)
    if not text.startswith(sign) or text.startswith(sign + " ") or end < 0:
        return text, lead
    if ":" not in text[end - 1 : end + 2]:
        return text, lead
    return text[1:end] + text[end + 1 :], max(lead, end - 1)


def _unwrap(lines: list[Line]) -> Iterator[Line]:
    """Join lines a mail program broke: those whose next word would not have fitted."""
    width = max((len(line.text) for line in lines), default=0)
    full = sum(1 for line, after in pairwise(lines) if not after.gap and len(line.text) >= 0.6 * width)
    if width > _WRAP_AT_MOST or width < 50 or full < 3:
        yield from lines
        return
    parts: list[str] = []
    first: Line | None = None
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        first = first or line
        parts.append(line.text)
        if after is not None and _was_broken(line, after, width):
            continue
        yield replace(first, text=" ".join(parts))
        parts, first = [], None


def _was_broken(line: Line, after: Line, width: int) -> bool:
    label = read_label(after.text)
    if label is not None and label.belief >= Belief.NAME:
        return False
    if after.gap or after.rank or line.rank or _OPENS_A_PART.match(after.text):
        return False
    if " | " in line.text:
        return False  # a row of facts, not prose
    return len(line.text) + 1 + len(after.text.split(" ", 1)[0]) > width
