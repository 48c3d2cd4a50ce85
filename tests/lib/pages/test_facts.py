"""Weighing facts."""

from __future__ import annotations

from datetime import date

from dragoman.lib.pages.dates import DateFound
from dragoman.lib.pages.embedded import Hints
from dragoman.lib.pages.facts import Weighed, weigh
from dragoman.lib.pages.fields import Field, Kind
from dragoman.lib.pages.header import Fact
from dragoman.lib.pages.terms import PageSource

DAY = date(2024, 4, 9)


def test_introduction_gives_day_and_source_when_nothing_else_does() -> None:
    intro = "Following are excerpts from an interview with X, which aired on Al-Example TV (Qatar) on April 9, 2024:"
    assert weigh([], Hints(), intro=intro, prose="") == Weighed(
        None,
        DAY,
        None,
        (PageSource("Al-Example TV", "Qatar", "QA"),),
        ("The source “Al-Example TV (Qatar)” was taken from the introduction.",),
    )


def test_stated_day_is_kept_and_a_different_introduction_is_said() -> None:
    facts = [Fact(Field(Kind.DATE, "April 9, 2024"), 3)]
    weighed = weigh(facts, Hints(), intro="which aired on April 8, 2024:", prose="")
    assert weighed.aired_on == DAY
    assert weighed.doubts == (
        "The page is dated 2024-04-09 but its introduction says 2024-04-08; 2024-04-09 was kept.",
    )


def test_day_of_publication_is_doubted() -> None:
    weighed = weigh([], Hints(published=DateFound(DAY)), intro="", prose="")
    assert weighed.aired_on == DAY
    assert weighed.doubts == (
        "2024-04-09 is when the page was published; it doesn't say when the broadcast aired.",
    )


def test_differing_running_times_are_said() -> None:
    facts = [Fact(Field(Kind.DURATION, "2:01"), 3)]
    weighed = weigh(facts, Hints(duration_ms=300_000), intro="", prose="")
    assert weighed.duration_ms == 121_000
    assert weighed.doubts == ("The page shows 121 seconds but its own data says 300; the shown was kept.",)


def test_country_on_its_own_line_joins_the_source() -> None:
    facts = [Fact(Field(Kind.SOURCE, "Channel 1"), 1), Fact(Field(Kind.COUNTRY, "Iran"), 2)]
    assert weigh(facts, Hints(), intro="", prose="").sources == (PageSource("Channel 1", "Iran", "IR"),)
