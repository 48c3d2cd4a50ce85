from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dragoman.catalogue.descriptions import ChannelDescription, OwnerNote
from dragoman.catalogue.errors import AliasTaken, DatesReversed, NameTaken, RenamedLater, UnknownTimeZone
from dragoman.catalogue.models import Channel, Ownership, Speaker, Topic
from dragoman.catalogue.services import (
    ChannelEntry,
    NoName,
    describe_channel,
    file_channel,
    file_speaker,
    file_topics,
    note_owner,
    remove_owner,
    rename_channel,
)
from dragoman.catalogue.terms import OutletType, OwnerKind
from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM

pytestmark = pytest.mark.django_db

OWNER = OwnerNote("Norland State Broadcasting", OwnerKind.STATE, "Act 12 of 1994", date(1994, 1, 1))


def lines_of(act):
    return [
        json.loads(bytes(entry.line))["detail"] for entry in Entry.objects.filter(act=act).order_by("seq")
    ]


def test_channel_is_filed_once():
    first = file_channel(entry=ChannelEntry("CCTV", "China"), actor=SYSTEM)
    again = file_channel(entry=ChannelEntry(" cctv ", "CN"), actor=SYSTEM)
    assert (again, first.country, first.place_name, first.slug) == (first, "CN", "", "cctv")


def test_channels_of_one_name_in_two_countries_are_two():
    one = file_channel(entry=ChannelEntry("Channel 1", "RU"), actor=SYSTEM)
    other = file_channel(entry=ChannelEntry("Channel 1", "IL"), actor=SYSTEM)
    assert (one.slug, other.slug) == ("channel-1", "channel-1-2")


def test_printed_place_is_kept_beside_its_country():
    channel = file_channel(entry=ChannelEntry("Al-Aqsa TV", "Hamas - Gaza"), actor=SYSTEM)
    assert (channel.country, channel.place_name) == ("PS", "Hamas - Gaza")


def test_invented_place_has_no_country():
    channel = file_channel(entry=ChannelEntry("Harbour TV", "Norland"), actor=SYSTEM)
    assert (channel.country, channel.place_name) == ("", "Norland")


def test_entry_without_country_finds_the_only_channel_of_that_name():
    known = file_channel(entry=ChannelEntry("CCTV", "CN"), actor=SYSTEM)
    assert file_channel(entry=ChannelEntry("CCTV"), actor=SYSTEM) == known
    file_channel(entry=ChannelEntry("CCTV", "GB"), actor=SYSTEM)
    third = file_channel(entry=ChannelEntry("CCTV"), actor=SYSTEM)
    assert (third.country, Channel.objects.count()) == ("", 3)


def test_alias_finds_the_channel():
    known = file_channel(entry=ChannelEntry("Rossiya 1", "RU"), actor=SYSTEM)
    known.aliases = ["Russia-1", "Россия 1"]
    known.save()
    assert file_channel(entry=ChannelEntry("russia-1", "Russia"), actor=SYSTEM) == known


def test_renamed_channel_keeps_its_former_name():
    channel = file_channel(entry=ChannelEntry("Old TV", "CN"), actor=SYSTEM)
    rename_channel(channel=channel, name="New TV", from_day=date(2020, 1, 1), actor=SYSTEM)
    assert [(one.name, one.until) for one in channel.former_names.all()] == [("Old TV", date(2020, 1, 1))]
    assert Channel.objects.get().name == "New TV"


def test_former_name_finds_the_channel_unless_another_has_it_now():
    channel = file_channel(entry=ChannelEntry("Old TV", "CN"), actor=SYSTEM)
    rename_channel(channel=channel, name="New TV", from_day=date(2020, 1, 1), actor=SYSTEM)
    assert file_channel(entry=ChannelEntry("old tv", "CN"), actor=SYSTEM) == channel
    heir = Channel.objects.create(name="Old TV", country="CN", slug="heir")
    assert file_channel(entry=ChannelEntry("Old TV", "CN"), actor=SYSTEM) == heir


@pytest.mark.parametrize(
    ("name", "from_day", "error"),
    [
        ("New TV", date(2021, 1, 1), NameTaken),
        ("Other TV", date(2021, 1, 1), NameTaken),
        ("Third TV", date(2020, 1, 1), RenamedLater),
        ("Third TV", datetime.now(UTC).date() + timedelta(days=3), RenamedLater),
    ],
)
def test_rename_that_would_bend_history_is_refused(name, from_day, error):
    channel = file_channel(entry=ChannelEntry("Old TV", "CN"), actor=SYSTEM)
    file_channel(entry=ChannelEntry("Other TV", "CN"), actor=SYSTEM)
    rename_channel(channel=channel, name="New TV", from_day=date(2020, 1, 1), actor=SYSTEM)
    with pytest.raises(error):
        rename_channel(channel=channel, name=name, from_day=from_day, actor=SYSTEM)
    assert [row.name for row in channel.former_names.all()] == ["Old TV"]


def test_described_channel_says_all_of_it_and_the_ledger_which_fields():
    channel = file_channel(entry=ChannelEntry("Meridian TV", "Norland"), actor=SYSTEM)
    said = ChannelDescription(
        name_original="子午线电视台",
        transliteration="Ziwuxian Dianshitai",
        language="zh",
        languages=("zh", "ru"),
        country="cn",
        place_name="Norland",
        outlet_type=OutletType.RADIO,
        timezone="Asia/Shanghai",
        website="https://meridian.example",
        feeds=("https://meridian.example/live",),
        rights="Quotation.",
        aliases=("Meridian",),
        is_sensitive=True,
    )
    describe_channel(channel=channel, description=said, actor=SYSTEM)
    describe_channel(channel=channel, description=said, actor=SYSTEM)
    kept = Channel.objects.values().get()
    assert kept == {
        "id": channel.pk,
        "broadcaster_id": None,
        "name": "Meridian TV",
        "slug": "meridian-tv",
        "name_original": "子午线电视台",
        "transliteration": "Ziwuxian Dianshitai",
        "language": "zh",
        "languages": ["zh", "ru"],
        "country": "CN",
        "place_name": "Norland",
        "outlet_type": "radio",
        "timezone": "Asia/Shanghai",
        "website": "https://meridian.example",
        "feeds": ["https://meridian.example/live"],
        "rights": "Quotation.",
        "aliases": ["Meridian"],
        "is_sensitive": True,
    }
    assert lines_of("channel.described") == [
        {"fields": sorted(set(kept) - {"id", "broadcaster_id", "name", "slug", "place_name"})}
    ]


@pytest.mark.parametrize("alias", ["rossiya 1", "РОССИЯ-1"])
def test_alias_belongs_to_one_channel(alias):
    known = file_channel(entry=ChannelEntry("Rossiya 1", "RU"), actor=SYSTEM)
    describe_channel(
        channel=known, description=ChannelDescription(country="RU", aliases=("Россия-1",)), actor=SYSTEM
    )
    other = file_channel(entry=ChannelEntry("Rossiya 24", "RU"), actor=SYSTEM)
    with pytest.raises(AliasTaken, match="Rossiya 1"):
        describe_channel(
            channel=other, description=ChannelDescription(country="RU", aliases=(alias,)), actor=SYSTEM
        )
    abroad = file_channel(entry=ChannelEntry("Rossiya", "DE"), actor=SYSTEM)
    described = ChannelDescription(country="DE", aliases=(alias,))
    assert describe_channel(channel=abroad, description=described, actor=SYSTEM).aliases == [alias]


def test_channel_cannot_move_to_where_its_name_is_taken():
    file_channel(entry=ChannelEntry("Channel 1", "RU"), actor=SYSTEM)
    other = file_channel(entry=ChannelEntry("Channel 1", "IL"), actor=SYSTEM)
    with pytest.raises(NameTaken):
        describe_channel(channel=other, description=ChannelDescription(country="Russia"), actor=SYSTEM)


def test_refused_description_changes_nothing():
    channel = file_channel(entry=ChannelEntry("CCTV", "CN"), actor=SYSTEM)
    with pytest.raises(UnknownTimeZone):
        describe_channel(
            channel=channel, description=ChannelDescription(country="CN", timezone="Nowhere"), actor=SYSTEM
        )
    assert lines_of("channel.described") == []


def test_owner_is_noted_once_and_taken_out():
    channel = file_channel(entry=ChannelEntry("CCTV", "CN"), actor=SYSTEM)
    first = note_owner(channel=channel, note=OWNER, actor=SYSTEM)
    again = note_owner(
        channel=channel, note=replace(OWNER, owner=" Norland  State Broadcasting"), actor=SYSTEM
    )
    row = first.pk
    assert (again, lines_of("channel.owner_noted")) == (
        first,
        [{"owner": row, "kind": "state", "since": "1994-01-01"}],
    )
    remove_owner(ownership=first, actor=SYSTEM)
    assert (Ownership.objects.count(), lines_of("channel.owner_removed")) == (0, [{"owner": row}])


def test_owner_with_reversed_dates_is_refused():
    channel = file_channel(entry=ChannelEntry("CCTV", "CN"), actor=SYSTEM)
    with pytest.raises(DatesReversed):
        note_owner(channel=channel, note=replace(OWNER, until=date(1990, 1, 1)), actor=SYSTEM)


def test_nameless_channel_is_refused():
    with pytest.raises(NoName):
        file_channel(entry=ChannelEntry("  \x00 "), actor=SYSTEM)


def test_speaker_gathers_roles():
    for role in ("Foreign Minister", "Prime Minister", "Foreign Minister", ""):
        file_speaker(name="Vera  Sokolskaya", role=role, on=date(2024, 4, 9))
    speaker = Speaker.objects.get()
    assert (speaker.name, [role.role for role in speaker.roles.all()]) == (
        "Vera Sokolskaya",
        ["Foreign Minister", "Prime Minister"],
    )


def test_topics_are_filed_once_and_in_any_script():
    topics = file_topics(names=["Railways", "railways", "", "السكك الحديدية", "!!!"])
    assert len(topics) == Topic.objects.count() == 3
    assert [topic.slug for topic in topics[:2]] == ["railways", "السكك-الحديدية"]
