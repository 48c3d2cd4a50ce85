"""Turns run together on one line, as some copies lose their line ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.lib.pages.lines import Line
from dragoman.lib.pages.marks import quotations
from dragoman.lib.pages.names import Belief, read_label


def split_inline(line: Line) -> Iterator[Line]:
    """``Host: "Why?" Guest: "Because."`` as two lines; a line with one turn as it is.

    Only where a quotation has ended and a name, a colon and a new quotation follow.
    """
    first = read_label(line.text)
    if first is None or not first.quoted:
        yield line
        return
    start = 0
    ended = -1
    for opening, closing in quotations(line.text):
        if ended >= 0:
            between = line.text[ended + 1 : opening]
            label = read_label(f'{between.strip()} "') if between.rstrip().endswith((":", "：")) else None
            if label is not None and label.belief >= Belief.NAME:
                yield _part(line, start, ended + 1)
                start = ended + 1
        if closing is None:
            break
        ended = closing
    yield _part(line, start, len(line.text))


def _part(line: Line, start: int, end: int) -> Line:
    return replace(
        line,
        text=line.text[start:end].strip(),
        gap=line.gap and start == 0,
        lead=line.lead if start == 0 else 0,
    )
