from __future__ import annotations

from datetime import date

from dragoman.search.asking.dates import first_day, last_day, years


def test_days_in_any_digits():
    assert first_day("2024") == date(2024, 1, 1)
    assert last_day("2024-02") == date(2024, 2, 29)
    assert first_day("2024/05/03") == last_day("٢٠٢٤-٠٥-٠٣") == date(2024, 5, 3)
    assert [first_day(text) for text in ("", "0000", "2024-13", "24", "yesterday")] == [None] * 5


def test_years():
    assert years("2023") == ("2023",)
    assert years("2022-2024") == ("2022", "2023", "2024")
    assert [years(text) for text in ("2024-2022", "1000-2000", "0000", "x")] == [()] * 4
