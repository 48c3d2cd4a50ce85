"""What an editor types, as it may stand on a page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from dragoman.imprint import standing
from dragoman.imprint.terms import Imprint
from dragoman.publications.services import reserve_number, withdraw_publication
from dragoman.writings.drawing import draw, plain_words
from dragoman.writings.terms import MARKS_MOST
from tests.factories.clips import draft, published

ALLOWED = set(
    str.split(
        "a bdi blockquote br code del div em figcaption figure h2 h3 h4 h5 h6 hr li ol p pre q s section span "
        "strong sub sup table tbody td th thead time tr ul"
    )
)


def drawn(text: str, language: str = "en") -> BeautifulSoup:
    return BeautifulSoup(str(draw(text, language).html), "html.parser")


def problems(text: str) -> list[tuple[str, str]]:
    return [(one.shown, one.words) for one in draw(text, "en").problems]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("# Top\n\n# Top", '<h2 id="h-top" dir="auto">Top</h2>\n<h2 id="h-top-2" dir="auto">Top</h2>\n'),
        ("## A\n\n#### B", '<h2 id="h-a" dir="auto">A</h2>\n<h3 id="h-b" dir="auto">B</h3>\n'),
        (
            "*a* **b** ~~c~~ `d`",
            '<p dir="auto"><em>a</em> <strong>b</strong> <s>c</s> <code dir="ltr">d</code></p>\n',
        ),
        ("- a", '<ul>\n<li dir="auto">a</li>\n</ul>\n'),
        ("[a](/about)", '<p dir="auto"><a href="/about">a</a></p>\n'),
        ("[a](http://localhost:8000/x)", '<p dir="auto"><a href="http://localhost:8000/x">a</a></p>\n'),
        (
            "[a](https://news.example)",
            '<p dir="auto"><a href="https://news.example" rel="external noopener">a</a></p>\n',
        ),
        ("[a](//news.example)", '<p dir="auto"><a href="//news.example" rel="external noopener">a</a></p>\n'),
    ],
)
def test_markdown_is_drawn_in_the_shape_of_our_pages(typed, html):
    assert str(draw(typed, "en").html) == html


def test_tables_and_footnotes_are_known():
    soup = drawn("| a | b |\n|---|--:|\n| 1 | 2 |\n\nx[^n]\n\n[^n]: Why.")
    assert [cell.get("class") for cell in soup.select("td")] == [None, ["at-end"]]
    assert soup.select_one(".footnotes li#fn1 p").get_text().startswith("Why.")
    assert soup.select_one("sup a")["href"] == "#fn1"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://evil.example/pixel.png)",
        '[x](/a "\'><script>alert(1)</script>")',
        '```"><script>\nx\n```',
        '<iframe src="//evil.example"></iframe>',
        '{clip:1"><script>}',
        "# x\n{: onclick=alert(1)}",
        "<style>*{display:none}</style>",
    ],
)
def test_nothing_acts_or_loads(hostile):
    soup = drawn(hostile)
    assert {tag.name for tag in soup.find_all()} <= ALLOWED
    for tag in soup.find_all():
        assert [name for name in tag.attrs if name.startswith("on") or name in {"style", "src"}] == []
        assert tag.get("href", "").split(":")[0].lower() not in {"javascript", "data", "vbscript"}


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=200)
    | st.text(alphabet="#*_`[]()<>{}|-!^:&;\n ax", max_size=80)
)
def test_any_text_is_drawn_from_the_list(text):
    soup = drawn(text.replace("clip", "").replace("sentence", ""))
    assert {tag.name for tag in soup.find_all()} <= ALLOWED


def test_each_block_finds_its_own_direction_and_code_runs_left_to_right():
    soup = drawn(
        "## رأي BBC\n\nقالت **Reuters** في 9/4/2024 إن `git push --force` خطر.\n\nשלום world 12:30\n\n"
        "- متن فارسی با Latin\n- English با فارسی\n\n> نقل",
        "ar",
    )
    assert [(tag.name, tag["dir"]) for tag in soup.select("h2, p, li, code")] == [
        ("h2", "auto"),
        ("p", "auto"),
        ("code", "ltr"),
        ("p", "auto"),
        ("li", "auto"),
        ("li", "auto"),
        ("p", "auto"),
    ]
    assert soup.h2["id"] == "h-رأي-bbc"


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("BBC گزارش داد که قطارها دوباره حرکت می‌کنند.", "rtl"),
        ("“Reuters” אמרה אתמול שהרכבות חוזרות", "rtl"),
        ("العربية is what the channel calls itself on air", "ltr"),
        ("سلام world", "auto"),
        ("12:30", "auto"),
    ],
)
def test_foreign_name_at_the_beginning_turns_no_sentence_around(typed, way):
    assert drawn(typed, "fa").p["dir"] == way


def test_site_says_itself():
    standing.hold(standing.Held(None, Imprint("Watch <b>", email="a@b.example", postal="1 St\nNorland"), 0.0))
    soup = drawn("{site} at {contact}\n\n{postal}\n\n{nothing} `{site}` {clip}")
    assert soup.select_one("bdi").get_text() == "Watch <b>"
    assert soup.select_one("a")["href"] == "mailto:a@b.example"
    assert str(soup.select("p")[1]) == '<p dir="auto"><bdi>1 St</bdi><br/><bdi>Norland</bdi></p>'
    assert soup.select("p")[2].get_text() == "{nothing} {site} {clip}"
    assert plain_words("About {site}, {contact}") == "About Watch <b>, a@b.example"


def test_what_nobody_said_is_said_to_be_missing():
    assert drawn("{contact}").get_text().strip() == "not given yet"


def test_clip_and_sentence_stand_with_number_source_day_and_original(world):
    published(world.editor.actor)
    soup = drawn("{clip:1}\n\n{sentence:1#s1}\n\nHe said {sentence:1#s3}, see {clip:1}.")
    assert [part.get_text() for part in soup.select(".named .slate > span")] == [
        "1",
        "Meridian TV (Norland)",
        "9 April 2024",
    ]
    assert (
        soup.select_one(".named-title a")["href"] == "/clips/1/night-trains-will-cross-the-selva-bridge-again"
    )
    words = [(p.get_text(), p.get("lang")) for p in soup.select(".sentence-quoted .speech")]
    assert words == [
        ("Night trains will run again from 1 May.", None),
        ("夜间列车将从五月一日起恢复通行。", "zh"),
    ]
    assert soup.select_one("figcaption").get_text().startswith("Lin Ruomei, spokesperson")
    assert soup.select_one("figcaption a")["href"] == "/clips/1/s1"
    assert soup.select_one("q").get_text() == "Not a single shift was cancelled."
    assert problems("{clip:1} {sentence:1#s1}") == []


def test_reader_of_the_spoken_language_gets_the_original_alone(world):
    published(world.editor.actor)
    soup = drawn("{sentence:1#s1}", "zh-hans")
    assert [p.get_text() for p in soup.select(".speech")] == ["夜间列车将从五月一日起恢复通行。"]


def test_draft_and_number_never_given_look_alike(world):
    made = draft(world.editor.actor, title="Zyzzyva")
    number = reserve_number(publication=made, actor=world.editor.actor, wanted=777)
    one, other = (str(draw(f"{{clip:{n}}}\n\n{{sentence:{n}#s1}} x", "en").html) for n in (number, 999))
    assert one.replace("777", "999") == other
    assert "Zyzzyva" not in one
    assert problems("{clip:999}") == [("{clip:999}", "No published clip has the number 999.")]


def test_withdrawn_clip_says_so_and_quotes_nothing(world):
    withdraw_publication(publication=published(world.editor.actor), reason="Twice.", actor=world.editor.actor)
    text = "{clip:1}\n\n{sentence:1#s1}\n\nsee {clip:1} and {sentence:1#s1}"
    said = drawn(text).get_text(" ")
    assert (said.count("This clip was withdrawn."), said.count("Twice."), "Night" in said) == (2, 2, False)
    assert problems(text) == []


def test_writer_is_told_what_can_not_stand(world):
    published(world.editor.actor)
    assert [shown for shown, _ in problems("{clip:x} {sentence:1} {sentence:1#s99} ![A cat](/c.png)")] == [
        "A cat",
        "{clip:x}",
        "{sentence:1}",
        "{sentence:1#s99}",
    ]
    many = " ".join(["{clip:1}"] * (MARKS_MOST + 1))
    assert [shown for shown, _ in problems(many)] == [str(MARKS_MOST + 1)]
