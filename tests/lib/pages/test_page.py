"""Whole pages: the corpus beside this file, the real page, character sets, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.lib.pages import PageClip, PageReport, Refusal, as_json, read_page

CORPUS = Path(__file__).parent / "corpus"
PAGES = sorted(path for path in CORPUS.iterdir() if not path.name.endswith(".expected.json"))


def understood(data: bytes, name: str = "") -> list[object]:
    return [as_json(clip) for clip in read_page(data, name=name).clips]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_corpus_page_reads_as_expected(page: Path) -> None:
    expected = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert understood(page.read_bytes(), page.name) == expected


@pytest.mark.shared
def test_real_page_gives_its_facts_and_two_turns(shared: Path) -> None:
    data = (shared / "data/pages/clip-11045.txt").read_bytes()
    (clip,) = understood(data)
    assert isinstance(clip, dict)
    lines = data.decode().splitlines()
    spoken = {
        line.split(":")[0]: line.split(": ", 1)[1] for line in lines if line.startswith(("Xi ", "Sergey "))
    }
    assert clip == {
        "number": 11045,
        "title": lines[15],
        "aired_on": "2024-04-09",
        "duration_ms": 121_000,
        "sources": [{"name": "CCTV", "country": "China"}],
        "intro": None,
        "summary": [lines[20]],
        "turns": [
            {"speaker": speaker, "role": "", "paragraphs": [words[1:-1]]} for speaker, words in spoken.items()
        ],
        "warnings": [],
    }


ENCODINGS = [
    ("unquoted.txt", "utf-8-sig"),
    ("unquoted.txt", "utf-16"),
    ("unquoted.txt", "utf-16-le"),
    ("unquoted.txt", "utf-16-be"),
    ("unquoted.txt", "utf-32"),
    ("unquoted.txt", "cp1252"),
    ("guillemets.txt", "cp1252"),
    ("russian.txt", "cp1251"),
    ("russian.txt", "utf-16-le"),
    ("arabic.txt", "utf-16-be"),
    ("chinese.txt", "gb18030"),
    ("chinese.txt", "utf-16-le"),
]


@pytest.mark.parametrize(("page", "encoding"), ENCODINGS)
def test_character_set_changes_nothing(page: str, encoding: str) -> None:
    text = (CORPUS / page).read_text(encoding="utf-8").replace("№", "No.")
    assert understood(text.encode(encoding)) == understood(text.encode())


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_change_nothing(end: str) -> None:
    text = (CORPUS / "multi-quoted.txt").read_text(encoding="utf-8")
    assert understood(text.replace("\n", end).encode()) == understood(text.encode())


def test_invisible_marks_change_nothing() -> None:
    text = (CORPUS / "unquoted.txt").read_text(encoding="utf-8")
    marked = (
        text.replace(":", "\u200f:\u200b")
        .replace(" | ", "\u202a\u00a0|\u00a0\u202c")
        .replace("Omar", "\ufeffOmar")
    )
    assert understood(marked.encode()) == understood(text.encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b" \r\n\t ", "The file is empty."),
        (b"%PDF-1.7 x", "This is a PDF document, not a page of text."),
        (b"\x00\x00\x00\x20ftypisom", "This is a film, not a page of text."),
        (bytes(range(256)) * 20, "This is a binary file, not a page of text."),
        (b"a" * (8 * 1024 * 1024 + 1), "The file has 8.0 MiB; pages are read up to 8 MiB."),
        (b"\n".join([b"x"] * 50_001), "The page has 50001 lines; pages are read up to 50000."),
    ],
)
def test_what_is_no_page_is_refused_in_words(data: bytes, reason: str) -> None:
    assert read_page(data, name="x") == PageReport("x", (Refusal(reason),))


@pytest.mark.parametrize(
    "sign",
    ["<", "[", '"', "#", ":", "(", "**", "a: ", "[a](", "http://a ", "\u200c", "<p>", "Following are "],
)
def test_a_hostile_line_is_read_to_its_end(sign: str) -> None:
    assert len(read_page((sign * (1_000_000 // len(sign))).encode()).clips) == 1


def test_many_turns_are_all_read() -> None:
    turns = "\n".join(f'{name}: "Yes {at}."' for at in range(500) for name in ("Ali Sample", "Omar Test"))
    (clip,) = read_page(f"A Minister Speaks Here\n#1 | 2:01\n{turns}".encode()).clips
    assert isinstance(clip, PageClip)
    assert len(clip.turns) == 1000


def test_facts_that_ran_together_are_told_apart():
    page = """<h1>Foreign Minister: We Will Respond</h1>
    <div>#10512 | 1:02:03 <span>Oct 12, 2023</span> Source: Channel 1 (Iran), Al-Mayadeen TV (Lebanon)</div>
    <p>The minister said that they would respond.</p><p><b>Reporter:</b> "When?"</p>"""
    clip = read_page(page.encode(), name="clip.html").clips[0]
    assert (clip.number, clip.title, clip.duration_ms, str(clip.aired_on)) == (
        10512,
        "Foreign Minister: We Will Respond",
        3_723_000,
        "2023-10-12",
    )
    assert [(source.name, source.country) for source in clip.sources] == [
        ("Channel 1", "Iran"),
        ("Al-Mayadeen TV", "Lebanon"),
    ]


def test_number_is_read_behind_its_arabic_name():
    page = """رقم المقطع #777 | 01:05
٩ أبريل ٢٠٢٤
المصدر: قناة الميادين (لبنان)
الوزير: لن نتراجع

قال الوزير إنه لن يتراجع.
"""
    clip = read_page(page.encode()).clips[0]
    assert (clip.number, clip.title, clip.duration_ms) == (777, "الوزير: لن نتراجع", 65_000)


def test_short_sentence_after_a_row_of_facts_is_no_broken_line():
    page = """#11051 Farmer Sings At Dawn
Apr 11, 2024 | 01:10 | Source: Radio Varzan (Iran)
The farmer sang.
Read more: https://example.org/tv/11051
"""
    clip = read_page(page.encode()).clips[0]
    assert ([source.name for source in clip.sources], clip.summary, clip.address) == (
        ["Radio Varzan"],
        ("The farmer sang.",),
        "https://example.org/tv/11051",
    )
