from __future__ import annotations

import pytest

from dragoman.bulletins.composing import compose_due
from dragoman.bulletins.handing_over import hand_over_waiting
from tests.bulletins.played import between, happen, leave, make_people, read
from tests.bulletins.simulated import BEGAN, expected, scripted

pytestmark = pytest.mark.django_db


def test_days_of_bulletins_are_what_a_plain_model_says(post_office, settings):
    """Overlapping subscriptions, changing clocks, corrections, withdrawals, an outage, readers who leave."""
    settings.BULLETINS_CONNECTIONS, settings.BULLETINS_PER_DOMAIN = 1, 0
    script = scripted(readers=25, days=6)
    make_people(script)
    before = BEGAN
    for tick in script.ticks:
        happen(between(script, before, tick))
        leave(script, tick)
        for cadence in ("daily", "weekly"):
            compose_due(cadence=cadence, now=tick)
        hand_over_waiting(now=tick)
        before = tick
    wanted = expected(script)
    assert len(wanted) > 50
    assert sorted(read(to, mail) for to, mail in post_office.taken) == wanted
