from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from dragoman.archive.citing.days import apa_day, chicago_day, harvard_day, mla_day

DAY = date(2024, 9, 4)


def test_each_style_writes_days_by_its_own_book_in_english():
    assert (
        apa_day(DAY),
        chicago_day(DAY),
        mla_day(DAY),
        harvard_day(DAY),
        harvard_day(DAY, with_year=True),
    ) == (
        "2024, September 4",
        "September 4, 2024",
        "4 Sept. 2024",
        "4 September",
        "4 September 2024",
    )
    assert (apa_day(None), mla_day(date(2024, 5, 1))) == ("n.d.", "1 May 2024")


@pytest.mark.parametrize(("language", "written"), [("pt", "4 de setembro de 2024"), ("ar", "4 سبتمبر 2024")])
def test_and_as_readers_write_in_other_languages(language, written):
    with override(language):
        assert {apa_day(DAY), chicago_day(DAY), mla_day(DAY), harvard_day(DAY)} == {written}
