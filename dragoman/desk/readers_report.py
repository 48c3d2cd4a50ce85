"""What became of a list of readers, as the page shows it: counts first, then every line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.bulletins.importing import Fate, Told

_MOST_SHOWN = 5_000
"""So many lines on a page; the counts are of all of them."""


def report_of(told: Sequence[Told], *, is_trial: bool) -> dict[str, object]:
    """Lines that were left out stand before those taken in: they are what somebody has to look at."""
    counts = Counter(one.fate for one in told)
    ordered = sorted(
        told, key=lambda one: (one.fate in {Fate.ADDED, Fate.WIDENED, Fate.KNOWN}, one.line.number)
    )
    return {
        "is_trial": is_trial,
        "counts": [(fate.label, counts[fate]) for fate in Fate if counts[fate]],
        "told": [(one.line, one.fate.label, one.unknown) for one in ordered[:_MOST_SHOWN]],
        "left_off": max(0, len(told) - _MOST_SHOWN),
        "has_report": True,
    }
