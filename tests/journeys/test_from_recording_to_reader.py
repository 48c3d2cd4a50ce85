"""A recording goes in at the desk, a reader checks a sentence: in a real browser, against everything that serves."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.installation import ROOT, Installation, served

DURATION = """video => new Promise(done => {
    if (video.readyState >= 1) done(video.duration);
    video.addEventListener("loadedmetadata", () => done(video.duration));
})"""
PASSWORD = "a long enough passphrase"
PEOPLE = f"""
from dragoman.accounts.services import add_person
from dragoman.ledger.terms import COMMAND_LINE
add_person(email="edda@example.org", name="Edda", roles=["editor"], password={PASSWORD!r}, actor=COMMAND_LINE)
answer = True
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("site") / "data")
    done = installation.dragoman("setup")
    assert done.returncode == 0, done.stderr
    installation.ask(PEOPLE)
    with served(installation) as address:
        yield address


@pytest.fixture
def complaints():
    return []


@pytest.fixture
def page(chromium, complaints):
    """A page whose console errors and failed requests are complaints of the test."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()


def status_of(address: str) -> int:
    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    try:
        with urllib.request.build_opener(NoRedirect).open(address, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/desk/")
    page.get_by_label(re.compile("e-?mail", re.I)).fill("edda@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/desk/")


def let_pass(page: Page) -> None:
    """Everything that holds the clip back, each rule with a reason that readers will see."""
    while groups := page.locator(".gate-group > details").count():
        group = page.locator(".gate-group > details").first
        group.locator("summary").click()
        group.get_by_label("Why it may go out").fill("A test of the whole road.")
        group.get_by_role("button", name="Let pass").click()
        expect(page.locator(".gate-group > details")).to_have_count(groups - 1)


@pytest.mark.browser
@pytest.mark.models
def test_recording_becomes_a_page_that_a_stranger_can_check(site, chromium, page, complaints):
    # Make a clip from the form.
    sign_in(page, site)
    page.get_by_role("link", name="New clip").first.click()
    page.get_by_label("Recording", exact=True).set_input_files(ROOT / "demo/media/english.mp4")
    page.locator("[name=in_point]").fill("0:33.76")
    page.locator("[name=out_point]").fill("0:44.76")
    page.get_by_label("Channel").fill("Test TV")
    page.get_by_label("Country").fill("US")
    page.get_by_label("Date").fill("1961-01-20")
    page.get_by_label("Spoken").fill("en")
    page.get_by_label("Translate into").fill("pt")
    page.get_by_label("Title", exact=True).fill("Ask What You Can Do")
    page.get_by_label("Who speaks").fill("Edmund Ashby, Bridge engineer")
    page.get_by_role("button", name=re.compile("Make the clip")).click()
    page.wait_for_url(re.compile(r"/desk/clips/\d+/"))
    draft = page.url

    # Watch the progress until the words are there.
    expect(page.get_by_text("The work is done")).to_be_visible(timeout=120_000)
    page.goto(draft)
    expect(page.locator("textarea").first).to_have_value(re.compile("cold water", re.I))

    # Nobody else sees the draft, its files, or a number that is not there yet.
    for hidden in ("/clips/1", "/1", "/clips/1/files/clip.mp4", "/clips/1/captions/pt.vtt"):
        assert status_of(site + hidden) == 404
    assert status_of(draft) == 302
    assert status_of(f"{draft}files/playable") in (302, 404)

    # Publish.
    page.get_by_role("link", name=re.compile("^Publish")).first.click()
    expect(page.get_by_role("heading", name="What holds it back")).to_be_visible()
    assert page.get_by_role("button", name=re.compile("^Publish")).count() == 0
    let_pass(page)
    for box in page.get_by_role("checkbox").all():
        box.check()  # the findings are read and accepted
    page.get_by_role("button", name=re.compile("^Publish")).first.click()
    page.wait_for_url(draft)
    expect(page.get_by_role("link", name="the page readers see")).to_be_visible()

    # A stranger opens it.
    stranger = chromium.new_page(viewport={"width": 1280, "height": 900})
    stranger.on("pageerror", lambda error: complaints.append(str(error)))
    stranger.goto(f"{site}/1")
    assert stranger.url == f"{site}/clips/1/ask-what-you-can-do"
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Ask What You Can Do")
    video = stranger.locator("video")
    assert video.evaluate(DURATION) == pytest.approx(11.0, abs=0.05)

    # It plays, with captions on.
    video.evaluate("video => { video.muted = true; return video.play() }")
    stranger.wait_for_function("() => document.querySelector('video').currentTime > 0.5", timeout=20_000)
    shown = video.evaluate("video => [...video.textTracks].filter(track => track.mode === 'showing').length")
    assert shown == 1
    video.evaluate("video => video.pause()")

    # A click on a time goes there, and the address follows.
    time = stranger.locator(".cue .time").last
    time.click()
    stranger.wait_for_function("() => location.hash.startsWith('#t=') || location.hash.startsWith('#s')")
    start = float(re.search(r"#t=([\d.]+)", time.get_attribute("href")).group(1))
    stranger.wait_for_function(
        "start => Math.abs(document.querySelector('video').currentTime - start) < 0.3", arg=start
    )

    # The same with the keyboard alone.
    first = stranger.locator(".cue .time").first
    first.focus()
    stranger.keyboard.press("Enter")
    stranger.wait_for_function("() => document.querySelector('video').currentTime < 1")
    stranger.close()
    assert complaints == []


@pytest.mark.browser
def test_archive_is_read_with_the_keyboard_alone(site, page, complaints):
    page.goto(f"{site}/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("Skip", re.I))
    page.keyboard.press("Enter")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const e = document.activeElement; const s = getComputedStyle(e);"
            "if (e === document.body) return ['the end', true];"
            "return [e.outerHTML.slice(0, 120), s.outlineStyle !== 'none' || s.boxShadow !== 'none'] }"
        )
        assert focused[1], f"focus is not visible on {focused[0]}"
        seen.add(focused[0])
    assert len(seen) >= 5
    assert complaints == []


@pytest.mark.browser
def test_guessed_addresses_lead_nowhere(site):
    guesses = [
        "/clips/2",
        "/clips/99999",
        "/clips/1/files/../../etc/passwd",
        "/clips/1/files/speech.wav",
        "/clips/1/files/recording.mp4",
        "/vault/ab/cd/" + "a" * 64,
        "/static/../secret_key",
        "/static/../dragoman.sqlite3",
        "/clips/1/editions/2",
        "/admin/",
        "/desk/clips/1/files/speech",
        "/desk/recordings/1/proxy",
    ]
    answers = {guess: status_of(site + guess) for guess in guesses}
    assert {guess: status for guess, status in answers.items() if status not in (302, 404)} == {}
    assert {guess for guess, status in answers.items() if status == 302} <= {
        guess for guess in guesses if guess.startswith("/desk/")
    }
