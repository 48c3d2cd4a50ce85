"""A sentence is quoted, sent on and shown elsewhere; when it is corrected, it is corrected there too."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import for_everyone, listening
from tests.journeys.installation import site_with

pytestmark = pytest.mark.browser
OLD = "At first there will be two trains a day."
NEW = "At first there will be two departures a day."
NOTE = "The speaker counts departures, not trains."

WORLD = """
import tempfile
from pathlib import Path
from dragoman.clips.models import ClipFile
from dragoman.publications.services import publish_clip
from tests.factories.clips import draft, kept_bytes
from tests.factories.world import make_world
from tests.media.generated import moving_picture
actor = make_world().editor.actor
waiting = draft(actor)
with tempfile.TemporaryDirectory() as folder:
    film = moving_picture(Path(folder) / "clip.mp4", seconds=20).read_bytes()
sha256, size = kept_bytes(film)
ClipFile.objects.filter(clip=waiting.clip, kind="playable").update(sha256=sha256, size_bytes=size)
answer = publish_clip(publication=waiting, actor=actor).number
"""
CORRECTED = f"""
from dragoman.accounts.models import User
from dragoman.publications.models import Publication
from dragoman.publications.services import publish_clip
from dragoman.publications.terms import Change
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.translations.services import write_translation
publication, actor = Publication.objects.get(number=1), User.objects.get(email="edda@example.org").actor
write_translation(clip=publication.clip, language="en", texts={{"2": "{NEW}"}}, actor=actor)
check_clip(clip=publication.clip, actor=actor)
let_everything_pass(clip=publication.clip, reason="An example that nobody reviewed.", actor=actor)
publish_clip(publication=publication, actor=actor, change=Change("correction", "{NOTE}"))
answer = True
"""
WITHDRAWN = """
from dragoman.accounts.models import User
from dragoman.publications.models import Publication
from dragoman.publications.services import withdraw_publication
from dragoman.corrections.register import register_of
answer = [[one.host, one.first_edition, one.last_edition] for one in register_of(1).sites]
actor = User.objects.get(email="edda@example.org").actor
withdraw_publication(publication=Publication.objects.get(number=1), reason="Not what was aired.", actor=actor)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with site_with(tmp_path_factory.mktemp("shared") / "data", WORLD) as opened:
        yield opened


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return None


@contextmanager
def newspaper(folder: Path, code: str) -> Iterator[str]:
    """Another site, on a host and port of its own, with the code on its only page; gives the page's address."""
    page = f'<!doctype html><html lang="en"><title>News</title><h1>News</h1>{code}'
    (folder / "story.html").write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/story.html"
    finally:
        server.shutdown()
        server.server_close()


def reader(browser: Browser, **options: object) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, **options).new_page()
    listening(page)
    return page


def until(page: Page, condition: str) -> None:
    """Asked from outside the page: its policy lets nothing be evaluated inside."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never came true: {condition}")


def clipboard(page: Page, wanted: str) -> str:
    until(page, f"navigator.clipboard.readText().then(text => text.includes({wanted!r}))")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_quote_is_copied_and_its_link_leads_a_colleague_to_the_words(site, chromium):
    page = reader(chromium, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site.address}/1")
    page.locator("#s2 .speech").first.click(click_count=3)
    page.keyboard.press("Tab")  # from the words to what can be done with them
    expect(page.get_by_role("button", name="Copy quote")).to_be_focused()
    page.keyboard.press("Enter")
    words, original, source, address = clipboard(page, "DRG 1 s2").splitlines()
    assert (words, original) == (f"“{OLD}”", "“首批列车每天两班。”")
    assert source == "Lin Ruomei, spokesperson, Meridian TV (Norland), 9 April 2024, DRG 1 s2, 0:07"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    moment = clipboard(page, "?t=")
    assert (address, moment) == (f"{site.address}/1#s2", f"{site.address}/1?t=7&e=1")

    colleague = reader(chromium)
    colleague.goto(address)
    expect(colleague.locator("#s2")).to_have_class(re.compile("is-playing"))
    colleague.goto(moment)
    expect(colleague.locator("#s2")).to_have_class(re.compile("is-playing"))
    until(colleague, "Math.abs(document.querySelector('video').currentTime - 7) < 0.1")
    assert (page.complaints, colleague.complaints) == ([], [])


def test_without_a_script_and_from_the_right_the_sentence_has_its_page(site, chromium):
    page = reader(chromium, java_script_enabled=False)
    page.goto(f"{site.address}/ar/clips/1")
    page.locator("#s2 .anchor").click()
    page.get_by_role("link", name="اقتباس ومشاركة").click()
    text = page.locator("#quote-text").inner_text()
    assert text.splitlines()[-1] == f"\u2066{site.address}/1#s2\u2069"
    assert page.locator("article button:visible").all_inner_texts() == ["اصنع الفيلم", "أنشئ الشيفرة"]
    for name in ("card.png", "qr.svg"):
        image = page.locator(f"img[src$='{name}']")
        image.scroll_into_view_if_needed()
        assert image.evaluate("one => one.decode().then(() => one.naturalWidth > 0)"), name
    page.get_by_label("مع الكلمات").check()
    page.get_by_role("button", name="أنشئ الشيفرة").click()
    assert "transcript=1" in page.locator("#embed-code").inner_text()
    assert page.context.cookies() == []


def test_film_is_asked_for_with_one_key_and_played(site, chromium):
    page = reader(chromium)
    page.goto(f"{site.address}/clips/1/s2/share")
    page.get_by_role("button", name="Make the film").focus()
    page.keyboard.press("Enter")
    film = page.locator("video.share-film")
    expect(film).to_be_visible(timeout=60_000)
    until(page, "document.querySelector('video.share-film').readyState >= 1")
    measures = film.evaluate("one => [one.videoWidth, one.videoHeight, Math.round(one.duration * 10)]")
    assert measures == [1280, 720, 55]
    for_everyone(page)
    assert page.complaints == []


def test_other_site_shows_the_correction_and_the_withdrawal(site, chromium, tmp_path):
    share = reader(chromium)
    share.goto(f"{site.address}/clips/1/share?transcript=1&lang=en#embed")
    for_everyone(share)
    with newspaper(tmp_path, share.locator("#embed-code").inner_text()) as story:
        for scripts in (True, False):
            page = reader(chromium, java_script_enabled=scripts)
            page.goto(story)
            frame = page.frame_locator("iframe")
            expect(frame.locator("#s2")).to_contain_text(OLD)
            expect(frame.locator(".dagger, .embed-correction:visible")).to_have_count(0)
            assert page.context.cookies() == []
        page = reader(chromium)
        page.goto(story)
        frame = page.frame_locator("iframe")
        frame.locator("#s3 .time").focus()
        page.keyboard.press("Enter")
        expect(frame.locator("#s3")).to_have_class(re.compile("is-playing"))

        assert site.installation.ask(CORRECTED)
        page.reload()
        expect(frame.locator("#s2")).to_contain_text(NEW)
        expect(frame.locator("#s2 .dagger")).to_be_visible()
        expect(frame.locator(".embed-correction:visible")).to_contain_text(NOTE)
        host = story.split("/")[2]
        assert site.installation.ask(WITHDRAWN) == [[host, 1, 2]]
        page.reload()
        expect(frame.get_by_role("heading", level=1)).to_have_text("This clip was withdrawn")
        expect(frame.locator("body")).to_contain_text("Not what was aired.")
        page.goto(f"{site.address}/clips/1/s2/card.png")
        expect(page.locator("body")).to_contain_text("This clip was withdrawn.")
