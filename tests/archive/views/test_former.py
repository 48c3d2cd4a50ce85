from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.publications.services import keep_old_address, withdraw_publication
from tests.factories.clips import published

HOME = "/clips/1/night-trains-will-cross-the-selva-bridge-again"


@pytest.fixture
def moved(clip, world):
    """Number 1, with the addresses it had on its former site."""
    for address in ("https://old.example/page.asp?id=11045&lang=en", "/tv/مقطع.htm", "/caf%E9/1"):
        keep_old_address(publication=clip, address=address, actor=world.editor.actor)
    return clip


@pytest.mark.parametrize(
    "address",
    [
        "/page.asp?id=11045&lang=en",
        "/page.asp?lang=en&id=11045&utm_source=mail",
        "/tv/مقطع.htm",
        "/tv/%D9%85%D9%82%D8%B7%D8%B9.htm/",
        "/caf%E9/1",
    ],
)
def test_old_address_leads_to_the_clip_in_one_hop(client, moved, address):
    for ask in (client.get, client.head):
        response = ask(address)
        assert (response.status_code, response.headers["Location"]) == (301, HOME)


@pytest.mark.parametrize(
    "address",
    [
        "/page.asp",
        "/page.asp?id=11046&lang=en",
        "/page.asp?id=11045",
        "/PAGE.asp?id=11045&lang=en",
        "/nothing",
        "/page.asp?id=11045&lang=en&next=//evil.example",
        "/%00",
        "/" + "x" * 5000,
        "/x?" + "a&" * 500,
    ],
)
def test_any_other_address_is_not_found(client, moved, address):
    response = client.get(address)
    assert (response.status_code, "Location" in response.headers) == (404, False)
    assert "There is nothing at this address" in response.content.decode()


def test_nobody_is_led_away(client, moved):
    response = client.get("/", PATH_INFO="//evil.example/tv/مقطع.htm".encode().decode("latin-1"))
    assert (response.status_code, "Location" in response.headers) == (404, False)


def test_only_reading_is_led_on(client, moved):
    assert client.post("/page.asp?id=11045&lang=en").status_code == 404


def test_withdrawn_clip_says_so_at_its_old_address(client, moved, world):
    other = published(world.editor.actor, title="The same bridge")
    withdraw_publication(publication=moved, reason="Twice.", actor=world.editor.actor, survivor=other)
    response = client.get("/tv/مقطع.htm")
    assert response.status_code == 410
    assert 'href="/clips/2/the-same-bridge"' in response.content.decode()


def test_pages_of_ours_never_ask_for_old_addresses(client, moved, django_assert_num_queries):
    client.get(HOME)
    with django_assert_num_queries(1):
        client.get(HOME)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/clips/99").status_code == 404
    assert [one["sql"] for one in asked if "oldaddress" in one["sql"]] == []


def test_slash_is_still_added_to_pages_of_the_desk(client, db):
    response = client.get("/desk")
    assert (response.status_code, response.headers["Location"]) == (301, "/desk/")
