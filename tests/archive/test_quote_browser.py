"""Words selected in a real browser: what is copied, how the keyboard gets there, in both directions."""

from __future__ import annotations

import pytest

from tests.factories.clips import published
from tests.factories.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SITE = "http://localhost:8000"
WHOLE = (
    "“At first there will be two trains a day.”\n“首批列车每天两班。”\n"
    "Lin Ruomei, spokesperson, Meridian TV (Norland), 9 April 2024, DRG 1 s2, 0:07\n"
    f"{SITE}/1#s2"
)
SELECT = """([from, to, column]) => {
  const columns = (id) => document.getElementById(id).querySelectorAll(":scope > .speech");
  const words = (id) => columns(id)[column].querySelector("span").firstChild;
  const first = words(from.id), last = words(to.id), range = document.createRange();
  range.setStart(first, from.at);
  range.setEnd(last, to.at ?? last.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def clip_page(chromium, live_server):
    published(make_world().editor.actor)
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.site = live_server.url
    page.goto(f"{live_server.url}/1")
    page.evaluate("navigator.clipboard.writeText('')")  # shared by all pages of the browser
    yield page
    context.close()


def select(page, first, last=None, *, column=0, start=0, end=None):
    page.evaluate(SELECT, [{"id": first, "at": start}, {"id": last or first, "at": end}, column])
    page.wait_for_selector(".bubble", state="visible")


def copied(page, what):
    page.click(f".bubble [data-what={what}]")
    page.wait_for_selector(".bubble [data-before]")
    return page.evaluate("navigator.clipboard.readText()")


def test_whole_sentence_is_the_text_of_its_share_page(clip_page):
    select(clip_page, "s2")
    assert copied(clip_page, "quote") == WHOLE
    html = clip_page.evaluate(
        "navigator.clipboard.read().then(all => all[0].getType('text/html')).then(one => one.text())"
    )
    assert ('lang="zh"' in html, f"{SITE}/1#s2:~:text=At%20first%20there" in html) == (True, True)
    clip_page.goto(f"{clip_page.site}/clips/1/s2/share")
    clip_page.click("[data-copy-from=quote-text]")
    clip_page.wait_for_selector("[data-before]")
    assert (clip_page.evaluate("navigator.clipboard.readText()"), clip_page.complaints) == (WHOLE, [])


def test_part_of_a_sentence_has_the_whole_original_beside_it(clip_page):
    select(clip_page, "s2", start=14, end=33)
    assert copied(clip_page, "quote").splitlines()[:2] == ["“will be two trains”", "“首批列车每天两班。”"]


def test_original_words_come_with_their_translation(clip_page):
    select(clip_page, "s3", column=1)
    assert copied(clip_page, "quote").splitlines()[:3] == [
        "«Ни одна смена не была отменена.»",
        "“Not a single shift was cancelled.”",
        "Vera Sokolskaya, chief engineer, Meridian TV (Norland), 9 April 2024, DRG 1 s3, 0:13",
    ]


def test_several_sentences_come_with_all_their_originals(clip_page):
    select(clip_page, "s1", "s2", start=6)
    assert copied(clip_page, "quote").splitlines() == [
        "“trains will run again from 1 May. At first there will be two trains a day.”",
        "“夜间列车将从五月一日起恢复通行。首批列车每天两班。”",
        "Lin Ruomei, spokesperson, Meridian TV (Norland), 9 April 2024, DRG 1 s1–s2, 0:01",
        f"{SITE}/1#s1",
    ]


def test_address_that_names_words_lands_on_its_sentence(clip_page):
    clip_page.goto("about:blank")
    clip_page.goto(f"{clip_page.site}/1#s2:~:text=two%20trains")
    clip_page.wait_for_selector("#s2.is-playing")
    assert (clip_page.is_hidden("#landing"), clip_page.complaints) == (True, [])


def test_link_leads_to_the_moment(clip_page):
    select(clip_page, "s2")
    assert copied(clip_page, "link") == f"{SITE}/1?t=7&e=1"


def test_keyboard_gets_from_the_words_to_the_card(clip_page):
    select(clip_page, "s2")
    clip_page.keyboard.press("Tab")
    assert clip_page.evaluate("document.activeElement.dataset.what") == "quote"
    clip_page.keyboard.press("Enter")
    clip_page.wait_for_selector(".bubble [data-before]")
    assert clip_page.evaluate("navigator.clipboard.readText()") == WHOLE
    clip_page.keyboard.press("ArrowLeft")
    assert clip_page.evaluate("document.activeElement.dataset.what") == "card"
    clip_page.keyboard.press("Enter")
    clip_page.wait_for_url("**/clips/1/s2/share#card")
    clip_page.go_back()
    select(clip_page, "s1")
    clip_page.keyboard.press("Escape")
    assert clip_page.is_hidden(".bubble")


def test_page_from_the_right_copies_isolates(clip_page):
    clip_page.goto(f"{clip_page.site}/ar/clips/1")
    select(clip_page, "s2")
    clip_page.click(".bubble [data-what=quote]")
    clip_page.wait_for_selector(".bubble [data-before]")
    text = clip_page.evaluate("navigator.clipboard.readText()")
    clip_page.goto(f"{clip_page.site}/ar/clips/1/s2/share")
    assert text == clip_page.evaluate("document.getElementById('quote-text').textContent")
    assert text.splitlines()[-1] == f"\u2066{SITE}/1#s2\u2069"


def test_this_second_is_in_the_link(clip_page):
    clip_page.evaluate("document.querySelector('.take details').open = true")
    assert clip_page.get_attribute("[data-at]", "data-copy") == f"{SITE}/1?t=0&e=1"
    assert clip_page.is_hidden(".take [data-share]") or clip_page.evaluate("Boolean(navigator.share)")


def test_code_to_paste_follows_the_choices(clip_page):
    for address in (f"{clip_page.site}/1", f"{clip_page.site}/clips/1/share"):
        clip_page.goto(address)
        clip_page.evaluate("document.querySelectorAll('.take details')[1]?.setAttribute('open', '')")
        form = clip_page.locator("[data-embed]")
        form.locator("[name=start]").fill("0:07")
        form.locator("[name=transcript]").check()
        form.locator("[name=theme]").select_option("dark")
        code = clip_page.locator("#embed-code").inner_text()
        wanted = f'src="{SITE}/embed/1?start=0%3A07&amp;theme=dark&amp;transcript=1&amp;e=1"'
        assert (wanted in code, 'height="810"' in code) == (True, True), code
        form.locator("[name=start]").fill("")
        assert "e=1" not in clip_page.locator("#embed-code").inner_text()
    assert clip_page.complaints == []
