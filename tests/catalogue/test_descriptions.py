from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalogue.descriptions import (
    ChannelDescription,
    OwnerNote,
    checked_description,
    checked_owner,
    feed_address,
    known_timezone,
    page_address,
)
from dragoman.catalogue.errors import (
    BadWebAddress,
    ChannelRefused,
    DatesReversed,
    OwnerMissing,
    ReferenceMissing,
    UnknownCountry,
    UnknownLanguageTag,
    UnknownTimeZone,
)
from dragoman.catalogue.terms import OwnerKind

NOTE = OwnerNote("Norland State Broadcasting", OwnerKind.STATE, "Act 12 of 1994", date(1994, 1, 1))


def test_checked_description_has_each_value_in_its_one_form():
    said = ChannelDescription(
        name_original="  子午线  电视台 ",
        language="ZH-hans",
        languages=("zh", "RU", "zh"),
        country="China",
        timezone="asia/shanghai",
        website=" https://meridian.example/ ",
        feeds=("https://meridian.example/live.m3u8", ""),
        aliases=("Meridian", " ", "Meridian"),
    )
    assert checked_description(said) == ChannelDescription(
        name_original="子午线 电视台",
        language="zh-Hans",
        languages=("zh", "ru"),
        country="CN",
        timezone="Asia/Shanghai",
        website="https://meridian.example/",
        feeds=("https://meridian.example/live.m3u8",),
        aliases=("Meridian",),
    )


@pytest.mark.parametrize(
    ("changed", "error", "field", "said"),
    [
        ({"timezone": "Mars/Base"}, UnknownTimeZone, "timezone", "“Mars/Base” is not a time zone we know"),
        ({"country": "Norland"}, UnknownCountry, "country", "“Norland” is not a country we know"),
        ({"website": "meridian"}, BadWebAddress, "website", "“meridian” is not an address on the web"),
        ({"website": "javascript:alert(1)"}, BadWebAddress, "website", "“javascript:alert(1)”"),
        ({"website": "https://e.org/" + "x" * 200}, BadWebAddress, "website", "is not an address"),
        ({"feeds": ("file:///etc/passwd",)}, BadWebAddress, "feeds", "“file:///etc/passwd”"),
        ({"language": "Klingonish"}, UnknownLanguageTag, "language", "“Klingonish” is not a language"),
        ({"languages": ("en", "")}, UnknownLanguageTag, "languages", "is not a language"),
    ],
)
def test_mistake_is_named_with_its_field(changed, error, field, said):
    with pytest.raises(error) as caught:
        checked_description(replace(ChannelDescription(), **changed))
    assert (caught.value.field, said in str(caught.value)) == (field, True)


@pytest.mark.parametrize(
    ("changed", "error", "field"),
    [
        ({"owner": " \x00"}, OwnerMissing, "owner"),
        ({"reference": "  \n"}, ReferenceMissing, "reference"),
        ({"until": date(1993, 12, 31)}, DatesReversed, "until"),
    ],
)
def test_owner_needs_a_name_a_reference_and_dates_in_order(changed, error, field):
    with pytest.raises(error) as caught:
        checked_owner(replace(NOTE, **changed))
    assert caught.value.field == field


def test_owner_of_one_day_and_without_dates_stand():
    one_day = replace(NOTE, until=NOTE.since)
    undated = replace(NOTE, since=None)
    assert (checked_owner(one_day), checked_owner(undated)) == (one_day, undated)


@given(st.text())
def test_any_text_is_an_address_or_refused(text):
    for check in (page_address, feed_address, known_timezone):
        try:
            found = check(text)
        except ChannelRefused:
            continue
        assert check(found) == found
        assert len(found) <= 200
