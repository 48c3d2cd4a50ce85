from __future__ import annotations

import pytest
from django.urls import reverse

from dragoman.enquiries.models import Demand
from dragoman.enquiries.services.demanding import Demanded, receive_demand
from tests.desk.conftest import browser_of
from tests.factories.enquiries import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def demand(world):
    return receive_demand(
        demanded=Demanded(
            "takedown", "No. 1", "Take it down.", "Ministry", "law@interior.gov", is_from_state=True
        )
    )


def test_demand_is_decided_by_those_who_publish_and_answered(world, demand, editor):
    page = reverse("desk:demand", args=[demand.pk])
    assert demand.reference in editor.get(reverse("desk:demands")).content.decode()
    assert editor.post(page, {"act": "take"}).status_code == 302
    assert editor.post(page, {"state": "refused", "answer": ""}).status_code == 422
    assert editor.post(page, {"state": "refused", "answer": "The law does not say so."}).status_code == 302
    assert editor.post(page, {"state": "complied", "answer": "x"}).status_code == 422
    assert [subject for subject, _ in letters("law@interior.gov")] == [
        f"{demand.reference}: your demand has arrived",
        f"{demand.reference}: decided",
    ]
    assert Demand.objects.get().state == "refused"


def test_requests_officers_and_others_do_not_see_demands(world, demand):
    for person in (world.officer, world.monitor, world.reviewer, world.outsider):
        client = browser_of(person)
        pages = (reverse("desk:demands"), reverse("desk:demand", args=[demand.pk]))
        assert [client.get(page).status_code for page in pages] == [403, 403]
