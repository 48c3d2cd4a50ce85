"""Channels."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.sources import read_sources
from dragoman.lib.pages.terms import PageSource


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("CCTV (China)", [("CCTV", "China", "CN")]),
        (
            "Al-Example Network (Qatar), Al-Other TV (Lebanon)",
            [("Al-Example Network", "Qatar", "QA"), ("Al-Other TV", "Lebanon", "LB")],
        ),
        ("A (Iran); B (Iraq)", [("A", "Iran", "IR"), ("B", "Iraq", "IQ")]),
        ("A (Iran) and B (Iraq)", [("A", "Iran", "IR"), ("B", "Iraq", "IQ")]),
        ("Al-Aqsa TV (Hamas - Gaza)", [("Al-Aqsa TV", "Hamas - Gaza", "PS")]),
        ("Channel 1, Iran", [("Channel 1", "Iran", "IR")]),
        ("YouTube", [("YouTube", "", None)]),
        ('The Internet - "Mosque, on YouTube"', [('The Internet - "Mosque, on YouTube"', "", None)]),
        ("Russia-1 TV (Russia)", [("Russia-1 TV", "Russia", "RU")]),
        ("Kahera and Nas TV (Egypt)", [("Kahera and Nas TV", "Egypt", "EG")]),
        ("Sky (Live on YouTube)", [("Sky (Live on YouTube)", "", None)]),
        ("央视（中国）", [("央视", "中国", "CN")]),
        ("", []),
    ],
)
def test_sources_are_told_apart(text: str, sources: list[tuple[str, str, str | None]]) -> None:
    assert read_sources(text).sources == tuple(PageSource(*source) for source in sources)


def test_unknown_country_is_kept_and_doubted() -> None:
    read = read_sources("X TV (Atlantis)")
    assert read.sources == (PageSource("X TV", "Atlantis"),)
    assert read.doubts == ("“Atlantis” is not one country we know; it was kept as printed.",)
