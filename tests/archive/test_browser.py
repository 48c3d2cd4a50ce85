"""The public pages in a real browser: following along, landing, taking away; with a strict policy and for everyone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.browsing import AXE, listening
from tests.factories.clips import draft, kept_bytes, published
from tests.factories.world import make_world
from tests.media.generated import moving_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READY = "document.querySelector('video').readyState >= 1"
TRACKS = "[...document.querySelector('video').textTracks].map(one => one.language + ' ' + one.mode)"


@pytest.fixture(scope="module")
def picture(tmp_path_factory):
    return moving_picture(tmp_path_factory.mktemp("media") / "clip.mp4", seconds=20).read_bytes()


@pytest.fixture
def archive(live_server, picture):
    """Number 1 plays, 2 is withdrawn, 3 reserved; the address of the site."""
    actor = make_world().editor.actor
    clip = published(actor)
    sha256, size = kept_bytes(picture)
    PublishedFile.objects.filter(publication=clip, name="clip.mp4").update(sha256=sha256, size_bytes=size)
    withdraw_publication(publication=published(actor), reason="Twice.", actor=actor)
    reserve_number(publication=draft(actor), actor=actor)
    return live_server.url


@pytest.fixture
def page(chromium):
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    listening(opened)
    yield opened
    opened.close()


def clip_page(page, archive, suffix=""):
    page.goto("about:blank")
    page.goto(f"{archive}/1{suffix}")
    until(page, READY)
    return page


def until(page, condition):
    """Asked from outside the page: its policy lets nothing be evaluated inside."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {condition}")


def playing(page):
    return page.evaluate("document.querySelector('.is-playing')?.id ?? null")


def position(page):
    return page.evaluate("document.querySelector('video').currentTime")


def test_time_seeks_and_the_address_follows(page, archive):
    clip_page(page, archive)
    page.click("#s2 .time")
    until(page, "document.querySelector('video').currentTime >= 7")
    assert (playing(page), page.url.partition("#")[2]) == ("s2", "t=7,12.5")
    page.click(".score-lane[data-voice='2'] a", force=True)
    until(page, "document.querySelector('video').currentTime >= 13")
    assert (playing(page), page.complaints) == ("s3", [])


def test_addresses_land_on_their_sentence(page, archive):
    landed = {}
    for suffix in ("#s2", "#t=8.5", "#t=0:13", "?t=8", "#t=npt:7,9"):
        clip_page(page, archive, suffix)
        until(page, "document.querySelector('video').currentTime > 0")
        landed[suffix] = (playing(page), position(page), page.is_hidden("#landing"))
    assert landed == {
        "#s2": ("s2", 7, True),
        "#t=8.5": ("s2", 8.5, True),
        "#t=0:13": ("s3", 13, True),
        "?t=8": ("s2", 8, True),
        "#t=npt:7,9": ("s2", 7, True),
    }


def test_unknown_sentence_is_said(page, archive):
    clip_page(page, archive, "#s99")
    assert page.inner_text("#landing").startswith("This page has no sentence of that name")


def test_linked_moment_ends_where_it_says(page, archive):
    clip_page(page, archive, "#t=7,8")
    page.evaluate("(video => { video.muted = true; return video.play() })(document.querySelector('video'))")
    until(page, "document.querySelector('video').paused && document.querySelector('video').currentTime > 7")
    assert 8 <= position(page) < 8.6


def test_captions_are_on_and_can_be_chosen(page, archive):
    clip_page(page, archive)
    assert page.evaluate(TRACKS) == ["en showing", "zh disabled", "ru disabled"]
    page.select_option("[data-captions]", "1")
    assert page.evaluate(TRACKS) == ["en disabled", "zh showing", "ru disabled"]
    page.select_option("[data-captions]", "all")
    assert set(page.evaluate(TRACKS)) == {"en showing", "zh showing", "ru showing"}
    page.select_option("[data-captions]", "")
    assert set(page.evaluate(TRACKS)) == {"en disabled", "zh disabled", "ru disabled"}


def test_keys_work_outside_fields_and_can_be_switched_off(page, archive):
    clip_page(page, archive, "#s1")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('video').currentTime >= 7")
    page.keyboard.press("k")
    until(page, "document.querySelector('video').paused")
    before = position(page)
    page.keyboard.press(".")
    until(page, f"document.querySelector('video').currentTime > {before}")
    assert position(page) - before < 0.081
    page.focus("#find-q")
    page.keyboard.type("kj.")
    assert (page.input_value("#find-q"), position(page) > before) == ("kj.", True)
    page.click(".keys summary")
    page.uncheck("[data-keys]")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("c")
    assert page.evaluate(TRACKS)[0] == "en showing"


def test_sound_alone_loads_no_picture_and_keeps_the_place(page, archive):
    PublishedFile.objects.create(
        publication=Publication.objects.get(number=1),
        name="sound.m4a",
        sha256=PublishedFile.objects.get(publication__number=1, name="clip.mp4").sha256,
        size_bytes=1,
        mime="audio/mp4",
    )
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{archive}/1?sound=alone")
    until(page, "document.querySelector('audio').readyState >= 1")
    assert [url for url in asked if "/pictures/poster" in url or url.endswith("clip.mp4")] == []
    page.evaluate("document.querySelector('audio').currentTime = 8")
    page.click("[data-switch]")
    until(page, "document.querySelector('video')?.currentTime === 8")
    page.click("[data-step='1']")
    until(page, "document.querySelector('video').currentTime > 8")
    page.click("[data-switch]")
    until(page, "document.querySelector('audio')?.currentTime > 8")
    assert page.complaints == []


def test_views_need_no_script(chromium, archive):
    page = chromium.new_page(java_script_enabled=False)
    page.goto(f"{archive}/1")
    assert page.is_hidden("[data-theme-switch]")
    assert page.is_hidden(".transport")
    page.check(".segments [value=first]", force=True)
    assert page.is_hidden("#s1 .beside")
    page.check(".segments [value=beside]", force=True)
    assert (page.is_hidden("#s1 .speech:not(.beside)"), page.is_visible("#s1 .beside")) == (True, True)
    page.close()


def test_languages_are_a_menu(page, archive):
    page.goto(f"{archive}/he/clips/1")
    links = page.locator(".masthead .menu a")
    assert links.evaluate_all("all => all.map(one => one.hreflang)") == [
        code for code, _ in settings.LANGUAGES
    ]
    page.focus(".masthead .menu summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "English"
    page.keyboard.press("Escape")
    assert (links.first.is_hidden(), page.evaluate("document.activeElement.tagName")) == (True, "SUMMARY")
    page.click(".masthead .menu summary")
    box = page.locator(".masthead .menu ul").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    page.click("main", position={"x": 5, "y": 5})
    assert links.first.is_hidden()
    page.click(".masthead .menu summary")
    page.click(".masthead .menu a[hreflang=ru]")
    assert page.evaluate("[location.pathname.slice(0, 4), document.documentElement.lang]") == ["/ru/", "ru"]


def test_menu_of_languages_needs_no_script(chromium, archive):
    page = chromium.new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto(f"{archive}/fa/")
    page.click(".masthead .menu summary")
    page.click(".masthead .menu a[hreflang=ko]")
    assert page.url == f"{archive}/ko/"
    page.close()


def test_theme_is_kept(page, archive):
    page.goto(archive)
    page.click("[data-theme-switch]")
    chosen = page.evaluate("document.documentElement.dataset.theme")
    page.reload()
    assert (chosen, page.evaluate("document.documentElement.dataset.theme")) == ("dark", "dark")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_are_for_everyone(chromium, archive, width, scheme):
    found = {}
    embeds = ("/embed/1?transcript=1", "/embed/1?transcript=1&lang=ar", "/embed/2")
    shared = (
        "/clips/1/share",
        "/clips/1/s2/share",
        "/ar/clips/1/s2/share",
        "/clips/1/s2",
    )
    for address in (
        "/",
        "/he/",
        "/1",
        "/ar/clips/1",
        "/ru/clips/1",
        "/clips/1/take",
        "/ar/clips/1/cite?sentence=2",
        "/clips?words=none",
        "/people",
        "/people/lin-ruomei",
        "/ar/topics/railways",
        "/clips/2",
        "/nothing",
        "/how-we-work",
        "/ar/about",
        "/he/privacy",
        *embeds,
        *shared,
    ):
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(archive + address)
        wrong = [
            (one["id"], one["nodes"][0]["html"])
            for one in Axe().run(page, options=AXE).response["violations"]
        ]
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wrong or sideways > 0:
            found[address] = (wrong, sideways)
        page.close()
    assert found == {}


def test_page_is_light_before_it_plays(page, archive):
    """Typefaces are not made for tests: what they weigh is held by their own recipe."""
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}) if answer.ok else None)
    page.route("**/files/*", lambda route: route.abort())
    page.goto(f"{archive}/1")
    page.wait_for_timeout(500)
    scripts = sum(size for url, size in sizes.items() if url.endswith(".js"))
    assert (len(sizes) <= 10, scripts <= 30 * 1024) == (True, True), sizes
