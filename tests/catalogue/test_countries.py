from __future__ import annotations

import pytest

from dragoman.catalogue.countries import country_code, country_name, place_wording


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "CN"),
        ("cn", "CN"),
        ("China", "CN"),
        ("UK", "GB"),
        ("Russia", "RU"),
        ("Norland", None),
        ("ZZ", None),
        ("", None),
    ],
)
def test_country_code(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("China", ""),
        ("CN", ""),
        ("Hamas - Gaza", "Hamas - Gaza"),
        ("Norland", "Norland"),
        ("", ""),
        ("Iran", ""),
    ],
)
def test_place_wording(text, wording):
    assert place_wording(text) == wording


def test_country_name_in_the_readers_language():
    assert (country_name("CN", "en"), country_name("CN", "ar"), country_name("XX", "en")) == (
        "China",
        "الصين",
        "XX",
    )
