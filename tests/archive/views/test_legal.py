from __future__ import annotations

import pytest
from django.core import signing

from dragoman.archive.forms import reader as trap
from dragoman.enquiries.models import Demand, Enquiry
from dragoman.ledger.models import Entry
from tests.factories.enquiries import confirmed, letters

pytestmark = pytest.mark.django_db


def filled(**changes):
    return {
        "began": signing.TimestampSigner(salt="report").sign("report"),
        "key": "a" * 32,
        "kind": "order",
        "place": "No. 1",
        "text": "Take it down.",
        "is_from_state": "on",
        "name": "A Clerk",
        "email": "clerk@court.example",
        **changes,
    }


def test_demand_takes_its_own_road_and_is_counted_in_public(client, db, monkeypatch):
    monkeypatch.setattr(trap, "LEAST_SECONDS", -1)
    confirmed()
    for _ in range(2):
        response = client.post("/legal", filled())
    made = Demand.objects.get()
    assert (response["Location"], Enquiry.objects.count()) == (f"/legal/sent?reference={made.reference}", 1)
    assert client.get(response["Location"]).status_code == 200
    assert letters("clerk@court.example")[0][0] == f"{made.reference}: your demand has arrived"
    shown = client.get("/transparency").content.decode()
    assert ("A court order" in shown, "Clerk" in shown, "Nadia" in shown) == (True, False, False)
    lines = b"".join(Entry.objects.values_list("line", flat=True)).decode()
    assert (made.reference in lines, "Clerk" in lines, "Take it down" in lines) == (True, False, False)


def test_empty_and_hurried_demands_are_shown_again(client, db):
    assert client.post("/legal", filled()).status_code in {302, 422}
    assert client.post("/legal", filled(text="", key="b" * 32)).status_code == 422
    assert [client.get(f"/legal/sent{one}").status_code for one in ("", "?reference=x")] == [404, 404]
    assert client.get("/transparency?year=9999").status_code == 200
