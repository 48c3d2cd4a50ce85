from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.api.allowance import Allowance


def test_all_may_be_asked_at_once_and_then_one_by_one():
    allowance = Allowance()
    taken = [allowance.take("a", 3, 100.0) for _ in range(4)]
    assert [(one.is_allowed, one.remaining) for one in taken] == [(True, 2), (True, 1), (True, 0), (False, 0)]
    assert taken[3].headers == {
        "RateLimit-Policy": '"requests";q=3;w=60',
        "RateLimit": '"requests";r=0;t=20',
        "Retry-After": "20",
    }
    assert not allowance.take("a", 3, 119.0).is_allowed
    assert allowance.take("a", 3, 120.0).is_allowed


def test_one_caller_costs_another_nothing():
    allowance = Allowance()
    for _ in range(5):
        allowance.take("a", 2, 0.0)
    assert allowance.take("b", 2, 0.0).is_allowed


@given(st.lists(st.floats(min_value=0, max_value=300), min_size=1, max_size=200), st.integers(1, 20))
def test_nobody_gets_more_than_a_bucket_and_what_flows_in(moments, most):
    allowance, allowed = Allowance(), []
    for now in sorted(moments):
        taken = allowance.take("a", most, now)
        assert 0 <= taken.remaining <= most
        if taken.is_allowed:
            allowed.append(now)
    for start in allowed:
        for span in (1.0, 60.0):
            inside = sum(start <= one <= start + span for one in allowed)
            assert inside <= most + span * most / 60 + 1


@given(st.integers(1, 1000))
def test_whoever_waits_as_told_is_answered(most):
    allowance = Allowance()
    for _ in range(most):
        assert allowance.take("a", most, 0.0).is_allowed
    refused = allowance.take("a", most, 0.0)
    assert not refused.is_allowed
    assert allowance.take("a", most, float(refused.wait_s)).is_allowed
