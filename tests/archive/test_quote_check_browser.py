"""The quote check in a real browser: without scripts, for everyone, in both directions."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.browsing import for_everyone
from tests.factories.clips import published
from tests.factories.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "“At first there will be six trains a day”, and “首批列车每天两班。”, and “Night trains will run […] May”"
)


@pytest.fixture
def site(live_server, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    published(make_world().editor.actor)
    return live_server.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["", "/ar"])
@pytest.mark.parametrize("width", [390, 1280])
def test_for_everyone(chromium, site, scheme, language, width):
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for query in ("", f"?q={quote(TEXT)}"):
        page.goto(f"{site}{language}/quote-check{query}")
        for_everyone(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_pasted_and_checked_without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/quote-check")
    page.fill("#q", TEXT)
    page.click("main button")
    words = page.locator(".finding-words b").all_inner_texts()
    assert words == [
        "On record in other words.",
        "These are the words on record.",
        "On record, with words left out, shown here.",
    ]
    context.close()
