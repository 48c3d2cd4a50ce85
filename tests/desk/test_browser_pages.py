"""Writing a page of the site in a real browser: preview beside it, nothing lost, a colleague met."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from dragoman.writings.services import save_text
from dragoman.writings.terms import Typed
from tests.browsing import for_everyone
from tests.desk.test_browser import open_page, world  # noqa: F401
from tests.factories.world import World
from tests.writings.pages import begun, text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_are_shown_kept_and_never_lost(chromium: Browser, live_server, world: World) -> None:  # noqa: F811
    begun("letters", "ar", "رسائل", "One.", world.editor.actor)
    address = live_server.url + reverse("desk:page_text", args=["letters", "ar"])
    page = for_everyone(open_page(chromium, address, world.editor))
    box, state = page.locator("textarea[name=text]"), page.locator("[data-page-state]")
    box.fill("## رأي\n\nBBC <b>x</b> **قالت**")
    expect(page.locator("[data-page-preview] strong")).to_have_text("قالت")
    expect(page.locator("[data-page-preview] .written")).to_have_attribute("dir", "rtl")
    expect(state).to_have_text("Saved for the desk")
    assert text_of("letters", "ar").text == "## رأي\n\nBBC <b>x</b> **قالت**"

    page.route("**/keep/", lambda route: route.abort())
    box.fill("Typed while the line was dead.")
    expect(state).to_have_text("Not saved yet: kept in this browser until the desk can be reached.")
    page.unroute("**/keep/")
    page.reload()
    expect(box).to_have_value("Typed while the line was dead.")
    expect(state).to_have_text("Saved for the desk")
    assert text_of("letters", "ar").text == "Typed while the line was dead."
    page.context.close()


def test_colleague_is_met_and_not_overwritten(chromium: Browser, live_server, world: World) -> None:  # noqa: F811
    text = begun("letters", "en", "Letters", "One.", world.editor.actor)
    page = open_page(
        chromium, live_server.url + reverse("desk:page_text", args=["letters", "en"]), world.editor
    )
    theirs = Typed("Letters", "", "Theirs.")
    save_text(text=text, typed=theirs, seen=text.revision, actor=world.administrator.actor)
    page.locator("textarea[name=text]").fill("Mine.")
    expect(page.locator("[data-page-state]")).to_contain_text("A colleague saved this text too.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".meanwhile")).to_contain_text("Theirs.")
    expect(page.locator("textarea[name=text]")).to_have_value("Mine.")
    assert text_of("letters", "en").text == "Theirs."
    page.context.close()
