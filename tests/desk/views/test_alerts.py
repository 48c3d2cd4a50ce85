from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.bulletins.models import Confirmation
from tests.bulletins.mailbox import letters, link_in
from tests.factories.readers import names_in_lists

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def edda(client, world):
    names_in_lists()
    client.force_login(world.editor, backend=BACKEND)
    return client


@pytest.mark.parametrize(
    ("sent", "want"),
    [
        ({"words": "night trains"}, ("search", "q=night+trains", "at once")),
        ({"words": "trains", "topic": "railways"}, ("search", "q=trains&topic=railways", "at once")),
        ({"topic": "railways"}, ("topic", "railways", "at once")),
    ],
)
def test_alert_is_confirmed_by_letter_and_then_stands_there(edda, sent, want):
    response = edda.post("/desk/alerts/", {**sent, "cadence": "at once"})
    assert (response.status_code, response["Location"]) == (302, "/desk/alerts/")
    (asked,) = Confirmation.objects.get().asked["wants"]
    assert (asked["about"], asked["value"], asked["cadence"]) == want
    edda.post(f"/{link_in(letters('edda@example.org')[0])}")
    page = BeautifulSoup(edda.get("/desk/alerts/").content, "lxml")
    assert len(page.select(".report-list li")) == 1


def test_alert_of_nothing_is_refused(edda):
    response = edda.post("/desk/alerts/", {"cadence": "at once"})
    assert (response.status_code, letters("edda@example.org")) == (422, [])


def test_cadence_at_once_is_offered_as_the_installation_says(edda, settings):
    def offered():
        page = BeautifulSoup(edda.get("/desk/alerts/").content, "lxml")
        return [one["value"] for one in page.select("#id_cadence option")]

    assert offered() == ["at once", "weekly", "daily"]
    settings.BULLETINS_AT_ONCE = "NOBODY"
    assert offered() == ["weekly", "daily"]


def test_outsider_has_no_alerts(client, world):
    client.force_login(world.outsider, backend=BACKEND)
    assert client.get("/desk/alerts/").status_code == 403
    client.logout()
    assert client.get("/desk/alerts/").status_code == 302
