from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, permission_denied, server_error

from dragoman.ui.icons import ICONS


def heading(response):
    return BeautifulSoup(response.content, "lxml").h1.get_text()


def test_nothing_at_an_address_is_said_in_the_readers_language(client, db):
    english, arabic = client.get("/nowhere/at/all"), client.get("/ar/nowhere")
    assert (english.status_code, heading(english)) == (404, "There is nothing at this address")
    assert (arabic.status_code, BeautifulSoup(arabic.content, "lxml").html["dir"]) == (404, "rtl")


def test_refusals_are_pages_of_ours():
    request = RequestFactory().get("/")
    assert heading(permission_denied(request, PermissionError())) == "This page is not open to you"
    assert heading(bad_request(request, ValueError())) == "This request could not be understood"


def test_broken_page_needs_neither_database_nor_static_files():
    response = server_error(RequestFactory().get("/"))
    assert (response.status_code, heading(response)) == (500, "Something broke on our side")


def test_form_without_its_token_is_explained(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a"})
    assert (response.status_code, heading(response)) == (403, "The form was too old to be sent")


def test_every_page_says_when_it_is_a_demonstration(client, db, settings):
    settings.DEMONSTRATION = True
    for address in ("/", "/nowhere", "/ar/"):
        soup = BeautifulSoup(client.get(address).content, "lxml")
        assert soup.select_one(".demonstration") is not None, address


def test_no_page_has_inline_script_or_style(client, db):
    soup = BeautifulSoup(client.get("/").content, "lxml")
    assert all(
        script.has_attr("src") or script["type"] == "application/ld+json" for script in soup.select("script")
    )
    assert soup.select("style, [style]") == []


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icon_is_well_formed(name):
    from lxml import etree

    etree.fromstring(f"<svg>{ICONS[name]}</svg>")


def test_faces_are_left_out_where_they_were_not_made():
    assert "faces.css" not in render_to_string("500.html")
