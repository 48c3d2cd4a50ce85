from __future__ import annotations

import pytest

from dragoman.publications.services import withdraw_publication

HOME = "/clips/1/night-trains-will-cross-the-selva-bridge-again"


def test_a_withdrawn_number_is_found_too(client, clip, world):
    withdraw_publication(publication=clip, reason="Asked for.", actor=world.editor.actor)
    assert client.get("/search", {"q": "#1"}).headers["Location"] == "/clips/1"


def test_old_browsers_find_a_favicon(client):
    assert client.get("/favicon.ico").headers["Location"] == "/static/ui/mark.svg"


@pytest.mark.parametrize(
    "address",
    ["/clips/1/", f"{HOME}/", "/clips/1/wrong/", "/en/clips/1", f"/en{HOME}", "/1", "/c/1", "/clips/01"],
)
def test_every_address_of_a_clip_leads_to_its_own_in_one_hop(client, clip, address):
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, HOME)


def test_default_language_needs_no_prefix(client, db):
    response = client.get("/en/")
    assert (response.status_code, response.headers["Location"]) == (301, "/")


@pytest.mark.parametrize(
    "address", ["/en//evil.example", "/en/clips/1//evil.example", "/clips/1//evil.example"]
)
def test_nobody_is_led_away(client, clip, address):
    assert client.get(address).status_code == 404
