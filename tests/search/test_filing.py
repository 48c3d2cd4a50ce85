from __future__ import annotations

from datetime import date

import pytest

from dragoman.search.filing import country_value, cursor_of, keys_of, read_cursor, standing_of

CARD = {
    "topics": [["railways", "Railways"]],
    "voices": [["lin", "Lin"], ["", "Man in crowd"], ["lin", "Lin Ruomei"]],
    "spoken": ["zh", "ru"],
    "sources": [["CCTV", "cctv", "CN", ""], ["Al-Nahr", "al-nahr", "", "Norland"], ["Web", "web", "", ""]],
}


def test_a_clip_stands_under_each_of_its_values_once():
    assert keys_of(CARD, date(2024, 4, 9)) == {
        ("everything", ""): "",
        ("topic", "railways"): "Railways",
        ("speaker", "lin"): "Lin Ruomei",
        ("language", "zh"): "",
        ("language", "ru"): "",
        ("source", "cctv"): "CCTV",
        ("country", "CN"): "",
        ("source", "al-nahr"): "Al-Nahr",
        ("country", "norland"): "Norland",
        ("source", "web"): "Web",
        ("year", "2024"): "",
    }


def test_a_day_that_is_not_known_is_no_year():
    assert [key for key in keys_of(CARD, None) if key[0] == "year"] == []


def test_a_place_of_the_desks_own_wording_goes_by_its_code_where_it_has_one():
    assert (country_value("ps", "Gaza, Hamas"), country_value("", "Gaza, Hamas")) == ("PS", "gaza-hamas")


def test_later_days_stand_above_and_unknown_ones_below_all():
    order = [
        standing_of(date(2024, 4, 10), 1),
        standing_of(date(2024, 4, 9), 9_999_999_999),
        standing_of(date(2024, 4, 9), 1),
        standing_of(date(1, 1, 1), 1),
        standing_of(None, 9_999_999_999),
    ]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize("day", [date(2024, 4, 9), None])
def test_cursor_says_where_a_page_ended(day):
    standing = standing_of(day, 11045)
    assert (cursor_of(standing), read_cursor(cursor_of(standing))) == (f"{day or ''}_11045", standing)


@pytest.mark.parametrize(
    "text", ["", "nonsense", "2024-99-99_1", "_", "2024-01-01_99999999999", "1_٣", "11045"]
)
def test_what_is_no_cursor_is_the_start(text):
    assert read_cursor(text) is None
