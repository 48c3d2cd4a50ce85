"""Asking in a real browser: nothing stands in the way, and the page's own work lets a trusted address in at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from dragoman.archive.forms import reader as trap
from dragoman.enquiries.letters import status_path
from dragoman.enquiries.models import Enquiry
from dragoman.enquiries.terms import State
from tests.browsing import for_everyone, listening
from tests.factories.clips import published
from tests.factories.enquiries import confirmed, expert

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORM = "/requests/new?sector=academia&kind=interview&clip=1"


def test_pages_stand_in_nobodys_way(chromium, live_server, world):
    published(world.editor.actor)
    expert()
    paths = [
        FORM,
        f"/ar{FORM}",
        "/requests/new?clip=1",
        status_path(confirmed()),
        "/experts/ilse-wagner",
        "/legal",
    ]
    for scheme, width in (("light", 1280), ("dark", 360)):
        context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = listening(context.new_page())
        for path in paths:
            page.goto(f"{live_server.url}{path}")
            for_everyone(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.complaints == []
        context.close()


def test_request_is_sent_with_the_browsers_own_work_and_zone(
    chromium, live_server, world, settings, monkeypatch
):
    monkeypatch.setattr(trap, "LEAST_SECONDS", -1)
    settings.ENQUIRY_TRUSTED_DOMAINS = ("radio.example",)
    context = chromium.new_context(timezone_id="Asia/Tokyo")
    page = listening(context.new_page())
    page.goto(f"{live_server.url}/ar/requests/new?sector=academia&kind=research")
    expect(page.locator("#id_zone")).to_have_value("Asia/Tokyo")
    told = {
        "name": "ناديا",
        "organisation": "جامعة",
        "email": "n@radio.example",
        "text": "متى؟",
        "use": "بحث",
    }
    for name, words in told.items():
        page.fill(f"#id_{name}", words)
    page.fill("#id_deadline", (datetime.now(UTC) + timedelta(days=9)).date().isoformat())
    page.check("#id_consent")
    page.wait_for_function("document.querySelector('[name=work]').value !== ''", timeout=120_000)
    page.locator(".form-end .button--primary").click()
    page.wait_for_url("**/ar/requests/sent**")
    made = Enquiry.objects.get()
    assert (made.state, made.language, made.deadline_zone) == (State.VERIFIED, "ar", "Asia/Tokyo")
    assert page.complaints == []
    context.close()
