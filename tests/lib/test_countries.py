"""Countries."""

from __future__ import annotations

import pytest

from dragoman.lib.countries import country_code, is_country


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("China", "CN"),
        ("Iran", "IR"),
        ("U.K.", "GB"),
        ("UK", "GB"),
        ("U.S.A.", "US"),
        ("the UAE", "AE"),
        ("Russia", "RU"),
        ("Hamas - Gaza", "PS"),
        ("Gaza", "PS"),
        ("Türkiye", "TR"),
        ("Syria", "SY"),
        ("中国", "CN"),
        ("Россия", "RU"),
        ("قطر", "QA"),
        ("Deutschland", "DE"),
        ("South Korea", "KR"),
        ("Kosovo", "XK"),
        ("Moon", None),
        ("Iran/Iraq", None),
        ("", None),
        ("a" * 99, None),
    ],
)
def test_printed_country_gives_its_code(printed: str, code: str | None) -> None:
    assert country_code(printed) == code


def test_a_country_in_a_phrase_is_no_country() -> None:
    assert is_country("Lebanon")
    assert not is_country("Hamas - Gaza")
