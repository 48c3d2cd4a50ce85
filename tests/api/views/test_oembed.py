from __future__ import annotations

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from dragoman.api.views.oembed import embed_at
from dragoman.publications.embeds import Embed
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.factories.clips import draft, published

SITE = "http://localhost:8000"
HOME = f"{SITE}/clips/1/night-trains-will-cross-the-selva-bridge-again"


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def ask(client, url, **more):
    return client.get("/oembed", {"url": url, **more})


def test_clip_is_described_as_the_specification_says(client, clip):
    response = ask(client, HOME)
    told = response.json()
    html = told.pop("html")
    assert told == {
        "version": "1.0",
        "type": "video",
        "title": "Night trains will cross the Selva bridge again",
        "author_name": "Meridian TV (Norland)",
        "author_url": f"{SITE}/sources/meridian-tv",
        "provider_name": "Dragoman",
        "provider_url": SITE,
        "cache_age": 3600,
        "url": HOME,
        "width": 640,
        "height": 510,
        "thumbnail_url": f"{SITE}/clips/1/files/poster.jpg",
        "thumbnail_width": 1280,
        "thumbnail_height": 720,
    }
    frame = BeautifulSoup(html, "lxml").iframe
    assert (frame["src"], frame["width"], frame["height"]) == (f"{SITE}/embed/1", "640", "510")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_xml_says_the_same(client, clip):
    told = ask(client, HOME).json()
    response = ask(client, HOME, format="xml")
    root = ElementTree.fromstring(response.content)
    assert (root.tag, {one.tag: one.text for one in root}) == (
        "oembed",
        {name: str(value) for name, value in told.items()},
    )
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"


def test_discovery_leads_here(client, clip):
    page = BeautifulSoup(client.get("/1", follow=True).content, "lxml")
    for kind, form in (("application/json+oembed", "json"), ("text/xml+oembed", "xml")):
        link = page.select_one(f'link[rel=alternate][type="{kind}"]')["href"]
        response = client.get(link.removeprefix(SITE))
        assert (response.status_code, form in response.headers["Content-Type"]) == (200, True)


@pytest.mark.parametrize(
    ("room", "measures"),
    [
        ({"maxwidth": 320}, (320, 330, False)),
        ({"maxwidth": 1280, "maxheight": 720}, (640, 510, True)),
        ({"maxwidth": "x", "maxheight": "-5"}, (640, 510, True)),
        ({"maxheight": 400}, (444, 400, False)),
    ],
)
def test_room_is_kept_to(client, clip, room, measures):
    told = ask(client, HOME, **room).json()
    assert (told["width"], told["height"], "thumbnail_url" in told) == measures


@pytest.mark.parametrize(
    ("address", "embed"),
    [
        ("/1", Embed(1)),
        ("/c/0001", Embed(1)),
        ("/clips/1", Embed(1)),
        ("/clips/1/any-%D9%82-slug/", None),
        ("/clips/1/any-%D9%82-slug", Embed(1)),
        ("/ar/clips/1/x", Embed(1, language="ar")),
        ("/clips/1/x?in=zh&t=61", Embed(1, start_ms=61_000, language="zh")),
        ("/clips/1/x#t=14,22.5", Embed(1, start_ms=14_000, end_ms=22_500)),
        ("/clips/1/x#t=npt:14", Embed(1, start_ms=14_000)),
        ("/clips/1/s2", Embed(1)),
        (
            "/embed/1?start=1&end=2&theme=dark&transcript=1&lang=ar&e=3",
            Embed(1, start_ms=1000, end_ms=2000, language="ar", theme="dark", has_words=True, edition=3),
        ),
        ("/", None),
        ("/sources", None),
        ("/desk/", None),
        ("/clips/x", None),
    ],
)
def test_addresses_of_ours(address, embed):
    found = embed_at(SITE + address)
    assert found == (embed or found if address.endswith("slug/") else embed)


def test_sentence_embeds_its_own_seconds(client, clip):
    page = BeautifulSoup(client.get("/clips/1/s2").content, "lxml")
    discovered = page.select_one('link[type="application/json+oembed"]')["href"].removeprefix(SITE)
    assert "start=7" in client.get(discovered).json()["html"]
    for address in (f"{SITE}/clips/1/s2", f"{SITE}/1#s2"):
        frame = BeautifulSoup(ask(client, address).json()["html"], "lxml").iframe
        assert frame["src"] == f"{SITE}/embed/1?start=7&end=12.5&e=1"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"url": "https://elsewhere.example/1"}, 404),
        ({"url": f"{SITE}/99"}, 404),
        ({"url": "ftp://localhost:8000/1"}, 404),
        ({"url": "http://[::1"}, 404),
        ({}, 400),
        ({"url": f"{SITE}/1", "format": "yaml"}, 501),
    ],
)
def test_refusals_are_those_of_the_specification(client, clip, asked, status):
    assert client.get("/oembed", asked).status_code == status


def test_outsiders_learn_nothing(client, world):
    actor = world.editor.actor
    withdraw_publication(publication=published(actor), reason="Twice.", actor=actor)
    reserve_number(publication=draft(actor, title="Secret"), actor=actor)
    gone, reserved, never = (ask(client, f"{SITE}/{number}") for number in (1, 2, 3))
    assert (gone.status_code, reserved.status_code, never.status_code) == (410, 404, 404)
    assert (b"Night" in gone.content, reserved.content) == (False, never.content)


def test_where_nobody_may_embed_there_is_a_link(client, clip, settings):
    settings.EMBEDDERS = ("nobody",)
    told = ask(client, HOME).json()
    assert (told["type"], "html" in told, told["url"]) == ("link", False, HOME)


@given(st.text(max_size=80))
def test_no_address_breaks_it(text):
    embed_at(text)
    embed_at(f"{SITE}/{text}")
    embed_at(f"{SITE}/clips/1/x#{text}")
