from __future__ import annotations

from datetime import date

import pytest

from dragoman.catalogue.selectors import channel_by_id, channel_by_slug, channels, channels_named
from dragoman.catalogue.services import ChannelEntry, file_channel, rename_channel
from dragoman.ledger.terms import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    rossiya = file_channel(entry=ChannelEntry("Rossiya 1", "RU", name_original="Россия 1"), actor=SYSTEM)
    cctv = file_channel(entry=ChannelEntry("Beijing Television", "CN"), actor=SYSTEM)
    cctv = rename_channel(channel=cctv, name="CCTV", from_day=date(1978, 5, 1), actor=SYSTEM)
    cctv.aliases = ["中国中央电视台"]
    cctv.is_sensitive = True
    cctv.save()
    return rossiya, cctv


def test_channels_stand_by_name(two):
    assert [channel.name for channel in channels()] == ["CCTV", "Rossiya 1"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ["CCTV", "Rossiya 1"]),
        ("россия", ["Rossiya 1"]),
        ("1 ROSS", ["Rossiya 1"]),
        ("beijing", ["CCTV"]),
        ("中央", ["CCTV"]),
        ("%", []),
        ("beijing россия", []),
    ],
)
def test_channel_is_found_by_any_of_its_names(two, words, names):
    assert [channel.name for channel in channels_named(words)] == names


def test_search_costs_the_same_for_many(two, django_assert_num_queries):
    for at in range(10):
        file_channel(entry=ChannelEntry(f"Channel {at}", "CN"), actor=SYSTEM)
    with django_assert_num_queries(2):
        assert len(channels_named("channel")) == 10


def test_channel_comes_with_its_history(two, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = channel_by_slug("beijing-television")
        former = [row.name for row in found.former_names.all()]
        owners = list(found.ownerships.all())
    assert (found, former, owners) == (two[1], ["Beijing Television"], [])
    assert (channel_by_id(found.pk), channel_by_slug("nothing"), channel_by_id(10**17)) == (found, None, None)
