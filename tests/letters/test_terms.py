from __future__ import annotations

from datetime import timedelta

from dragoman.letters.terms import pause_after


def test_pauses_grow_to_four_hours():
    minutes = [pause_after(attempts) / timedelta(minutes=1) for attempts in (1, 2, 3, 4, 5, 50)]
    assert minutes == [1, 5, 15, 60, 240, 240]
