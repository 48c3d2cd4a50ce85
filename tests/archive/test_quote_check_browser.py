"""The quote check in a real browser: without scripts, for everyone, in both directions."""

from __future__ import annotations

import shutil
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.factories.clips import published
from tests.factories.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TEXT = (
    "“At first there will be six trains a day”, and “首批列车每天两班。”, and “Night trains will run […] May”"
)


@pytest.fixture(scope="module")
def chromium():
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


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
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
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
