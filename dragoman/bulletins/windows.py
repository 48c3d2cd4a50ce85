"""Where a reader's first window of a cadence begins: when they asked for it, or where the one it replaces had ended."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from dragoman.bulletins.models import Reach, Subscriber


def renew_windows(subscriber: Subscriber, wanted: Set[str], now: datetime) -> None:
    """Call it after every change of what a reader wants. Who goes from daily to weekly misses nothing between.

    Who comes back after a while is not told of everything since they left.
    """
    known = {one.cadence: one for one in subscriber.reaches.all()}
    ended = [one.until for cadence, one in known.items() if cadence not in wanted]
    for cadence in sorted(wanted - known.keys()):
        Reach.objects.create(subscriber=subscriber, cadence=cadence, until=min(ended, default=now))
    subscriber.reaches.exclude(cadence__in=wanted).delete()
