"""Splitting and joining at the table in a real browser: with the cursor, with the keyboard, for everyone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, expect

from dragoman.ledger.terms import SYSTEM
from dragoman.publications.models import Publication
from dragoman.transcripts.selectors import cues_of
from dragoman.translations.dividing import SplitAt
from dragoman.translations.sentences import split_cue
from tests.desk.test_browser import draft, open_page, world  # noqa: F401 fixtures
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def address_of(live_server, draft: Publication) -> str:  # noqa: F811
    return live_server.url + reverse("desk:clip", args=[draft.clip_id])


def test_button_splits_at_the_cursor(
    chromium: Browser,
    live_server,
    world: World,  # noqa: F811
    draft: Publication,  # noqa: F811
) -> None:
    page = open_page(chromium, address_of(live_server, draft), world.translator)
    page.locator("#s1 .cue-more summary").click()
    page.locator("#s1 textarea.speech").first.evaluate(
        "area => { area.focus(); area.setSelectionRange(4, 4); }"
    )
    page.locator("#s1 [data-split]").click()
    expect(page.locator(".said li")).to_have_text("s1 is now s1a and s1b; links to s1 lead to them.")
    first = cues_of(draft.clip)[0]
    assert (first.label, first.text) == ("1a", "夜间列车")
    assert page.complaints == []


def test_enter_saves_and_never_splits(
    chromium: Browser,
    live_server,
    world: World,  # noqa: F811
    draft: Publication,  # noqa: F811
) -> None:
    page = open_page(chromium, address_of(live_server, draft), world.translator)
    role = page.locator("#s1 [data-role]")
    role.fill("minister")
    role.press("Enter")
    expect(page.locator(".said li")).to_have_text("Saved.")
    assert [cue.label for cue in cues_of(draft.clip)] == ["1", "2", "3"]


def test_role_held_that_day_is_suggested(
    chromium: Browser,
    live_server,
    world: World,  # noqa: F811
    draft: Publication,  # noqa: F811
) -> None:
    page = open_page(chromium, address_of(live_server, draft), world.translator)
    page.locator("#s1 [data-role]").fill("")
    page.locator("#s1 [data-speaker]").fill("Vera Sokolskaya")
    page.locator("#s1 [data-speaker]").press("Tab")
    expect(page.locator("#s1 [data-role]")).to_have_value("chief engineer")


@pytest.mark.parametrize("width", [1280, 390])
def test_table_with_everything_open_is_for_everyone(
    width: int,
    chromium: Browser,
    live_server,
    world: World,  # noqa: F811
    draft: Publication,  # noqa: F811
) -> None:
    split_cue(clip=draft.clip, label="1", at=SplitAt(4), actor=SYSTEM)
    page = open_page(chromium, address_of(live_server, draft), world.translator, width=width)
    page.evaluate("document.querySelectorAll('#words details').forEach(one => { one.open = true; })")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []
