"""Stretches of a recording that make one clip: read from what people type, checked in words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dragoman.lib.timecode import BadTimecode, Span, format_clock, parse_clock

SHORTEST_MS = 500
MOST = 100


class BadPassages(ValueError):
    """These stretches can't make a clip; the message says what to change."""


def read_passages(lines: Sequence[str]) -> tuple[Span, ...]:
    """``0:10-0:45`` each, in the order of the recording. Raises ``BadPassages``."""
    spans = tuple(_read(line.strip()) for line in lines if line.strip())
    if len(spans) > MOST:
        raise BadPassages(f"These are {len(spans)} passages: a clip takes {MOST} at most.")
    check_passages(spans)
    return spans


def check_passages(spans: Sequence[Span]) -> None:
    for span in spans:
        if span.duration_ms < SHORTEST_MS:
            raise BadPassages(f"{_shown(span)} is too short: a passage lasts half a second at least.")
    for one, following in itertools.pairwise(spans):
        if following.in_ms < one.in_ms:
            raise BadPassages(
                f"{_shown(following)} comes before {_shown(one)} in the recording: write them in its order."
            )
        if following.in_ms < one.out_ms:
            raise BadPassages(
                f"{_shown(one)} and {_shown(following)} overlap: end the first before the second begins."
            )
        if following.in_ms == one.out_ms:
            raise BadPassages(f"Nothing lies between {_shown(one)} and {_shown(following)}: make them one.")


def _read(line: str) -> Span:
    first, dash, last = line.replace("–", "-").partition("-")
    if not dash:
        raise BadPassages(f"“{line}” is no passage: write its start and its end like 0:10-0:45.")
    try:
        return Span(parse_clock(first), parse_clock(last))
    except (BadTimecode, ValueError) as error:
        raise BadPassages(str(error)) from error


def _shown(span: Span) -> str:
    return f"{format_clock(span.in_ms)}-{format_clock(span.out_ms)}"
