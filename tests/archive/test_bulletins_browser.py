"""A reader subscribes from a clip, confirms, changes, pauses, leaves with one click, comes back, and is erased."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from dragoman.archive.forms import reader as form
from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.links import leave_url, preferences_url
from dragoman.bulletins.models import Subscriber
from tests.browsing import for_everyone, listening
from tests.bulletins.mailbox import letters, link_in
from tests.factories.clips import published
from tests.factories.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "mona@reader.example"


@pytest.fixture
def archive(live_server, settings, monkeypatch):
    settings.SITE_URL = live_server.url
    monkeypatch.setattr(form, "LEAST_SECONDS", -1)  # the browser is quicker than any reader
    published(make_world().editor.actor)
    return live_server.url


def opened(chromium, **options) -> Page:
    return listening(chromium.new_context(**options).new_page())


def act(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def no_sideways(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


def test_life_of_a_subscription(archive, chromium):
    page = opened(chromium, timezone_id="Asia/Seoul", viewport={"width": 320, "height": 700})
    page.goto(f"{archive}/clips/1")
    page.get_by_role("link", name="New clips on these topics by e-mail").click()
    expect(page.get_by_label("Your time zone")).to_have_value("Asia/Seoul")
    page.get_by_label("Topic Public works: Not").check()
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    for_everyone(page)
    no_sideways(page)
    act(page, "Send me the link")
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()

    page.goto(f"{archive}/{link_in(letters(ADDRESS)[0])}")
    for_everyone(page)
    act(page, "Confirm")
    expect(page.get_by_role("status")).to_contain_text("Confirmed.")
    for_everyone(page)
    no_sideways(page)
    known = Subscriber.objects.get()
    assert ([want.value for want in wants_of(known)], known.zone) == (["railways"], "Asia/Seoul")

    page.get_by_label("Topic Railways: weekly").check()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.get_by_label("Nothing before").fill((datetime.now(UTC) + timedelta(days=9)).date().isoformat())
    act(page, "Pause")
    act(page, "Send again from now on")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()

    one_click = leave_url(Subscriber.objects.get(), "weekly").removeprefix(archive)
    Client(enforce_csrf_checks=True).post(one_click, {"List-Unsubscribe": "One-Click"})
    assert wants_of(known) == []
    page.goto(f"{archive}/{link_in(letters(ADDRESS)[-1])}")
    act(page, "Send them again")
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    assert [want.cadence for want in wants_of(known)] == ["weekly"]

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Take everything with you")).click()
    assert json.loads(download.value.path().read_text())["address"] == ADDRESS
    page.get_by_label(re.compile("I am sure")).check()
    act(page, "Erase everything")
    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()
    assert Subscriber.objects.get().address == ""
    assert page.complaints == []


def test_outsider_with_somebodys_bulletin(archive, chromium):
    from tests.factories.readers import reader

    known = reader(ADDRESS, name="Mona Lisa", language="ar")
    page = opened(chromium, viewport={"width": 390, "height": 800}, color_scheme="dark")
    page.goto(preferences_url(known))
    assert page.locator("html").get_attribute("dir") == "rtl"
    for_everyone(page)
    no_sideways(page)
    said = page.locator("main").inner_text()
    assert (ADDRESS in said, "Mona Lisa" in said, "m…@reader.example" in said) == (False, False, True)
    assert page.locator("[name=act][value=erase], [name=act][value=address]").count() == 0
    page.locator("[name=act][value=link]").click()
    assert [letter.address for letter in letters(ADDRESS)] == [ADDRESS]
    assert "bulletins/own/" not in page.content()
