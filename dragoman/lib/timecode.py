"""Positions and spans in integer milliseconds, and the notations people write them in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self


class BadTimecode(ValueError):
    """The text is no position in a recording."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of media time, half-open: ``[in_ms, out_ms)``."""

    in_ms: int
    out_ms: int

    def __post_init__(self) -> None:
        if self.in_ms < 0:
            raise ValueError(f"The in point {self.in_ms} ms is before the start.")
        if self.out_ms <= self.in_ms:
            raise ValueError(
                f"The out point {format_clock(self.out_ms)} must come after the in point "
                f"{format_clock(self.in_ms)}."
            )

    @property
    def duration_ms(self) -> int:
        return self.out_ms - self.in_ms

    def shifted(self, by_ms: int) -> Self:
        return type(self)(self.in_ms + by_ms, self.out_ms + by_ms)

    def contains(self, at_ms: int) -> bool:
        return self.in_ms <= at_ms < self.out_ms


_CLOCK = re.compile(
    r"(?:(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):)?(?P<s>\d{1,6})(?:[.,](?P<f>\d{1,9}))?", re.ASCII
)


def parse_clock(text: str) -> int:
    """Milliseconds of ``75``, ``1:15``, ``1:15.250`` or ``0:01:15,25``.

    Minutes and seconds after a colon stay below 60; a number alone is seconds. Fractions past the
    millisecond are rounded half up.

    >>> parse_clock("2:06")
    126000
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise BadTimecode(f"“{text}” is not a time: write it like 2:06, 0:02:06 or 126.5.")
    hours, minutes, seconds = int(match["h"] or 0), int(match["m"] or 0), int(match["s"])
    if match["m"] is not None and seconds > 59:
        raise BadTimecode(f"“{text}” has {seconds} seconds: after a colon they end at 59.")
    if match["h"] is not None and minutes > 59:
        raise BadTimecode(f"“{text}” has {minutes} minutes: after hours they end at 59.")
    fraction = (match["f"] or "").ljust(4, "0")
    milliseconds = (int(fraction[:4]) + 5) // 10
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds


def format_clock(at_ms: int) -> str:
    """``M:SS`` or ``H:MM:SS`` as readers see it; the second is cut off, never rounded up.

    >>> format_clock(121_000)
    '2:01'
    """
    minutes, seconds = divmod(at_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_precise(at_ms: int) -> str:
    """``HH:MM:SS.mmm``, as WebVTT and the desk write it."""
    seconds, milliseconds = divmod(at_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"


def format_seconds(at_ms: int) -> str:
    """Seconds for a media fragment (``#t=12.3``): no trailing zeros, never an exponent."""
    whole, rest = divmod(at_ms, 1000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".")
