from __future__ import annotations

import pytest
from django.db import OperationalError

from dragoman.jobs import patience
from dragoman.jobs.patience import patiently


class Busy:
    """A step that finds the database locked a few times."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.left:
            self.left -= 1
            raise OperationalError("database is locked")
        return "done"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSE_S", 0.0)


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_waited_for() -> None:
    busy = Busy(times=3)

    assert (patiently(busy, for_s=60.0), busy.calls) == ("done", 4)


@pytest.mark.django_db(transaction=True)
def test_patience_ends() -> None:
    busy = Busy(times=10**9)

    with pytest.raises(OperationalError):
        patiently(busy, for_s=0.0)
    assert busy.calls == 1


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_tried_again() -> None:
    busy = Busy(times=1)

    with pytest.raises(OperationalError):
        patiently(busy, for_s=60.0)
    assert busy.calls == 1


def test_other_errors_are_not_waited_for() -> None:
    def fail() -> None:
        raise ValueError("not the database's fault")

    with pytest.raises(ValueError, match="not the database's fault"):
        patiently(fail, for_s=60.0)
