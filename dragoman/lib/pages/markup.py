"""HTML as the lines a reader would see: scripts, menus, hidden parts and side boxes left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.pages.lines import Line, squeeze
from dragoman.lib.pages.vocabulary import words

_DROPPED: Final = words(
    """
    head script style noscript template nav footer aside button select option textarea input iframe
    svg canvas video audio object embed map dialog menu math
    """
)
_DROPPED_PARTS: Final = words(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar"
)
_FURNITURE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|newsletter|subscribe|subscription|donate|donation|related|recommended|"
    r"share|sharing|social|"
    r"sidebar|breadcrumbs?|menu|navbar|navigation|popup|modal|comments?|advert(?:isement)?|ads?|promo|"
    r"banner|"
    r"sr-only|visually-hidden|screen-reader-text|pagination|tagcloud|tags|skip-link)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE: Final = words(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr img label
    """
)
_BOLD: Final = frozenset({"b", "strong"})
_HEADINGS: Final = {f"h{rank}": rank for rank in range(1, 7)}
_LOOKS_LIKE_HTML: Final = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(
    r"</?(?:p|div|br|span|b|strong|i|em|h[1-6]|table|tr|td|ul|ol|li|a|section|article|blockquote|dl|dt|dd)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_CELL_ENDS: Final = {"th": ("td", "th"), "dt": ("dd",)}


@dataclass(slots=True)
class _Builder:
    """Collects text into lines as the walk passes block edges."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lead: int = 0
    bold: int = 0
    rank: int = 0
    number: int = 0
    gap: bool = True
    plain_seen: bool = False
    joins: bool = False

    def add(self, text: str, number: int) -> None:
        if not text:
            return
        if not self.pieces or not squeeze("".join(self.pieces[:2])):
            self.number = number
        self.pieces.append(text)
        if text.strip():
            if self.bold and not self.plain_seen:
                self.lead += len(squeeze(text)) + (1 if self.lead else 0)
            elif not self.bold:
                self.plain_seen = True

    def flush(self, *, gap: bool) -> None:
        text = squeeze("".join(self.pieces))
        if text:
            self.lines.append(Line(self.number, text, self.gap, self.rank, min(self.lead, len(text))))
            self.gap = False
        self.pieces, self.lead, self.plain_seen = [], 0, False
        self.gap = self.gap or gap

    def end_cell(self) -> None:
        """After the name in a table's row or a definition list: what follows belongs to it."""
        text = squeeze("".join(self.pieces))
        if text and not text.endswith((":", "：")):
            self.pieces.append(":")
        self.pieces.append(" ")
        self.plain_seen = True
        self.joins = True


def is_markup(text: str) -> bool:
    """Whether the text is HTML rather than a plain copy of a page."""
    if _LOOKS_LIKE_HTML.match(text[:20_000]):
        return True
    return sum(1 for _ in _TAG.finditer(text[:100_000])) >= 3


def parse_markup(text: str) -> etree._Element | None:
    """The document tree, however broken the markup; None when there is nothing in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError:
        return None


def markup_lines(root: etree._Element) -> tuple[Line, ...]:
    """What a reader sees, line by line; line numbers are those of the source."""
    protected = _protected(root)
    builder = _Builder()
    for event, element in _walk(root, protected):
        tag = str(element.tag)
        if event == "start":
            _open(builder, element, tag)
        elif event == "end":
            _close(builder, element, tag)
        else:
            builder.add(element.tail or "", element.sourceline or 0)
    builder.flush(gap=True)
    return tuple(builder.lines)


def _walk(root: etree._Element, protected: set[etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of each element, without recursion: hostile pages nest deeply.

    An element that is not shown gives only its end, for the text that follows it.
    """
    stack = [("start", root)]
    while stack:
        event, element = stack.pop()
        shown = event == "start" and isinstance(element.tag, str) and not _is_left_out(element, protected)
        if event == "start" and not shown:
            yield "skipped", element
            continue
        yield event, element
        if event == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))


def _open(builder: _Builder, element: etree._Element, tag: str) -> None:
    number = element.sourceline or 0
    if tag == "br":
        builder.flush(gap=False)
    elif tag not in _INLINE:
        if builder.joins and tag in {"td", "dd", "p", "div"}:
            builder.joins = tag in {"td", "dd"}
        elif not (tag in {"td", "th"} and builder.pieces):
            builder.flush(gap=tag not in {"li", "tr", "dd", "dt", "td", "th"})
        builder.rank = _HEADINGS.get(tag, builder.rank)
    builder.bold += tag in _BOLD
    if tag == "q":
        builder.add("“", number)
    builder.add(element.text or "", number)


def _close(builder: _Builder, element: etree._Element, tag: str) -> None:
    number = element.sourceline or 0
    if tag == "q":
        builder.add("”", number)
    builder.bold -= tag in _BOLD
    if tag in _CELL_ENDS and _has_value(element, tag):
        builder.end_cell()
    elif tag in {"td", "th"}:
        builder.add(" | " if element.getnext() is not None and builder.pieces else "", number)
    elif tag not in _INLINE and tag != "br":
        builder.joins = False
        builder.flush(gap=tag not in {"li", "tr", "dd"})
    if tag in _HEADINGS:
        builder.rank = 0
    builder.add(element.tail or "", number)


def _has_value(element: etree._Element, tag: str) -> bool:
    following = element.getnext()
    if following is None or following.tag not in _CELL_ENDS[tag] or following.tag == tag:
        return False
    return element.getprevious() is None or tag == "dt"


def _is_left_out(element: etree._Element, protected: set[etree._Element]) -> bool:
    get = element.get
    if element.tag in _DROPPED or get("hidden") is not None or get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(get("style", "")[:500]) or get("role", "").casefold() in _DROPPED_PARTS:
        return element.tag not in {"html", "body"}
    marks = f"{get('class', '')[:300]} {get('id', '')[:100]}"
    return marks != " " and element not in protected and _FURNITURE_CLASS.search(marks) is not None


def _protected(root: etree._Element) -> set[etree._Element]:
    """Elements a class name like “with-sidebar” must not drop: those around the headline or the article."""
    kept: set[etree._Element] = set()
    for element in root.iter("h1", "main", "article", "body", "html"):
        climbing: etree._Element | None = element
        while climbing is not None and climbing not in kept:
            kept.add(climbing)
            climbing = climbing.getparent()
    return kept
