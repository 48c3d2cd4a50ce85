"""A reader gives without JavaScript, in English and in Arabic, and looks after it; every page is for everyone."""

from __future__ import annotations

import pytest

from dragoman.archive.forms import reader
from dragoman.giving.links import donor_path
from dragoman.giving.models import Donor, Gift
from tests.browsing import for_everyone, listening
from tests.factories.giving import charged, open_giving, paid, promised_pledge, told
from tests.factories.people import PASSWORD, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _giving_is_open(settings, monkeypatch):
    settings.GIVING = open_giving()
    monkeypatch.setattr(reader, "LEAST_SECONDS", -5)


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=True)
    opened = listening(context.new_page())
    yield opened
    context.close()


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_reader_gives_and_looks_after_it(page, live_server, prefix):
    page.goto(f"{live_server.url}{prefix}/support?clip=11045")
    for_everyone(page)
    page.locator('input[name="interval"][value="monthly"]').check()
    page.locator('input[name="preset"][value="25"]').check()
    page.locator('input[name="road"][value="transfer"]').check()
    page.locator('input[name="email"]').fill("dora@reader.example")
    page.locator('button[value="look"]').click()
    for_everyone(page)
    page.locator('button[value="give"]').click()
    for_everyone(page)
    assert page.locator(".payment-code svg").count() == 1
    pledge = promised_pledge(email="dora@reader.example")
    told(charged(pledge, 0))
    page.goto(live_server.url + donor_path(Donor.objects.get(), prefix.removeprefix("/")))
    for_everyone(page)
    page.locator(".monthly details summary").first.click()
    page.locator(".monthly details button").first.click()
    for_everyone(page)
    assert page.complaints == []


def test_treasurer_finds_what_came(page, live_server):
    treasurer = person("Tilda", "treasurer")
    told(paid(Gift.objects.get(pk=_gift())))
    page.goto(f"{live_server.url}/desk/giving/")
    page.fill('input[name="login"]', treasurer.email)
    page.fill('input[name="password"]', PASSWORD)
    page.locator('form button[type="submit"]').first.click()
    for name in (
        "",
        "gifts/",
        "statement/",
        "campaigns/new/",
        "words/ar/",
        "blocked/",
        "donors/",
        "monthly/",
    ):
        page.goto(f"{live_server.url}/desk/giving/{name}")
        for_everyone(page)


def _gift() -> int:
    from tests.factories.giving import promised_gift

    return promised_gift(road="scripted").pk
