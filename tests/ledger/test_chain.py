from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger import services
from dragoman.ledger.chain import Broken, Link, first_break, walk
from dragoman.ledger.models import Entry
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from tests.ledger.attacker import attack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("microsecond", [0, 1, 100_000, 120_000, 999_999])
def test_every_moment_is_compared_as_it_is_written(monkeypatch, microsecond):
    class Clock:
        now = staticmethod(lambda _zone: datetime(2026, 11, 24, 10, 0, 0, microsecond, UTC))

    monkeypatch.setattr(services, "datetime", Clock)
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert first_break() is None
    attack(("UPDATE ledger_entry SET at = '2026-11-24 10:00:01' WHERE seq = 1", []))
    assert first_break().seq == 1


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet='a"\\\\\n\t/é中𝄞 }', min_size=1, max_size=20))
def test_any_subject_is_compared_as_it_is_written(subject):
    record(actor=SYSTEM, act="clip.made", subject=subject)
    assert first_break() is None


def test_walk_goes_on_behind_a_line():
    for _ in range(3):
        record(actor=SYSTEM, act="clip.made", subject="clip:1")
    digests = list(Entry.objects.order_by("seq").values_list("digest", flat=True))
    assert [leaf.hex() for leaf in walk(Link(1, digests[0]))] == digests[1:]
    with pytest.raises(Broken, match="does not follow from line 1"):
        next(walk(Link(1, digests[2])))


def test_line_dated_before_the_one_it_follows_is_found(monkeypatch):
    record(actor=SYSTEM, act="clip.made", subject="clip:1")

    class Clock:
        now = staticmethod(lambda _zone: datetime(2001, 1, 1, tzinfo=UTC))

    monkeypatch.setattr(services, "datetime", Clock)
    monkeypatch.setattr(services, "max", lambda now, _last: now, raising=False)
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert first_break().problem == "the line is dated before the one it follows"
