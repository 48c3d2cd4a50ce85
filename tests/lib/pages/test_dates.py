"""Calendar days."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.lib.pages.dates import DateFound, cut_date, find_dates, read_date, settle

DAY = date(2024, 4, 9)


@pytest.mark.parametrize(
    "text",
    [
        "Apr 09, 2024",
        "April 9, 2024",
        "Tuesday, April 9th, 2024",
        "9 April 2024",
        "9th of April 2024",
        "2024-04-09",
        "2024/4/9",
        "2024-04-09T19:00:00+08:00",
        "April 9, 2024 at 19:00",
        "09.04.2024",
        "2024年4月9日",
        "2024年4月9日 星期二",
        "2024년 4월 9일",
        "9 апреля 2024 г.",
        "Вторник, 9 апреля 2024",
        "٩ أبريل ٢٠٢٤",
        "9 نيسان/أبريل 2024",
        "9 avril 2024",
        "9 de abril de 2024",
        "9. April 2024",
        "Sept. 9, 2024".replace("Sept", "Apr"),
        "9 آوریل 2024",
        "9 באפריל 2024",
        "9-Apr-2024",
    ],
)
def test_day_is_read_in_many_forms(text: str) -> None:
    assert read_date(text) == DateFound(DAY)


@pytest.mark.parametrize(
    "text",
    ["", "April 2024", "He came on April 9, 2024", "10.5.3", "02:01", "April 9", "2024", "Marching 9, 2024"],
)
def test_other_text_is_no_day(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["Feb 30, 2024", "2024-13-01", "31.04.2024", "Apr 0, 2024", "9 April 0202", "21.01.1403"]
)
def test_impossible_day_is_none_and_doubted(text: str) -> None:
    found = read_date(text)
    assert found is not None
    assert found.day is None
    assert found.doubt


def test_ambiguous_day_is_month_first_doubted_and_settled_elsewhere() -> None:
    found = read_date("9/4/2024")
    assert found == DateFound(
        date(2024, 9, 4),
        "“9/4/2024” can be read two ways; it was taken as 04 September 2024, the month first.",
        DAY,
    )
    assert settle(found, lambda: find_dates("said on April 9, 2024")) == DateFound(DAY)
    assert settle(found, lambda: find_dates("said on April 8, 2024")) == found


def test_day_past_twelve_decides_the_order() -> None:
    assert read_date("31/12/2024") == DateFound(date(2024, 12, 31)) == read_date("12/31/2024")


def test_several_days_give_the_first() -> None:
    found = next(find_dates("in the August 5-6, 2015 interview"))
    assert found == DateFound(date(2015, 8, 5), "“August 5-6, 2015” names several days; the first was taken.")


def test_day_at_the_start_is_cut_off() -> None:
    assert cut_date("May 18, 2004 Al-Other TV (UAE)") == (DateFound(date(2004, 5, 18)), "Al-Other TV (UAE)")
