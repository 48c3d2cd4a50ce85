"""Which moments of a clip are shown to choose its picture from."""

from __future__ import annotations

MOST = 24
SHEET_WIDTH = 320
"""Of one still, in pixels."""
_LEAST_APART_MS = 500


def moments_of(duration_ms: int) -> tuple[int, ...]:
    """Evenly through the clip, each in the middle of its part; fewer for a very short one, but always one.

    >>> moments_of(2_000)
    (250, 750, 1250, 1750)
    """
    count = max(1, min(MOST, duration_ms // _LEAST_APART_MS))
    return tuple((2 * at + 1) * duration_ms // (2 * count) for at in range(count))
