from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from dragoman.archive.own_page import hidden
from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.links import own_path
from dragoman.bulletins.models import Subscriber
from tests.archive.views.test_subscribe import rows
from tests.bulletins.mailbox import letters, link_in
from tests.factories.readers import names_in_lists, reader

pytestmark = pytest.mark.django_db
WANTS = [("topic", "railways", "daily"), ("source", "meridian-tv", "weekly"), ("topic", "gone", "daily")]


@pytest.fixture
def clip(db):
    names_in_lists()


@pytest.fixture
def known(clip):
    return reader(wants=WANTS, name="Mona Lisa")


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def said(client, response) -> str:
    return soup(client.get(response["Location"])).select_one("[role=status]").text


def mine(known) -> str:
    return f"/bulletins/mine/{known.secret}"


def test_page_shows_what_one_has(client, known):
    page = soup(client.get(mine(known)))
    assert [value for _text, value in rows(page)] == ["daily", "weekly", "daily", "", ""]
    assert "Nothing published goes by this name now." in page.select(".rates tr")[3].text
    assert "The next daily bulletin is due on 3 March 2026, 07:00." in page.text


def test_whoever_was_forwarded_a_bulletin_learns_nothing_and_takes_nothing(client, known):
    page = client.get(mine(known))
    for secret in ("mona@reader.example", "Mona Lisa"):
        assert secret not in page.content.decode()
    assert "m…@reader.example" in page.content.decode()
    before = Subscriber.objects.values().get()
    for act in ("address", "describe", "renew", "erase", "nonsense", ""):
        response = client.post(mine(known), {"act": act, "address": "odd@reader.example", "sure": "yes"})
        assert response.status_code == 422
    assert client.get(f"{mine(known)}/bulletins.json").status_code == 404
    assert Subscriber.objects.values().get() == before
    assert letters("odd@reader.example") == []


def test_change_by_the_lasting_link_is_told_to_the_reader(client, known):
    railways, source, gone = known.subscriptions.order_by("pk")
    response = client.post(
        mine(known),
        {
            "act": "choose",
            f"cadence-{railways.pk}": "weekly",
            f"cadence-{source.pk}": "weekly",
            f"cadence-{gone.pk}": "",
            "want-3": "everything||daily",
        },
    )
    assert said(client, response) == "Saved."
    assert {want.about: want.cadence for want in wants_of(known)} == {
        "topic": "weekly",
        "source": "weekly",
        "everything": "daily",
    }
    assert sorted(one.subject for one in letters()) == [
        "A bulletin is ended: Dragoman",
        "Your bulletins from Dragoman were changed",
    ]


def test_change_by_ones_own_link_is_not(client, known):
    client.post(own_path(known), {"act": "settings", **SETTINGS})
    known.refresh_from_db()
    assert (known.language, known.zone, known.hour, known.weekday) == ("ar", "Asia/Seoul", 21, 6)
    assert letters() == []


SETTINGS = {"language": "ar", "zone": "Asia/Seoul", "hour": "21", "weekday": "6"}


@pytest.mark.parametrize(
    "said",
    [
        {"act": "settings", **SETTINGS, "zone": "Mars/Base"},
        {"act": "settings", **SETTINGS, "hour": "24"},
        {"act": "pause", "until": "soon"},
        {"act": "pause", "until": "2001-01-01"},
        {"act": "choose", "want-0": "topic|fisheries|daily"},
        {"act": "choose", "cadence-٣": "daily", "want-0": "nonsense"},
    ],
)
def test_what_needs_another_look(client, known, said):
    before = Subscriber.objects.values().get()
    response = client.post(mine(known), said)
    assert response.status_code == 422
    assert soup(response).select(".error, [role=alert]")
    assert Subscriber.objects.values().get() == before


def test_pause_and_back(client, known):
    day = (datetime.now(UTC) + timedelta(days=9)).date()
    client.post(mine(known), {"act": "pause", "until": day.isoformat()})
    page = soup(client.get(mine(known)))
    assert "Nothing is sent before" in page.text
    client.post(mine(known), {"act": "resume"})
    known.refresh_from_db()
    assert known.state == "active"


def test_leaving_everything_from_the_page(client, known):
    response = client.post(mine(known), {"act": "leave"})
    assert said(client, response).startswith("Nothing more is sent to you.")
    known.refresh_from_db()
    assert (known.state, wants_of(known)) == ("unsubscribed", [])


def test_link_to_ones_own_comes_by_mail(client, known):
    client.post(mine(known), {"act": "link"})
    path = f"/{link_in(letters()[0])}"
    assert "mona@reader.example" in soup(client.get(path)).text


def test_new_address_by_ones_own_link(client, known):
    response = client.post(own_path(known), {"act": "address", "address": "lisa@reader.example"})
    assert said(client, response).startswith("A letter went to the new address.")
    client.post(f"/{link_in(letters('lisa@reader.example')[0])}")
    known.refresh_from_db()
    assert known.address == "lisa@reader.example"
    wrong = client.post(own_path(known), {"act": "address", "address": "lisa"})
    assert (wrong.status_code, len(soup(wrong).select(".error"))) == (422, 1)


def test_everything_kept_is_taken_as_a_file(client, known):
    response = client.get(f"{own_path(known)}/bulletins.json")
    assert response["Content-Disposition"] == 'attachment; filename="bulletins.json"'
    told = response.json()
    assert (told["address"], told["name"], len(told["subscriptions"])) == (
        "mona@reader.example",
        "Mona Lisa",
        3,
    )


def test_erasing_asks_whether_one_is_sure(client, known):
    path = own_path(known)
    assert client.post(path, {"act": "erase"}).status_code == 422
    response = client.post(path, {"act": "erase", "sure": "yes"})
    assert (response.status_code, response["Location"]) == (302, "/bulletins/erased")
    assert client.get("/bulletins/erased").status_code == 200
    assert (client.get(path).status_code, client.get(mine(known)).status_code) == (404, 404)


def test_links_in_mails_are_ended(client, known):
    old = mine(known)
    response = client.post(own_path(known), {"act": "renew"})
    assert said(client, response).startswith("Done")
    assert client.get(old).status_code == 404


def test_who_they_say_they_are(client, known):
    client.post(own_path(known), {"act": "describe", "name": "Lisa", "sector": "academia"})
    known.refresh_from_db()
    assert (known.name, known.sector) == ("Lisa", "academia")


@pytest.mark.parametrize(
    ("state", "words"), [("bounced hard", "came back"), ("complained", "marked a bulletin as unwanted")]
)
def test_trouble_is_told(client, clip, state, words):
    assert words in soup(client.get(mine(reader(state=state)))).select_one(".notice").text


def test_address_as_a_stranger_sees_it():
    assert hidden("mona@reader.example") == "m…@reader.example"
