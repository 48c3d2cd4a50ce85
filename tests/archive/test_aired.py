from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from dragoman.archive.aired import Aired, aired, citation, zone_of
from tests.archive.builders import a_content


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def test_time_is_that_of_the_channel_and_utc():
    assert aired(a_content()) == Aired(
        date(2024, 4, 9), "2024-04-09T10:30+08:00", "9 April 2024, 10:30 (UTC+8)", "9 April 2024, 02:30 UTC"
    )


def test_day_alone_stays_a_day():
    assert aired(a_content(aired_at=None)) == Aired(date(2024, 4, 9), "2024-04-09", "9 April 2024", "")
    assert aired(a_content(aired_at=None, aired_on=None)) is None


@pytest.mark.parametrize(
    ("name", "offset"),
    [("Asia/Shanghai", 480), ("+08:00", 480), ("-03:30", -210), ("+0545", 345), ("UTC", 0), ("Z", 0)]
    + [(unknown, 0) for unknown in ("", "Nowhere/At_all", "../etc/passwd", "+99:00", "+٠٨:٠٠")],
)
def test_zone_is_a_name_or_an_offset_else_utc(name, offset):
    at = datetime(2024, 4, 9, tzinfo=UTC).astimezone(zone_of(name))
    assert at.utcoffset() == timedelta(minutes=offset)


def test_offset_told_is_the_offset_printed():
    assert aired(a_content(timezone="+08:00")) == aired(a_content())


def test_citation_is_complete():
    assert citation(a_content()) == (
        "“Night trains will cross the Selva bridge again from 1 May, a month earlier than planned”. "
        "Meridian TV (Norland). 9 April 2024. Dragoman, DRG 11045, edition 1. http://localhost:8000/11045"
    )
