"""What the values print."""

from __future__ import annotations

from datetime import date

from dragoman.lib.pages.terms import PageClip, PageSource, PageTurn, Refusal, as_json


def test_json_of_a_clip_has_exactly_the_documented_keys() -> None:
    clip = PageClip(
        7,
        "T",
        date(2024, 4, 9),
        1000,
        (PageSource("CCTV", "China", "CN"),),
        "",
        ("S",),
        (PageTurn("A", "host", ("P",)),),
        ("W",),
        "x",
    )
    assert as_json(clip) == {
        "number": 7,
        "title": "T",
        "aired_on": "2024-04-09",
        "duration_ms": 1000,
        "sources": [{"name": "CCTV", "country": "China"}],
        "intro": None,
        "summary": ["S"],
        "turns": [{"speaker": "A", "role": "host", "paragraphs": ["P"]}],
        "warnings": ["W"],
    }


def test_json_of_a_refusal_says_why() -> None:
    assert as_json(Refusal("No.")) == {"refused": True, "reason": "No."}
