"""Properties that hold for whatever a file holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.lib.pages import PageClip, PageReport, PageSource, PageTurn, as_json, as_page, read_page

FRAGMENTS = [
    "#11 | 02:01",
    "Source: CCTV (China)",
    "Apr 09, 2024",
    "Ali Sample:",
    "Interviewer: ",
    '"',
    "“",
    "”",
    "«",
    "»",
    "「",
    ":",
    "[…]",
    "(laughs)",
    "Share this Clip:",
    "Donate Today",
    "Related Clips",
    "Following are excerpts:",
    "\n",
    "\n\n",
    " ",
    "|",
    "A Minister Speaks Of Many Things",
    "Clip No. 12",
    "Title: X",
    "<p>",
    "<b>",
    "</b>",
    "<script>",
    "<td>",
    "&quot;",
    "{",
    "}",
    '{"title": 1}',
    "title,number",
    "习近平：",
    "علي: ",
    "\u200f",
    "\u200c",
    "\x00",
    "**",
    "> ",
    "02:75",
    "Feb 30, 2024",
    "http://a.b/c",
    "From: a@b.c\nSubject: x\n",
    "He said: go.",
    "'",
    "Dr.",
    "© 2024",
    "#13 – Another Title Is Here",
    "---",
    "\r",
    "\t",
]
soup = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=40).map("".join)


def assert_is_report(report: PageReport) -> None:
    assert isinstance(report, PageReport)
    assert report.clips
    for clip in report.clips:
        as_json(clip)


@given(st.binary(max_size=600))
@settings(deadline=None)
def test_any_bytes_give_a_report(data: bytes) -> None:
    assert_is_report(read_page(data))


@given(
    soup,
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1251", "gb18030"]),
    st.sampled_from(["", "a.csv", "a.jsonl", "a.html"]),
)
@settings(deadline=None, max_examples=300)
def test_any_mixture_of_page_parts_gives_the_same_report_twice(text: str, encoding: str, name: str) -> None:
    data = text.encode(encoding, errors="replace")
    report = read_page(data, name=name)
    assert_is_report(report)
    assert read_page(data, name=name) == report


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


sentences = st.lists(
    st.sampled_from(
        [
            "We",
            "they",
            "peace",
            "River",
            "10:30",
            "go,",
            "stop.",
            "one:",
            "two;",
            "(yes)",
            "[no]",
            "people's",
            "win-win",
            "U.S.",
            "75th",
            "God",
        ]
    ),
    min_size=3,
    max_size=25,
).map(lambda parts: "So " + " ".join(parts) + " indeed.")
speakers = st.sampled_from(
    [
        "Xi Jinping",
        "Sergey Lavrov",
        "Interviewer",
        "Dr. Abd al-Rahman ibn Al-Sample",
        "Gen. H. R. Test",
        "Host",
        "Jean d'Exemple",
    ]
)
roles = st.sampled_from(["", "host", "Foreign Minister", "Egyptian journalist"])
notes = st.sampled_from(["[…]", "[Applause]", "(laughs)", '[On-screen text: "Down with it"]'])


@st.composite
def turn_lists(draw: st.DrawFn) -> tuple[PageTurn, ...]:
    turns: list[PageTurn] = []
    for _ in range(draw(st.integers(1, 6))):
        speaker = draw(speakers)
        if turns and turns[-1].speaker == speaker:
            continue
        paragraphs = [draw(sentences), *draw(st.lists(st.one_of(sentences, notes), max_size=4))]
        turns.append(PageTurn(speaker, draw(roles), tuple(paragraphs)))
    return tuple(turns)


clips = st.builds(
    PageClip,
    number=st.integers(1, 999_999),
    title=st.sampled_from(
        ["A Minister Speaks Of Many Things", "Minister: We Will Win", "He spoke: a long title, in plain case"]
    ),
    aired_on=st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    duration_ms=st.integers(1000, 10_000_000),
    sources=st.lists(
        st.sampled_from(
            [
                PageSource("CCTV", "China", "CN"),
                PageSource("Al-Aqsa TV", "Hamas - Gaza", "PS"),
                PageSource("YouTube"),
            ]
        ),
        min_size=1,
        max_size=3,
        unique=True,
    ).map(tuple),
    intro=st.sampled_from(["", "Following are excerpts from a debate:"]),
    summary=st.lists(sentences, max_size=2).map(tuple),
    turns=turn_lists(),
    warnings=st.just(()),
)


@given(clips)
@settings(deadline=None, max_examples=150)
def test_a_clip_written_as_a_page_reads_as_the_same_clip(clip: PageClip) -> None:
    (again,) = read_page(as_page(clip).encode()).clips
    assert isinstance(again, PageClip)
    assert replace(again, warnings=()) == clip


@given(clips, st.booleans(), st.booleans())
@settings(deadline=None, max_examples=150)
@example(
    PageClip(1, "A Minister Speaks", None, 1000, (), "", (), (PageTurn("Host", "", ("Yes.",)),), ()),
    True,
    True,
)
def test_no_word_of_the_speech_is_lost(clip: PageClip, quoted: bool, spaced: bool) -> None:
    gap = "\n\n" if spaced else "\n"
    body = [
        f"{turn.speaker}: "
        + gap.join(f'"{part}"' if quoted and part[0] not in "[(" else part for part in turn.paragraphs)
        for turn in clip.turns
    ]
    text = f"{clip.title}\n#{clip.number} | 02:01\nSource: CCTV (China)\n\n{gap.join(body)}\n\nShare this Clip:\n"
    (read,) = read_page(text.encode()).clips
    assert isinstance(read, PageClip)
    said = [
        word
        for turn in read.turns
        for part in (turn.speaker, turn.role, *turn.paragraphs)
        for word in words(part)
    ]
    assert [word for line in body for word in words(line)] == said
