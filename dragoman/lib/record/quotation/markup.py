"""The paragraphs of an article given as HTML, and which of their words its markup says are quoted.

Reads in one pass without nesting calls: markup of any depth or brokenness costs its length.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape

import regex

_LOOKS = regex.compile(
    r"<(?:p|div|blockquote|q|html|body|article|section|br|h[1-6]|li|ul|ol|span|a|em|strong|b|i)\b[^<>]*+>",
    regex.IGNORECASE,
)
_TAG = regex.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)[^<>]*+>|<[!?][^<>]*+>")
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    }
)
_SILENT = frozenset(["script", "style", "template", "noscript", "textarea", "title", "svg", "math", "head"])


@dataclass(slots=True)
class Paragraph:
    """``quoted`` are spans of ``text`` in ``<q>``; ``is_quotation`` is a paragraph of a block quotation."""

    text: str
    is_quotation: bool = False
    quoted: list[tuple[int, int]] = field(default_factory=list)


def looks_like_html(text: str) -> bool:
    return _LOOKS.search(text) is not None


def paragraphs_of_html(html: str) -> list[Paragraph]:
    """In reading order, without scripts, styles and comments."""
    reader = _Reader()
    at = 0
    html = _without_comments(html)
    lower = html.lower()
    for match in _TAG.finditer(html):
        if match.start() < at:
            continue
        reader.add(html[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        if name in _SILENT and not match["close"]:
            end = lower.find(f"</{name}", at) if name not in reader.unclosed else -1
            if end == -1:
                reader.unclosed.add(name)  # looked for once: a page of unclosed scripts costs no more
            else:
                at = end
        elif name:
            reader.tag(name, is_close=bool(match["close"]))
    reader.add(html[at:])
    reader.end_paragraph()
    return reader.paragraphs


class _Reader:
    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.unclosed: set[str] = set()
        self._parts: list[str] = []
        self._length = 0
        self._quoted: list[tuple[int, int]] = []
        self._q_start: int | None = None
        self._q_depth = 0
        self._block_depth = 0
        self._aside_depth = 0

    def add(self, raw: str) -> None:
        text = regex.sub(r"\s++", " ", unescape(raw))
        if text:
            self._parts.append(text)
            self._length += len(text)

    def tag(self, name: str, *, is_close: bool) -> None:
        if name == "q":
            self._q(is_close=is_close)
        elif name not in _INLINE:
            self.end_paragraph()
            step = -1 if is_close else 1
            if name == "blockquote":
                self._block_depth = max(0, self._block_depth + step)
            elif name in {"footer", "figcaption"}:
                self._aside_depth = max(0, self._aside_depth + step)

    def _q(self, *, is_close: bool) -> None:
        """The outer one wins."""
        if not is_close:
            self._q_depth += 1
            if self._q_start is None:
                self._q_start = self._length
        elif self._q_depth:
            self._q_depth -= 1
            if self._q_depth == 0 and self._q_start is not None:
                self._quoted.append((self._q_start, self._length))
                self._q_start = None

    def end_paragraph(self) -> None:
        text = "".join(self._parts)
        if self._q_start is not None:
            self._quoted.append((self._q_start, self._length))
        if text.strip():
            is_quotation = bool(self._block_depth) and not self._aside_depth
            self.paragraphs.append(Paragraph(text, is_quotation, self._quoted))
        self._parts, self._length, self._quoted = [], 0, []
        self._q_start, self._q_depth = None, 0


def _without_comments(html: str) -> str:
    parts, at = [], 0
    while (start := html.find("<!--", at)) != -1:
        parts.append(html[at:start])
        end = html.find("-->", start)
        if end == -1:
            return "".join(parts)
        at = end + 3
    parts.append(html[at:])
    return "".join(parts)
