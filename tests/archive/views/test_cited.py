from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core import signing

from dragoman.archive.forms import reader as form
from dragoman.corrections.models import Use
from dragoman.corrections.uses import ToldUse, accept_use, tell_use
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.factories.clips import draft

PATH = "/clips/1/cited"
PLACE = "https://paper.example/night-trains"


def filled(monkeypatch, **changes):
    """A form as a person fills it in, a minute after it was shown."""
    monkeypatch.setattr(form, "LEAST_SECONDS", -1)
    return {
        "began": signing.TimestampSigner(salt="report").sign("report"),
        "address": PLACE,
        "title": "Trains <b>return</b>",
        "kind": "journalism",
        "sentence": "s2",
        **changes,
    }


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def test_a_reader_tells_and_is_told_what_comes_next(client, clip, monkeypatch):
    assert soup(client.get(f"{PATH}?sentence=2")).select_one("#id_sentence")["value"] == "s2"
    response = client.post(PATH, filled(monkeypatch))
    assert (response.status_code, response["Location"]) == (302, f"{PATH}?told=1")
    assert "Thank you" in client.get(response["Location"]).content.decode()
    use = Use.objects.get()
    assert (use.address, use.label, use.state, client.cookies) == (PLACE, "2", "received", {})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"website": "x"}, "Something went too fast"),
        ({"began": "x"}, "Something went too fast"),
        ({"address": "javascript:alert(1)"}, "beginning with https"),
        ({"address": ""}, "beginning with https"),
        ({"title": ""}, "Give the title"),
        ({"kind": "spam"}, "Select a valid choice"),
        ({"sentence": "s99"}, "no sentence s99"),
        ({"published_on": "yesterday"}, "Write the day"),
    ],
)
def test_what_cannot_be_taken_is_kept_in_the_form(client, clip, monkeypatch, changes, said):
    response = client.post(PATH, filled(monkeypatch, **changes))
    assert (response.status_code, said in response.content.decode(), Use.objects.count()) == (422, True, 0)
    if "title" not in changes:
        assert soup(response).select_one("#id_title")["value"] == "Trains <b>return</b>"


def test_what_the_desk_accepts_stands_on_the_page(client, clip, world):
    client.get("/clips/1", follow=True)
    use = tell_use(
        publication=clip, told=ToldUse(PLACE, "Trains <b>return</b>", "research", "The Paper", label="2")
    )
    assert soup(client.get("/clips/1", follow=True)).select(".cited-by") == []
    accept_use(use=use, person=world.editor)
    (item,) = soup(client.get("/clips/1", follow=True)).select(".cited-by li")
    link = item.a
    assert (link["href"], link["rel"], link.get_text()) == (
        PLACE,
        ["nofollow", "noopener", "ugc"],
        "Trains <b>return</b>",
    )
    assert "The Paper, paper.example" in item.get_text()


def test_page_leads_to_the_form(client, clip):
    links = [link.get("href") for link in soup(client.get("/clips/1", follow=True)).select(".take-panel a")]
    assert PATH in links


def test_withdrawn_is_gone_and_a_draft_was_never_there(client, clip, world, monkeypatch):
    withdraw_publication(publication=clip, reason="Asked for.", actor=world.editor.actor)
    reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    assert [client.get(f"/clips/{number}/cited").status_code for number in (1, 2, 99)] == [410, 404, 404]
    assert client.post(PATH, filled(monkeypatch)).status_code == 410
    assert Use.objects.count() == 0
