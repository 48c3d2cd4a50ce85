from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from dragoman.bulletins.models import ConsentLine

pytestmark = pytest.mark.django_db


def line(step: str = "confirmed", days_ago: int = 1) -> ConsentLine:
    return ConsentLine.objects.create(
        at=datetime.now(UTC) - timedelta(days=days_ago),
        mark="a" * 64,
        step=step,
        what=[["topic", "railways", "daily"]],
        network="n" * 64,
    )


@pytest.mark.parametrize(
    "change",
    [{"step": "withdrawn"}, {"what": []}, {"mark": "b" * 64}, {"network": "m" * 64}, {"evidence": "said so"}],
)
def test_line_can_not_be_changed(change):
    kept = line()
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentLine.objects.filter(pk=kept.pk).update(**change)


def test_network_can_be_forgotten():
    kept = line()
    assert ConsentLine.objects.filter(pk=kept.pk).update(network="") == 1


@pytest.mark.parametrize(("step", "days_ago"), [("asked", 1), ("address asked", 1), ("confirmed", 1100)])
def test_what_proves_nothing_any_more_can_go(step, days_ago):
    line(step, days_ago).delete()
    assert ConsentLine.objects.count() == 0


@pytest.mark.parametrize(("step", "days_ago"), [("confirmed", 1), ("withdrawn", 1090), ("imported", 30)])
def test_proof_can_not_be_deleted(step, days_ago):
    kept = line(step, days_ago)
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.delete()
