"""A reader says that a sentence is wrong; somebody else decides; everyone who has the old words can know."""

from __future__ import annotations

import json
import re
import time
import urllib.request

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from tests.browsing import for_everyone, listening
from tests.factories.people import PASSWORD
from tests.journeys.installation import Site, site_with

pytestmark = pytest.mark.browser
OLD = "At first there will be two trains a day."
NEW = "At first there will be two departures a day."
NOTE = "The speaker counts departures, not trains."
HOSTILE = "<script>alert(1)</script> It says departures."

# Tara wrote every word, and might decide other people's sentences: she is a reviewer too.
WORLD = """
from dragoman.accounts.services import set_roles
from dragoman.corrections.services import note_recipient
from tests.factories.clips import published
from tests.factories.world import make_world
world = make_world()
set_roles(user=world.translator, roles=["translator", "reviewer"], actor=world.administrator.actor)
answer = published(world.translator.actor).number
for whom in ("news.example", "news.example", "paper.example"):
    note_recipient(kind="embed", whom=whom, number=answer, edition=1)
note_recipient(kind="mail", whom="subscription-7", number=answer, edition=1)
"""
AGAIN = """
from dragoman.jobs.models import Job
from dragoman.jobs.services import queue_job
from dragoman.publications.signals import publication_corrected
publication_corrected.send(
    sender=None, number=1, from_edition=1, to_edition=2, cues=("2",), kind="correction", note=""
)
queue_job(kind="corrections.tell", args=Job.objects.filter(kind="corrections.tell").first().args)
queue_job(kind="corrections.catch_up")
answer = True
"""
OPEN_JOBS = """
from dragoman.jobs.models import Job
answer = list(Job.objects.filter(kind__startswith="corrections.").exclude(state="succeeded").values_list("state"))
"""
TOLD = """
from dragoman.corrections.models import Notice
answer = sorted([one.recipient.whom, one.edition, one.kind] for one in Notice.objects.all())
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with site_with(tmp_path_factory.mktemp("corrected") / "data", WORLD) as opened:
        yield opened


def person(browser: Browser, site: Site, name: str = "", **options) -> Page:
    """A browser of their own; signed in at the desk where they have a name."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, **options).new_page()
    listening(page)
    if name:
        page.goto(f"{site.address}/desk/")
        page.get_by_label(re.compile("e-?mail", re.I)).fill(f"{name}@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site.address}/desk/")
    return page


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as response:
        return bytes(response.read())


def quote_checked(site: Site, text: str) -> str:
    body = json.dumps({"text": text}).encode()
    asked = urllib.request.Request(
        f"{site.address}/api/v1/quote-check", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=10) as response:
        return str(json.load(response)["quotations"][0]["verdict"])


def soon(question, wanted):
    """What is done by a worker is waited for."""
    for _ in range(120):
        if (found := question()) == wanted:
            return
        time.sleep(0.5)
    assert found == wanted


def reported(browser: Browser, site: Site) -> str:
    """An outsider without JavaScript reports the second sentence; gives the address only they have."""
    reader = person(browser, site, java_script_enabled=False)
    reader.goto(f"{site.address}/clips/1/s2")
    reader.get_by_role("link", name="Report a problem").click()
    expect(reader.locator(".quoted")).to_contain_text(OLD)
    reader.get_by_label("The translation").check()
    reader.get_by_label("Say what is wrong").fill(HOSTILE)
    reader.get_by_label("What should it say?").fill(NEW)
    reader.get_by_role("button", name="Send the report").click()
    # Nobody writes that fast; nothing of it is lost.
    expect(reader.get_by_role("alert")).to_contain_text("Something needs another look")
    expect(reader.get_by_label("Say what is wrong")).to_have_value(HOSTILE)
    reader.wait_for_timeout(3_500)
    reader.get_by_role("button", name="Send the report").click()
    reader.wait_for_url(re.compile("/reports/"))
    expect(reader.get_by_role("heading", level=1)).to_contain_text("has arrived")
    assert reader.context.cookies() == []
    return reader.url


def turned_away(browser: Browser, site: Site) -> None:
    """Who wrote the sentence reads the report, and is not asked."""
    translator = person(browser, site, "tara")
    translator.goto(f"{site.address}/desk/reports/")
    translator.get_by_role("link", name="s2").click()
    expect(translator.get_by_text("Somebody who neither wrote, translated nor reviewed")).to_be_visible()
    expect(translator.get_by_role("button", name="Decide")).to_have_count(0)
    for_everyone(translator)
    assert translator.complaints == []


def upheld(reviewer: Page, site: Site) -> None:
    reviewer.goto(f"{site.address}/desk/reports/")
    for_everyone(reviewer).get_by_role("link", name="s2").click()
    expect(reviewer.get_by_text(HOSTILE)).to_be_visible()
    reviewer.get_by_role("button", name="Look into it").click()
    for_everyone(reviewer).get_by_label("It is right: a correction follows").check()
    reviewer.get_by_label("If it is right, what kind").select_option("correction")
    reviewer.get_by_label("The answer, in public").fill(NOTE)
    reviewer.get_by_role("button", name="Decide").click()
    expect(reviewer.get_by_text("Upheld as")).to_be_visible()


def put_right(editor: Page, reviewer: Page, site: Site) -> None:
    """The editor changes the words, the reviewer reads them, the editor publishes what was decided."""
    editor.goto(f"{site.address}/desk/reports/1/")
    editor.get_by_role("link", name="Put the words right").click()
    editor.locator("#s2 textarea[name$=-into-en]").fill(NEW)
    editor.get_by_role("button", name="Save the words").click()
    editor.wait_for_load_state()
    reviewer.goto(re.sub(r"(/clips/\d+/).*", r"\1review/sentences/", editor.url))
    reviewer.get_by_role("button", name=re.compile("^Approve s2, English")).click()
    editor.goto(f"{site.address}/desk/reports/1/")
    editor.get_by_role("link", name=re.compile("Publish the correction")).click()
    expect(editor.get_by_label("correction", exact=True)).to_be_checked()
    expect(editor.get_by_label("What changed, for readers")).to_have_value(NOTE)
    editor.get_by_role("button", name="Publish the new edition").click()
    expect(editor.get_by_text("The new edition is published.")).to_be_visible()


def stands_in_public(browser: Browser, site: Site, status: str) -> None:
    reader = person(browser, site)
    reader.goto(f"{site.address}/1")
    expect(reader.locator(".trust .badge--caution")).to_contain_text("1 correction")
    expect(reader.locator("#correction-2")).to_contain_text(NOTE)
    assert [reader.locator(f"#correction-2 {tag}").inner_text().strip() for tag in ("del", "ins")] == [
        "trains",
        "departures",
    ]
    for_everyone(reader).goto(f"{site.address}/corrections")
    for_everyone(reader).get_by_role("link", name="In its place").click()
    assert reader.url.endswith("#correction-2")
    reader.goto(f"{site.address}/clips/1/editions/1")
    expect(reader.locator("#s2")).to_contain_text(OLD)
    reader.goto(status)
    expect(for_everyone(reader).get_by_text(NOTE)).to_be_visible()
    expect(reader.get_by_role("link", name="Edition 2")).to_be_visible()
    assert reader.complaints == []


def told_to_machines(site: Site) -> None:
    feed = etree.fromstring(fetched(f"{site.address}/clips/1/corrections.atom"))
    [summary] = feed.xpath("//*[local-name()='entry']/*[local-name()='summary']/text()")
    assert ("<del>trains </del>" in summary, NOTE in summary) == (True, True)
    [told] = json.loads(fetched(f"{site.address}/api/v1/clips/1/corrections"))["corrections"]
    [words] = told["sentences"][0]["words"]
    assert (told["kind"], told["note"], words["before"], words["after"]) == ("correction", NOTE, OLD, NEW)


def test_report_becomes_a_correction_that_reaches_everyone(site, chromium):
    assert quote_checked(site, OLD) == "exact"
    status = reported(chromium, site)
    turned_away(chromium, site)
    reviewer, editor = person(chromium, site, "rune"), person(chromium, site, "edda")
    upheld(reviewer, site)
    put_right(editor, reviewer, site)
    stands_in_public(chromium, site, status)
    told_to_machines(site)
    soon(lambda: [quote_checked(site, OLD), quote_checked(site, NEW)], ["superseded", "exact"])

    ask = site.installation.ask
    once = [[whom, 2, "correction"] for whom in ("news.example", "paper.example", "subscription-7")]
    soon(lambda: ask(TOLD), once)
    for _ in range(2):
        ask(AGAIN)
    soon(lambda: ask(OPEN_JOBS), [])
    assert ask(TOLD) == once
    assert (reviewer.complaints, editor.complaints) == ([], [])
