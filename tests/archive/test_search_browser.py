"""The search in a real browser: playing in place, without scripts, for everyone, in both directions."""

from __future__ import annotations

import pytest

from dragoman.engines.video.port import UNWATCHED
from dragoman.publications.frames import make_frames
from dragoman.publications.models import PublishedFile
from tests.browsing import for_everyone
from tests.factories.clips import kept_bytes, published
from tests.factories.world import make_world
from tests.media.generated import moving_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def picture(tmp_path_factory):
    return moving_picture(tmp_path_factory.mktemp("media") / "clip.mp4", seconds=20).read_bytes()


@pytest.fixture
def site(live_server, picture, tmp_path, monkeypatch):
    """Number 1 plays. The vault stays where it is: only the index has a folder of its own."""
    monkeypatch.setattr("dragoman.search.index.sqlite_fts5.SqliteIndex.folder", tmp_path)
    clip = published(make_world().editor.actor)
    sha256, size = kept_bytes(picture)
    PublishedFile.objects.filter(publication=clip, name="clip.mp4").update(
        sha256=sha256, unsigned_sha256=sha256, size_bytes=size
    )
    monkeypatch.setattr("django.conf.settings.CARDS_DIR", tmp_path / "cards")
    make_frames(number=1, watch=UNWATCHED)
    return live_server.url


def until(page, holds, within_ms=10_000):
    """The pages' policy forbids the waiting that needs ``eval``."""
    for _ in range(within_ms // 50):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    raise AssertionError(holds)


@pytest.mark.parametrize(
    ("language", "scheme"), [("", "light"), ("", "dark"), ("/ar", "light"), ("/ar", "dark")]
)
@pytest.mark.parametrize("width", [390, 1280])
def test_for_everyone(chromium, site, scheme, language, width):
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for query in ("", "?q=trains", "?q=nigth%20%22x&topic=railways"):
        page.goto(f"{site}{language}/search{query}")
        for_everyone(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_passage_plays_where_it_stands_from_its_second(chromium, site):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site)
    page.fill("#find-q", "two trains")
    page.press("#find-q", "Enter")
    assert page.locator("mark").all_inner_texts() == ["two", "trains", "trains"]
    until(page, "document.querySelector('.poster img')?.naturalWidth === 320")
    assert page.evaluate("document.querySelector('.poster img').currentSrc").endswith("/pictures/s2-320.avif")
    assert page.locator("video").count() == 0
    page.click("[data-play]")
    until(page, "document.querySelector('.passage-player').currentTime > 7.1")
    assert page.evaluate("document.querySelector('.passage-player').paused") is False
    page.click("[data-play]")
    until(page, "document.querySelectorAll('.passage-player').length === 2")
    assert (
        page.evaluate("[...document.querySelectorAll('.passage-player')].filter(one => !one.paused).length")
        <= 1
    )
    assert complaints == []
    page.close()


def test_without_scripts_the_second_is_a_link(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/search")
    page.fill("#q", "“night trains will”")
    page.click("main button")
    assert page.locator("mark").all_inner_texts() == ["Night trains will"]
    page.click("[data-play]")
    assert page.url.endswith("/clips/1/night-trains-will-cross-the-selva-bridge-again#s1")
    context.close()
