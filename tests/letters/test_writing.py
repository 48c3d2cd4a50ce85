from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from dragoman.letters.writing import as_html, written

TEXT = """Dear Nadia <script>,

Confirm your address:
https://desk.example/confirm?a=1&b=2

- one
- two https://desk.example/two

> “Two trains.”
> “首批。”

--\x20
You get this because you asked.
"""


def test_html_is_the_same_paragraphs():
    page = BeautifulSoup(as_html("Hello", TEXT, "en"), "lxml")
    assert [(tag.name, tag.get_text("|")) for tag in page.select("p[dir], a.button, ul, blockquote")] == [
        ("p", "Dear Nadia <script>,"),
        ("a", "Confirm your address"),
        ("ul", "one|two |https://desk.example/two"),
        ("blockquote", "“Two trains.”|“首批。”"),
        ("p", "You get this because you asked."),
    ]
    assert (page.title.text, page.select_one(".button")["href"], page.select_one(".small").text.strip()) == (
        "Hello",
        "https://desk.example/confirm?a=1&b=2",
        "You get this because you asked.",
    )
    assert page.select("script, img, link") == []


def test_letter_in_arabic_runs_from_the_right():
    page = BeautifulSoup(as_html("x", "مرحبا\n", "ar"), "lxml")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")


def test_template_is_written_in_the_readers_language(settings):
    words = {"webhook": {"url": "https://a.example/"}, "reason": "410", "address": "https://desk.example/w"}
    letter = written("pipeline/mail/webhook.txt", words, "de")
    assert letter.subject == f"{settings.SITE_NAME} tells a webhook nothing more"
    assert letter.text.endswith("https://desk.example/w\n")
    assert "desk.example/w" in letter.html
    assert written("pipeline/mail/webhook.txt", words, "ar").subject != letter.subject


@given(st.text())
def test_any_text_makes_a_page_without_markup_of_its_own(text):
    page = BeautifulSoup(as_html("x", text, "en"), "lxml")
    assert page.select("script, img, iframe, form, [onclick]") == []
