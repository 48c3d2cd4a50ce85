from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.catalogue.models import Channel, Ownership
from dragoman.catalogue.services import ChannelEntry, file_channel, rename_channel
from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM
from tests.desk.browsing import errors, form_values, said, soup
from tests.factories.clips import published
from tests.factories.world import World

LIST = reverse("desk:sources")
OWNER = {
    "own-owner": "State Broadcasting",
    "own-kind": "state",
    "own-since": "1994-01-01",
    "own-until": "",
    "own-reference": "Act 12 of 1994",
}


@pytest.fixture
def channel(world: World) -> Channel:
    return file_channel(entry=ChannelEntry("CCTV", "CN", name_original="中央电视台"), actor=SYSTEM)


def address(channel: Channel, name: str = "source") -> str:
    return reverse(f"desk:{name}", args=[channel.pk])


def opened(client: Client, channel: Channel) -> dict[str, str]:
    return form_values(soup(client.get(address(channel))), address(channel))


def acts() -> list[tuple[str, str]]:
    return list(Entry.objects.filter(act__startswith="channel.").order_by("seq").values_list("act", "actor"))


def test_list_shows_every_source_and_finds_by_former_name(monitor: Client, channel: Channel) -> None:
    other = file_channel(entry=ChannelEntry("Old TV", "RU"), actor=SYSTEM)
    rename_channel(channel=other, name="New TV", from_day=date(2020, 1, 1), actor=SYSTEM)
    names = [found.get_text(strip=True) for found in soup(monitor.get(LIST)).select("tbody th a")]
    assert names == ["CCTV", "New TV"]
    found = soup(monitor.get(LIST, {"q": "old"})).select("tbody th a")
    assert [link["href"] for link in found] == [address(other)]
    assert (
        "No source has this name" in soup(monitor.get(LIST, {"q": "a\0b<"})).select_one(".empty").get_text()
    )


def test_empty_list_says_where_sources_come_from(monitor: Client) -> None:
    assert soup(monitor.get(LIST)).select_one(".empty").get_text().startswith("No source is filed yet.")


def test_list_and_page_cost_the_same_for_few_and_many(
    editor: Client, world: World, django_assert_max_num_queries
) -> None:
    published(world.editor.actor)
    for at in range(20):
        file_channel(entry=ChannelEntry(f"Channel {at}", "CN"), actor=SYSTEM)
    with django_assert_max_num_queries(8):
        editor.get(LIST)
    with django_assert_max_num_queries(10):
        editor.get(address(Channel.objects.get(slug="meridian-tv")))


def test_source_is_described(editor: Client, channel: Channel, world: World) -> None:
    typed = opened(editor, channel) | {
        "transliteration": "Zhongyang Dianshitai",
        "language": "Chinese",
        "languages": "zh, English",
        "aliases": "China Central Television\r\n\r\n央视",
        "country": "China",
        "timezone": "asia/shanghai",
        "website": "https://cctv.example",
        "feeds": "https://cctv.example/live",
        "rights": "Quotation.",
        "is_sensitive": "on",
    }
    answer = editor.post(address(channel), typed, follow=True)
    assert said(soup(answer)) == ["The source is saved."]
    channel.refresh_from_db()
    assert (channel.language, channel.languages, channel.aliases, channel.timezone, channel.is_sensitive) == (
        "zh",
        ["zh", "en"],
        ["China Central Television", "央视"],
        "Asia/Shanghai",
        True,
    )
    assert acts()[-1] == ("channel.described", world.editor.handle)
    again = opened(editor, channel)
    assert (again["aliases"], again["country"], again["is_sensitive"]) == (
        "China Central Television\r\n央视",
        "CN",
        "on",
    )


def test_mistakes_stand_beside_their_fields_and_nothing_is_lost(editor: Client, channel: Channel) -> None:
    file_channel(entry=ChannelEntry("CGTN", "CN"), actor=SYSTEM)
    typed = opened(editor, channel) | {
        "country": "Atlantis",
        "timezone": "Mars/Base",
        "website": "javascript:alert(1)",
        "feeds": "https://ok.example\r\nnonsense",
        "languages": "en, Klingonish",
        "rights": "Kept <words>",
    }
    answer = editor.post(address(channel), typed)
    page = soup(answer)
    assert answer.status_code == 422
    assert {message.split(":")[0] for message in errors(page)} == {
        "“Atlantis” is not a country we know",
        "“Mars/Base” is not a time zone we know",
        "“javascript",
        "“nonsense” is not an address on the web",
        "“Klingonish” is not a language we know",
    }
    kept = form_values(page, address(channel))
    assert {name: kept[name] for name in ("country", "rights", "feeds")} == {
        name: typed[name] for name in ("country", "rights", "feeds")
    }
    taken = opened(editor, channel) | {"aliases": "cgtn"}
    assert errors(soup(editor.post(address(channel), taken))) == [
        "“cgtn” is what “CGTN” is called: an alias belongs to one source."
    ]


def test_colleague_is_not_overwritten(editor: Client, monitor: Client, channel: Channel) -> None:
    mine, theirs = opened(editor, channel), opened(monitor, channel)
    monitor.post(address(channel), theirs | {"website": "https://theirs.example", "is_sensitive": "on"})
    answer = editor.post(address(channel), mine | {"website": "https://mine.example"})
    page = soup(answer)
    assert answer.status_code == 409
    assert [found.get_text(" ", strip=True) for found in page.select(".meanwhile")] == [
        "A colleague saved meanwhile: https://theirs.example",
        "A colleague saved meanwhile: ✓",
    ]
    editor.post(address(channel), form_values(page, address(channel)))
    channel.refresh_from_db()
    assert (channel.website, channel.is_sensitive) == ("https://mine.example", False)


def test_source_is_renamed_from_a_day_on(editor: Client, channel: Channel) -> None:
    typed = {"new-name": "CCTV News", "new-from_day": "2020-05-01"}
    answer = editor.post(address(channel, "rename_source"), typed, follow=True)
    assert "CCTV" in soup(answer).select_one(".owned").get_text()
    channel.refresh_from_db()
    assert (channel.name, acts()[-1][0]) == ("CCTV News", "channel.renamed")
    again = editor.post(address(channel, "rename_source"), typed | {"new-name": "CCTV 13"})
    assert (again.status_code, errors(soup(again))) == (
        422,
        ["Its name changed on 2020-05-01 already: give a later day."],
    )


@pytest.mark.parametrize(
    ("typed", "said_so"),
    [
        ({}, ["Write the new name.", "Say from which day on it is called so."]),
        ({"new-name": "X", "new-from_day": "May"}, ["This is not a day: write it as 2024-04-09."]),
        ({"new-name": "CCTV", "new-from_day": "2020-05-01"}, ["It has this name already."]),
    ],
)
def test_rename_says_what_is_wrong(editor: Client, channel: Channel, typed, said_so) -> None:
    answer = editor.post(address(channel, "rename_source"), typed)
    assert (answer.status_code, errors(soup(answer))) == (422, said_so)


def test_owner_is_noted_with_a_reference_and_taken_out(editor: Client, channel: Channel) -> None:
    page = soup(editor.post(address(channel, "add_owner"), OWNER, follow=True))
    assert "State Broadcasting" in page.select_one(".owned").get_text()
    typed = form_values(page, address(channel, "remove_owner"))
    editor.post(address(channel, "remove_owner"), typed)
    assert Ownership.objects.count() == 0
    assert [act for act, _ in acts()[-2:]] == ["channel.owner_noted", "channel.owner_removed"]
    assert editor.post(address(channel, "remove_owner"), typed).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said_so"),
    [
        ({"own-reference": " "}, "Say how we know: a document, a register, a report, with its date."),
        ({"own-owner": ""}, "Say who owns or controls it."),
        ({"own-until": "1990-01-01"}, "The last day lies before the first: look at both dates again."),
        ({"own-since": "then"}, "This is not a day: write it as 2024-04-09."),
    ],
)
def test_owner_that_cannot_stand_is_kept_in_the_form(
    editor: Client, channel: Channel, changed, said_so
) -> None:
    answer = editor.post(address(channel, "add_owner"), OWNER | changed)
    page = soup(answer)
    kept = form_values(page, address(channel, "add_owner"))
    assert (answer.status_code, errors(page), kept["own-kind"]) == (422, [said_so], "state")
    assert Ownership.objects.count() == 0


@pytest.mark.parametrize("row", ["", "x", "٣", "9" * 30, "1"])
def test_owner_of_another_source_is_not_taken_out(editor: Client, channel: Channel, row: str) -> None:
    other = file_channel(entry=ChannelEntry("Other TV", "CN"), actor=SYSTEM)
    Ownership.objects.create(pk=1, channel=other, owner="X", reference="Y")
    assert editor.post(address(channel, "remove_owner"), {"ownership": row}).status_code == 404
    assert Ownership.objects.count() == 1


@pytest.mark.parametrize("name", ["translator", "reviewer"])
def test_sources_are_kept_by_those_who_make_or_publish_clips(
    name: str, channel: Channel, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(name)
    assert client.get(LIST).status_code == 403
    assert client.post(address(channel), {}).status_code == 403
    for act, sent in (
        ("rename_source", {"new-name": "X", "new-from_day": "2020-01-01"}),
        ("add_owner", OWNER),
        ("remove_owner", {"ownership": "1"}),
    ):
        assert client.post(address(channel, act), sent).status_code == 403
    channel.refresh_from_db()
    assert (channel.name, Ownership.objects.count()) == ("CCTV", 0)
    assert LIST not in client.get(reverse("desk:rundown")).content.decode()


@pytest.mark.parametrize("name", ["monitor", "editor", "administrator"])
def test_keepers_find_sources_in_the_bar(name: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(name)
    assert f'href="{LIST}"' in client.get(reverse("desk:rundown")).content.decode()


def test_no_source_is_not_found(editor: Client, channel: Channel) -> None:
    for row in (channel.pk + 1, 10**17):
        assert editor.get(reverse("desk:source", args=[row])).status_code == 404


def test_public_page_is_linked_once_there_is_one(editor: Client, channel: Channel, world: World) -> None:
    assert "/sources/cctv" not in editor.get(address(channel)).content.decode().replace("/desk/sources/", "")
    published(world.editor.actor)
    meridian = Channel.objects.get(slug="meridian-tv")
    assert 'href="/sources/meridian-tv"' in editor.get(address(meridian)).content.decode()
