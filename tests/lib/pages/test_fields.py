"""Facts on a line."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.fields import Field, Kind, find_address, read_fields, read_number, second_source


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("#11045 | 02:01", [("number", "#11045"), ("duration", "02:01")]),
        ("Clip #5612 | 03:21", [("number", "Clip #5612"), ("duration", "03:21")]),
        ("Example TV Clip No. 1234", [("number", "Example TV Clip No. 1234")]),
        ("Clip No. 11,045 (02:01)", [("number", "Clip No. 11,045"), ("duration", "02:01")]),
        ("#9571 – Film: We Are", [("number", "#9571"), ("title", "Film: We Are")]),
        ("Clip No. 5678: The Title", [("number", "5678"), ("title", "The Title")]),
        ("11045 | 02:01", [("number", "11045"), ("duration", "02:01")]),
        ("Source: CCTV (China)", [("source", "CCTV (China)")]),
        ("Source - CCTV (China)", [("source", "CCTV (China)")]),
        ("Source:", [("source", "")]),
        ("来源：央视", [("source", "央视")]),
        ("Aired: April 9, 2024 on CCTV (China)", [("date", "April 9, 2024"), ("source", "CCTV (China)")]),
        ("Duration 2:01", [("duration", "2:01")]),
        ("Share Video:", [("furniture", "Share Video:")]),
        ("To view this clip, click here: https://example.org/3.", [("address", "https://example.org/3")]),
        (
            "#77 | 02:01 | A Title | Apr 09, 2024 | CCTV (China)",
            [
                ("number", "#77"),
                ("duration", "02:01"),
                ("title", "A Title"),
                ("date", "Apr 09, 2024"),
                ("source", "CCTV (China)"),
            ],
        ),
    ],
)
def test_facts_are_read(text: str, facts: list[tuple[str, str]]) -> None:
    assert read_fields(text) == tuple(Field(Kind(kind), value) for kind, value in facts)


@pytest.mark.parametrize(
    "text",
    [
        "#1 in the world",
        "10 clips",
        "I have 3",
        "Time: a study",
        "Number: many",
        "Ali: 3",
        "404 Not Found",
        "A | B",
    ],
)
def test_other_lines_are_no_facts(text: str) -> None:
    assert read_fields(text) is None


def test_numbers() -> None:
    assert [
        read_number(text) for text in ("#11045", "Clip No.11,045", "No. 7", "007", "0", "x", "第11045号")
    ] == [11045, 11045, 7, 7, None, None, 11045]


def test_second_source_line() -> None:
    assert second_source("May 18, 2004 Al-Other TV (UAE)") == (Field(Kind.SOURCE, "Al-Other TV (UAE)"),)
    assert second_source("He spoke (at length)") is None


def test_address_ends_before_punctuation() -> None:
    assert find_address("see https://example.org/a?b=1.") == "https://example.org/a?b=1"
