from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.bulletins.models import Confirmation, ConsentLine, Subscriber
from dragoman.letters.models import Letter
from tests.archive.bulletin_forms import filled
from tests.bulletins.mailbox import letters
from tests.factories.clips import draft, published
from tests.factories.readers import names_in_lists, reader

pytestmark = pytest.mark.django_db
PATH = "/bulletins/subscribe"


@pytest.fixture
def names(db):
    names_in_lists()


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def rows(page) -> list[tuple[str, str]]:
    """Each row of the form, and which cadence is chosen."""
    return [
        (
            row.select_one("th").get_text(" ", strip=True),
            (row.select_one("input[checked]") or {}).get("value"),
        )
        for row in page.select(".rates tbody tr")
    ]


def test_form_offers_topics_and_everything(client, names):
    assert rows(soup(client.get(PATH))) == [
        ("Every new clip", ""),
        ("Topic Public works", ""),
        ("Topic Railways", ""),
    ]


def test_address_of_the_form_chooses(client, names):
    asked = (
        "?topic=railways&source=meridian-tv&speaker=lin-ruomei&country=norland&language=zh&search=q%3Dtrains"
    )
    found = rows(soup(client.get(f"{PATH}{asked}")))
    assert sorted(found[:6]) == [
        ("Country Norland", "country|norland|daily"),
        ("Language spoken Chinese", "language|zh|daily"),
        ("Person Lin Ruomei", "speaker|lin-ruomei|daily"),
        ("Saved search trains", "search|q=trains|daily"),
        ("Source Meridian TV", "source|meridian-tv|daily"),
        ("Topic Railways", "topic|railways|daily"),
    ]
    assert found[6:] == [("Every new clip", ""), ("Topic Public works", "")]


def test_what_is_not_published_can_not_be_chosen_and_is_not_told(client, world, names):
    draft(world.editor.actor, title="Secret")
    page = client.get(f"{PATH}?topic=zyzzyva&topic=%00&topic=<script>")
    assert "Nothing is published under “zyzzyva”." in soup(page).select_one("[role=alert]").text
    assert b"<script>" not in page.content.partition(b"</head>")[2].replace(b'<script type="module"', b"")


def test_sending_leads_to_a_page_that_says_the_same_to_all(client, names, monkeypatch):
    reader("known@reader.example")
    answers = []
    for address in ("known@reader.example", "new@reader.example"):
        response = client.post(PATH, filled(monkeypatch, address=address))
        page = client.get(response["Location"])
        answers.append((response.status_code, response["Location"], response.content, page.content))
        assert [one.subject for one in letters(address)] == ["Please confirm: bulletins from Dragoman"]
    assert answers[0] == answers[1]
    assert answers[0][:2] == (302, "/bulletins/asked")
    assert client.cookies == {}


def test_what_was_filled_in_is_asked_for(client, names, monkeypatch):
    client.post(f"/ar{PATH}", filled(monkeypatch, language="he", name="Mona", sector="media"))
    asked = Confirmation.objects.get()
    assert (asked.asked, asked.language, asked.form_path) == (
        {
            "wants": [{"about": "topic", "value": "railways", "cadence": "daily", "label": "Railways"}],
            "language": "he",
            "zone": "Europe/Paris",
            "weekday": 4,
            "name": "Mona",
            "sector": "media",
        },
        "ar",
        f"/ar{PATH}",
    )
    assert ConsentLine.objects.get().network != ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"address": ""}, "Write your e-mail address."),
        ({"address": "mona"}, "An e-mail address is written like name@example.org."),
        ({"address": "mona@reader.example\r\nBcc: odd@reader.example"}, "Mail can’t be sent to this address"),
        ({"want-0": ""}, "Choose at least one thing to be told of."),
        ({"want-0": "topic|fisheries|daily"}, "Nothing is published under “fisheries”."),
        ({"want-0": "topic|railways|hourly"}, "There is no such subscription."),
        ({"want-0": "nonsense"}, "There is no such subscription."),
        ({"zone": "Mars/Base"}, "Select a valid choice."),
        ({"website": "https://spam.example"}, "Something went too fast."),
        ({"began": "forged"}, "Something went too fast."),
    ],
)
def test_what_needs_another_look_is_said_and_nothing_is_lost(client, names, monkeypatch, changes, said):
    response = client.post(PATH, filled(monkeypatch, **changes))
    page = soup(response)
    assert response.status_code == 422
    assert said in page.select_one(".reader-form").text
    assert page.select_one("#id_zone option[selected]") or changes.get("zone")
    assert (Letter.objects.count(), Subscriber.objects.count()) == (0, 0)


def test_flood_from_one_network_is_told_to_wait(client, names, monkeypatch):
    monkeypatch.setattr("dragoman.bulletins.asking.MOST_ASKED_FROM_NETWORK", 1)
    client.post(PATH, filled(monkeypatch))
    response = client.post(PATH, filled(monkeypatch, address="odd@reader.example"))
    assert (response.status_code, Letter.objects.count()) == (429, 1)


def test_form_is_kept_by_nobody(client, names):
    response = client.get(PATH)
    assert (response["Cache-Control"], response["Referrer-Policy"], response["X-Robots-Tag"]) == (
        "private, no-store",
        "no-referrer",
        "noindex",
    )
    assert client.put(PATH).status_code == 405


def test_way_to_ones_own_is_mailed_and_never_shown(client, names, monkeypatch):
    reader()
    answers = []
    for address in ("mona@reader.example", "odd@reader.example"):
        response = client.post("/bulletins/find", filled(monkeypatch, address=address))
        answers.append((response.status_code, response["Location"], response.content))
    assert answers[0] == answers[1]
    assert [one.address for one in Letter.objects.all()] == ["mona@reader.example"]
    wrong = client.post("/bulletins/find", filled(monkeypatch, address="mona"))
    assert wrong.status_code == 422


def test_every_page_leads_to_the_form(client, clip):
    """One clip is enough for all of them."""
    found = {}
    for page in PAGES:
        links = {one["href"] for one in soup(client.get(page, follow=True)).select("a[href]")}
        found[page] = PAGES[page] in links
    assert found == dict.fromkeys(PAGES, True)


PAGES = {
    "/topics/railways": "/bulletins/subscribe?topic=railways",
    "/people/lin-ruomei": "/bulletins/subscribe?speaker=lin-ruomei",
    "/sources/meridian-tv": "/bulletins/subscribe?source=meridian-tv",
    "/ar/topics/railways": "/ar/bulletins/subscribe?topic=railways",
    "/clips/1": "/bulletins/subscribe?topic=public-works&topic=railways",
    "/search?q=trains": "/bulletins/subscribe?search=q%3Dtrains",
    "/": "/bulletins/subscribe",
    "/topics/railways/bulletin": "/bulletins/subscribe?topic=railways",
}
