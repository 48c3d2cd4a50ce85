"""The desk in a real browser: its scripts, its looks for people who can't see or point, its strict policy."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from dragoman.accounts.models import User
from dragoman.clips.models import Clip
from dragoman.publications.models import Publication
from dragoman.translations.selectors import translations_of
from tests.browsing import listening
from tests.desk.conftest import browser_of
from tests.desk.sound import tone
from tests.factories import clips
from tests.factories.world import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def draft(world: World) -> Publication:
    return clips.draft(world.monitor.actor)


def open_page(chromium: Browser, address: str, person: User, *, width: int = 1280) -> Page:
    """A page of the desk as a signed-in person; what the console says is kept in ``page.complaints``."""
    context = chromium.new_context(viewport={"width": width, "height": 800})
    session = browser_of(person).cookies["sessionid"].value
    origin = "/".join(address.split("/")[:3])
    context.add_cookies([{"name": "sessionid", "value": session, "url": origin}])
    page = context.new_page()
    listening(page)
    page.goto(address)
    return page


PAGES = ("rundown", "new_clip", "clip", "progress", "publish", "recordings", "recording", "account")


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_for_everyone_and_obey_the_policy(
    width: int, chromium: Browser, live_server, world: World, draft: Publication
) -> None:
    needs_clip, needs_recording = {"clip", "progress", "publish"}, {"recording"}
    for name in PAGES:
        args = [draft.clip_id] if name in needs_clip else []
        args = [draft.clip.recording_id] if name in needs_recording else args
        address = live_server.url + reverse(f"desk:{name}", args=args)
        page = open_page(chromium, address, world.editor, width=width)
        found = [violation["id"] for violation in Axe().run(page).response["violations"]]
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        complaints = [line for line in page.complaints if "favicon" not in line and "404" not in line]
        assert (name, found, sideways, complaints) == (name, [], 0, [])
        page.context.close()


def test_unsaved_words_are_guarded(chromium: Browser, live_server, world: World, draft: Publication) -> None:
    page = open_page(chromium, live_server.url + reverse("desk:clip", args=[draft.clip_id]), world.editor)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("[name='0-into-en']").fill("Changed")
    expect(page.locator("[data-cues] [data-guard-state]")).to_have_text("Not saved yet.")
    page.evaluate("location.assign('/desk/')")
    expect(page.locator("[name='0-into-en']")).to_have_value("Changed")
    page.get_by_role("button", name="Save the words").click()
    expect(page.locator(".said")).to_have_text("Saved.")
    assert asked == ["beforeunload"]
    assert translations_of(draft.clip)[0].cues.first().text == "Changed"


def test_sentence_is_added_with_the_keyboard_alone(
    chromium: Browser, live_server, world: World, draft: Publication
) -> None:
    page = open_page(chromium, live_server.url + reverse("desk:clip", args=[draft.clip_id]), world.editor)
    page.get_by_role("button", name="Add a sentence").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "4-in"
    page.keyboard.type("0:19")
    page.keyboard.press("Tab")
    page.keyboard.type("0:19.5")
    page.locator("[name='4-text']").focus()
    page.keyboard.type("Слышен гудок.")
    page.get_by_role("button", name="Save the words").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#s4 textarea").first).to_have_value("Слышен гудок.")


def test_upload_keeps_its_file_over_an_error_and_makes_the_clip(
    chromium: Browser, live_server, world: World
) -> None:
    page = open_page(chromium, live_server.url + reverse("desk:new_clip"), world.monitor)
    file = tone()
    page.locator("#id_file").set_input_files(
        {"name": file.name, "mimeType": "audio/wav", "buffer": file.read()}
    )
    page.get_by_text("No sound, or no picture?").click()
    page.locator("#id_without_picture").check()
    for name, value in {"channel": "Radio Varzan", "country": "Iran", "aired_on": "2024-04-09"}.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_title").fill("The earliest wheat harvest")
    page.get_by_role("button", name="Make the clip").click()
    expect(page.locator(".kept b")).to_have_text("evening-news.wav")
    expect(page.locator(".notice")).to_be_focused()
    page.locator("#id_spoken").fill("Persian")
    page.get_by_role("button", name="Make the clip").click()
    expect(page.locator("h1")).to_have_text("The earliest wheat harvest")
    assert Clip.objects.count() == 1


def test_file_past_the_limit_is_refused_before_it_is_sent(
    chromium: Browser, live_server, world: World, settings
) -> None:
    settings.MEDIA_MAX_BYTES = 1_000
    page = open_page(chromium, live_server.url + reverse("desk:new_clip"), world.monitor)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.locator("#id_file").set_input_files(
        {"name": "long.wav", "mimeType": "audio/wav", "buffer": b"x" * 2_000}
    )
    page.get_by_role("button", name="Make the clip").click()
    assert "larger than" in page.evaluate("document.querySelector('#id_file').validationMessage")
    assert "POST" not in sent


def test_progress_moves_without_a_hand(
    chromium: Browser, live_server, world: World, draft: Publication
) -> None:
    client = browser_of(world.monitor)
    client.post(reverse("desk:new_clip"), _order())
    clip = Clip.objects.latest("pk")
    page = open_page(chromium, live_server.url + reverse("desk:clip", args=[clip.pk]), world.monitor)
    expect(page.locator("#steps-h")).to_have_text("Being made 0 %")
    client.post(reverse("desk:cancel", args=[clip.pk]))
    expect(page.locator("#steps-h")).to_have_text("The work was cancelled", timeout=10_000)


def _order() -> dict[str, object]:
    from tests.desk.views.test_new_clip import order

    return order()
