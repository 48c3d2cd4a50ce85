"""The document as DOCX (ECMA-376, Office Open XML): the least that word processors, and people in them, need.

Lines are rows of a table whose first row is repeated on each page. Every run says its language and the way it runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.documents import docx_parts as parts
from dragoman.lib.documents.docx_parts import W, add
from dragoman.lib.documents.model import Document, Line, Passage, Run

_NUMBER_WIDTH, _TIME_WIDTH, _TEXT_WIDTH = 800, 900, 7900
"""Twentieths of a point; together the width between the margins of A4."""
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""What the container gives files without a time of their own: the same words make the same bytes."""


def write(document: Document) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in (*parts.fixed(document), ("word/document.xml", _body(document))):
            info = ZipInfo(name, _OLDEST)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _body(document: Document) -> bytes:
    root = etree.Element(f"{{{W}}}document", nsmap=parts.NAMES)
    body = add(root, "body")
    _paragraph(body, [document.title], "Title")
    if document.subtitle.text:
        _paragraph(body, [document.subtitle], "Subtitle")
    for name, value in document.facts:
        _paragraph(body, [_own(document, f"{name}: "), value], "Facts")
    for run in document.summary:
        _paragraph(body, [run])
    if document.passages:
        _lines(body, document)
    elif document.empty:
        _paragraph(body, [_own(document, document.empty)])
    for section in document.sections:
        _paragraph(body, [_own(document, section.heading)], "Heading2")
        for run in section.paragraphs:
            _paragraph(body, [run], "Facts")
    parts.add_page(body)
    return parts.to_bytes(root)


def _lines(body: etree._Element, document: Document) -> None:
    widths = [_TEXT_WIDTH // max(len(document.columns), 1)] * max(len(document.columns), 1)
    table = add(body, "tbl")
    facts = add(table, "tblPr")
    if document.direction == "rtl":
        add(facts, "bidiVisual")
    add(facts, "tblW", w=str(_NUMBER_WIDTH + _TIME_WIDTH + sum(widths)), type="dxa")
    add(facts, "tblLayout", type="fixed")
    grid = add(table, "tblGrid")
    for width in (_NUMBER_WIDTH, _TIME_WIDTH, *widths):
        add(grid, "gridCol", w=str(width))
    if len(document.columns) > 1:
        heads = [_own(document, ""), _own(document, ""), *(_own(document, name) for name in document.columns)]
        _row(
            table,
            [([head], width) for head, width in zip(heads, _all(widths), strict=True)],
            "Facts",
            is_head=True,
        )
    for passage in document.passages:
        _passage(table, document, passage, widths)


def _passage(table: etree._Element, document: Document, passage: Passage, widths: list[int]) -> None:
    whole = sum(_all(widths))
    if passage.cut:
        _spanning(table, [_own(document, passage.cut)], "Facts", whole, len(widths) + 2)
    who = [passage.name]
    if passage.role.text:
        who += [_own(document, ", "), passage.role]
    if passage.kind:
        who.append(_own(document, f" [{passage.kind}]"))
    _spanning(table, who, "Speaker", whole, len(widths) + 2)
    for line in passage.lines:
        _line(table, line, widths, len(document.columns))


def _line(table: etree._Element, line: Line, widths: list[int], columns: int) -> None:
    left = [Run(line.number), Run(line.at)]
    cells = [([run], width) for run, width in zip([*left, *line.cells], _all(widths), strict=False)]
    _row(table, cells, "Line")
    for note in line.notes:
        _row(
            table,
            [([Run("")], _NUMBER_WIDTH), ([Run("")], _TIME_WIDTH), ([note], sum(widths))],
            "Facts",
            span=columns,
        )


def _row(
    table: etree._Element,
    cells: Iterable[tuple[list[Run], int]],
    style: str,
    *,
    is_head: bool = False,
    span: int = 1,
) -> None:
    """``span`` is how many columns the last cell takes."""
    row = add(table, "tr")
    facts = add(row, "trPr")
    add(facts, "cantSplit")
    if is_head:
        add(facts, "tblHeader")
    cells = list(cells)
    for at, (runs, width) in enumerate(cells):
        _cell(row, runs, style if at > 1 else "Number", width, span if at == len(cells) - 1 else 1)


def _spanning(table: etree._Element, runs: list[Run], style: str, width: int, span: int) -> None:
    row = add(table, "tr")
    add(add(row, "trPr"), "cantSplit")
    _cell(row, runs, style, width, span)


def _cell(row: etree._Element, runs: list[Run], style: str, width: int, span: int) -> None:
    cell = add(row, "tc")
    facts = add(cell, "tcPr")
    add(facts, "tcW", w=str(width), type="dxa")
    if span > 1:
        add(facts, "gridSpan", val=str(span))
    _paragraph(cell, runs, style)


def _paragraph(parent: etree._Element, runs: list[Run], style: str = "") -> None:
    """A paragraph runs the way of its first words."""
    paragraph = add(parent, "p")
    facts = add(paragraph, "pPr")
    if style:
        add(facts, "pStyle", val=style)
    if next((run.direction for run in runs if run.text.strip()), "ltr") == "rtl":
        add(facts, "bidi")
    for run in runs:
        parts.add_run(paragraph, run)


def _own(document: Document, text: str) -> Run:
    return Run(text, document.language, document.direction)


def _all(widths: list[int]) -> list[int]:
    return [_NUMBER_WIDTH, _TIME_WIDTH, *widths]
