from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft

SITE = "http://localhost:8000"
QUOTE = (
    "“At first there will be two trains a day.”\n"
    "“首批列车每天两班。”\n"
    "Lin Ruomei, spokesperson, Meridian TV (Norland), 9 April 2024, DRG 1 s2, 0:07\n"
    "http://localhost:8000/1#s2"
)


def soup(client, address):
    return BeautifulSoup(client.get(address).content, "lxml")


def test_sentence_can_be_passed_on_without_a_script(client, clip):
    page = soup(client, "/clips/1/s2/share")
    assert page.select_one("#quote-text").text == QUOTE
    assert [one.text for one in page.select("#link code")] == [f"{SITE}/1#s2", f"{SITE}/1?t=7&e=1"]
    assert page.select_one(".share-card img")["src"] == "/clips/1/s2/card.png"
    assert page.select_one(".share-qr img")["src"] == "/clips/1/s2/qr.svg"
    assert [one["lang"] for one in page.select(".share-quote [lang]")] == ["zh"]
    frame = BeautifulSoup(page.select_one("#embed-code").text, "lxml").iframe
    assert frame["src"] == f"{SITE}/embed/1?start=7&end=12.5&e=1"


def test_every_picture_it_names_is_there(client, clip):
    page = soup(client, "/clips/1/s2/share")
    named = [one["src"] for one in page.select("article img")] + [
        one["href"] for one in page.select("[download]")
    ]
    assert {client.get(address).status_code for address in named} == {200}
    assert len(named) == 7


def test_mail_carries_the_quotation(client, clip):
    link = urlsplit(soup(client, "/clips/1/s2/share").select_one("a[href^=mailto]")["href"])
    fields = parse_qs(link.query)
    assert (link.scheme, fields["body"]) == ("mailto", [QUOTE.replace("\n", "\r\n")])
    assert "+" not in link.query


def test_networks_are_plain_links_to_a_page_with_a_picture(client, clip):
    links = {one.text: one for one in soup(client, "/clips/1/s2/share").select(".share-networks a")}
    assert list(links) == ["Bluesky", "Facebook", "LinkedIn", "Reddit", "Telegram", "WhatsApp", "X"]
    for link in links.values():
        assert f"{SITE}/clips/1/s2" in unquote(link["href"].replace("+", " "))
        assert {"nofollow", "noopener", "noreferrer"} <= set(link["rel"])
    page = soup(client, "/clips/1/s2")
    image = page.select_one("meta[property='og:image']")["content"]
    assert client.get(image.removeprefix(SITE)).headers["Content-Type"] == "image/png"


def test_corrected_sentence_has_another_picture_address(client, clip, world):
    before = soup(client, "/clips/1/s2").select_one("meta[property='og:image']")["content"]
    correct(clip, world, EditionKind.CORRECTION)
    page = soup(client, "/clips/1/s2")
    assert page.select_one("meta[property='og:image']")["content"] != before
    assert "two departures" in page.select_one("meta[property='og:title']")["content"]


def test_clip_can_be_passed_on(client, clip):
    page = soup(client, "/clips/1/share?at=0:14")
    assert [one.text for one in page.select("#link code")] == [f"{SITE}/1", f"{SITE}/1?t=14&e=1"]
    assert page.select("#quote, #card") == []


def test_frame_is_built_without_a_script(client, clip):
    page = soup(client, "/clips/1/share?start=7&end=0:12.5&lang=zh&theme=dark&transcript=1")
    frame = BeautifulSoup(page.select_one("#embed-code").text, "lxml").iframe
    assert frame["src"] == f"{SITE}/embed/1?start=7&end=12.5&lang=zh&theme=dark&transcript=1&e=1"
    assert (frame["height"], page.select_one("#lang [selected]")["value"]) == ("810", "zh")
    assert client.get(page.select_one(".share-embed a")["href"]).status_code == 200
    assert page.select("article iframe") == []


def test_nothing_is_offered_that_may_not_be(client, clip, settings):
    settings.EMBEDDERS = ("nobody",)
    page = soup(client, "/clips/1/share")
    assert (page.select("#embed-code, .share-embed"), "does not let" in page.select_one("#embed").text) == (
        [],
        True,
    )
    assert "/embed/" not in client.get("/1", follow=True).content.decode()


def test_page_from_the_right_carries_isolates(client, clip):
    page = soup(client, "/ar/clips/1/s2/share")
    assert page.html["dir"] == "rtl"
    assert page.select_one("#quote-text").text.splitlines()[-1] == "\u2066http://localhost:8000/1#s2\u2069"


def test_verbs_of_a_clip_lead_here(client, clip):
    page = soup(client, client.get("/1").headers["Location"])
    panels = page.select(".take details")
    assert client.get(panels[0].select_one("a[href$=share]")["href"]).status_code == 200
    assert "<iframe" in panels[1].select_one("code").text
    assert client.get("/clips/1/s2").content.count(b"/clips/1/s2/share") == 1


def correct(publication, world, kind):
    write_translation(
        clip=publication.clip,
        language="en",
        texts={"2": "At first there will be two departures a day."},
        actor=world.translator.actor,
    )
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "Departures."))


def test_retracted_sentence_is_not_passed_on(client, clip, world):
    correct(clip, world, EditionKind.RETRACTION)
    response = client.get("/clips/1/s2/share")
    page = BeautifulSoup(response.content, "lxml")
    assert (response.status_code, page.h1.text) == (410, "This sentence was retracted.")
    assert "departures" not in page.text
    assert soup(client, "/clips/1/s2").select("meta[property^=og]") == []


def test_outsiders_see_only_what_is_public(client, clip, world):
    reserve_number(publication=draft(world.editor.actor, title="Secret"), actor=world.editor.actor)
    for address in ("/clips/2/share", "/clips/2/s1/share", "/clips/3/share", "/clips/1/s9/share"):
        assert client.get(address).status_code == 404
    withdraw_publication(publication=clip, reason="Twice.", actor=world.editor.actor)
    for address in ("/clips/1/share", "/clips/1/s2/share"):
        response = client.get(address)
        assert (response.status_code, b"two trains" in response.content) == (410, False)


@pytest.mark.parametrize("query", ["?at=x", "?start=&end=", "?lang=%00", "?at=-1", "?theme=%F0%9F%98%80"])
def test_no_query_breaks_it(client, clip, query):
    assert client.get(f"/clips/1/share{query}").status_code == 200
    assert client.get(f"/clips/1/s2/share{query}").status_code == 200
