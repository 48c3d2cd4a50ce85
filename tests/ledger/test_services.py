from __future__ import annotations

import json

import pytest

from dragoman.ledger.models import Entry
from dragoman.ledger.services import record
from dragoman.ledger.terms import COMMAND_LINE, ORIGIN, SYSTEM, Actor
from dragoman.lib.hashing import canonical, leaf_digest

pytestmark = pytest.mark.django_db


def test_line_follows_the_one_before():
    first = record(actor=SYSTEM, act="clip.made", subject="clip:1")
    second = record(actor=COMMAND_LINE, act="clip.cut", subject="clip:1", detail={"frames": 3})
    assert (first.seq, first.previous, second.seq, second.previous) == (1, ORIGIN, 2, first.digest)


def test_line_is_canonical_and_says_everything():
    entry = record(actor=Actor("p-7f3k2mab"), act="clip.cut", subject="clip:9", detail={"frames": 3})
    content = json.loads(entry.line)
    assert canonical(content) == entry.line
    assert leaf_digest(entry.line) == entry.digest
    nonce = content.pop("nonce")
    assert len(nonce) == 32
    assert content == {
        "act": "clip.cut",
        "actor": "p-7f3k2mab",
        "at": entry.at.isoformat(timespec="microseconds"),
        "detail": {"frames": 3},
        "previous": ORIGIN,
        "seq": 1,
        "subject": "clip:9",
    }


def test_time_never_runs_backwards():
    first = record(actor=SYSTEM, act="clip.made", subject="clip:1")
    second = record(actor=SYSTEM, act="clip.made", subject="clip:2")
    assert second.at >= first.at


def test_actor_is_a_handle_and_never_a_name():
    with pytest.raises(ValueError, match="no handle"):
        Actor("Li Wei")


def test_details_hold_no_fractions():
    with pytest.raises(ValueError, match="canonical"):
        record(actor=SYSTEM, act="clip.made", subject="clip:1", detail={"rate": 0.5})
    assert Entry.objects.count() == 0
