"""A frame that stays open: it is told when the clip was corrected meanwhile, and asks nobody but the archive."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from tests.factories.clips import published
from tests.factories.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_open_frame_is_told_of_a_change_and_shows_it_on_demand(chromium, live_server):
    actor = make_world().editor.actor
    clip = published(actor)
    page = chromium.new_page(viewport={"width": 320, "height": 600})
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.clock.install()
    page.goto(f"{live_server.url}/embed/1?transcript=1")
    changed = page.locator("[data-changed]")
    page.clock.run_for("10:01")
    page.wait_for_timeout(300)
    expect(changed).to_be_hidden()

    publish_clip(publication=clip, actor=actor, change=Change(EditionKind.CORRECTION, "The day was wrong."))
    page.clock.run_for("10:01")
    expect(changed).to_be_visible()
    page.get_by_role("link", name="Show it as it stands now").click()
    expect(page.locator(".embed-correction:visible")).to_contain_text("The day was wrong.")

    withdraw_publication(publication=clip, reason="Twice.", actor=actor)
    page.clock.run_for("10:01")
    expect(page.locator("[data-changed]")).to_be_visible()
    assert {address.startswith(live_server.url) for address in asked} == {True}
    assert (complaints, page.evaluate("document.documentElement.scrollWidth") <= 320) == ([], True)
    page.close()
