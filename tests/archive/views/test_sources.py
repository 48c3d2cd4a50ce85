from __future__ import annotations

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from dragoman.catalogue.descriptions import ChannelDescription, OwnerNote
from dragoman.catalogue.models import Channel
from dragoman.catalogue.services import (
    ChannelEntry,
    describe_channel,
    file_channel,
    note_owner,
    rename_channel,
)
from dragoman.catalogue.terms import OwnerKind
from dragoman.publications.services import withdraw_publication
from dragoman.search.services import file_everything, turn_version
from tests.factories.clips import draft, published

HOSTILE = "</script><img src=x onerror=alert(1)>\u202e&\"'"


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "lxml")


def text(found):
    return " ".join(found.get_text().split())


def words(soup, selector):
    """With a space between elements that stand apart on the page."""
    return [" ".join(found.get_text(" ").split()) for found in soup.select(selector)]


def texts(soup, selector):
    return [text(found) for found in soup.select(selector)]


@pytest.fixture
def actor(world):
    return world.editor.actor


@pytest.fixture
def channel(actor):
    """Meridian TV, fully described, with two published clips."""
    published(actor)
    published(actor, title="The ferry gains a crossing")
    found = Channel.objects.get()
    describe_channel(
        channel=found,
        description=ChannelDescription(
            name_original="子午线电视台",
            transliteration="Ziwuxian Dianshitai",
            language="zh",
            languages=("zh", "ru"),
            place_name="Norland",
            timezone="Asia/Shanghai",
            website="https://meridian.example/about",
            feeds=("https://secret-feed.example/live",),
            rights="Quotation for reporting.",
            aliases=("Meridian",),
        ),
        actor=actor,
    )
    for note in (
        OwnerNote("Norland Radio", OwnerKind.PUBLIC, "Act 3", date(1980, 2, 1), date(1994, 1, 1)),
        OwnerNote("Norland State Broadcasting", OwnerKind.STATE, "https://acts.example/12", date(1994, 1, 1)),
        OwnerNote("Someone", OwnerKind.UNKNOWN, "Hearsay, 2001"),
    ):
        note_owner(channel=found, note=note, actor=actor)
    return found


def test_list_names_each_source_with_its_clips_and_days(client, channel):
    soup = page(client, "/sources")
    assert words(soup, ".sources li") == [
        "Meridian TV (Norland) 子午线电视台 Television 2 clips 9 April 2024"
    ]
    assert soup.select_one(".sources a")["href"] == "/sources/meridian-tv"
    assert text(soup.select_one(".nav--main [aria-current]")) == "Sources"
    assert soup.select_one("link[rel=canonical]")["href"].endswith("/sources")
    assert [link["hreflang"] for link in soup.select("link[rel=alternate][hreflang]")] == [
        *dict(settings.LANGUAGES),
        "x-default",
    ]


def test_empty_list_says_so(client, db):
    assert text(page(client, "/sources").select_one(".nothing h2")) == "No sources yet"


def test_source_without_a_published_clip_shows_nowhere(client, actor):
    draft(actor)
    withdraw_publication(publication=published(actor), reason="Twice.", actor=actor)
    assert texts(page(client, "/sources"), ".sources li") == []
    assert client.get("/sources/meridian-tv").status_code == 404


def test_page_tells_all_there_is(client, channel):
    soup = page(client, "/sources/meridian-tv")
    assert text(soup.h1) == "Meridian TV (Norland)"
    original = soup.select_one(".headline-orig")
    assert (original["lang"], text(original)) == ("zh", "子午线电视台")
    assert texts(soup, ".source-head .slate > span") == ["Sources", "Television", "2 clips", "9 April 2024"]
    assert text(soup.select_one(".transliteration")) == "Ziwuxian Dianshitai"
    assert texts(soup, ".facts dd") == [
        "Chinese and Russian",
        "Asia/Shanghai",
        "meridian.example",
        "Meridian",
    ]
    assert words(soup, ".owners li") == [
        "Norland State Broadcasting State since 1 January 1994 https://acts.example/12",
        "Someone Not known dates not known Hearsay, 2001",
        "Norland Radio Public service 1 February 1980 – 1 January 1994 Act 3",
    ]
    assert texts(soup, ".rights") == ["Quotation for reporting."]
    assert [(text(one), one.a["href"]) for one in soup.select(".heard:has(#people-h) li")] == [
        ("Lin Ruomei 2", "/people/lin-ruomei"),
        ("Vera Sokolskaya 2", "/people/vera-sokolskaya"),
    ]
    assert texts(soup, ".entry h3") == [
        "The ferry gains a crossing",
        "Night trains will cross the Selva bridge again",
    ]
    assert soup.select_one(".entry .slate a")["href"] == "/sources/meridian-tv"
    more = soup.select_one(".pager a")
    assert (text(more), more["href"]) == ("All 2 clips", "/clips?source=meridian-tv")


def test_feeds_are_for_the_desk_alone(client, channel):
    assert "secret-feed" not in client.get("/sources/meridian-tv").content.decode()


def test_page_says_the_same_to_machines(client, channel):
    said = json.loads(
        page(client, "/sources/meridian-tv").select_one("script[type='application/ld+json']").string
    )
    site = said.pop("@id").removesuffix("/sources/meridian-tv")
    assert said == {
        "@context": "https://schema.org",
        "@type": "BroadcastService",
        "name": "Meridian TV",
        "alternateName": ["子午线电视台", "Ziwuxian Dianshitai", "Meridian"],
        "url": f"{site}/sources/meridian-tv",
        "sameAs": ["https://meridian.example/about"],
        "inLanguage": ["zh", "ru"],
        "broadcastTimezone": "Asia/Shanghai",
    }


def test_renamed_source_keeps_its_address_and_its_old_name(client, channel, actor):
    rename_channel(channel=channel, name="Meridian World", from_day=date(2025, 3, 1), actor=actor)
    soup = page(client, "/sources/meridian-tv")
    assert text(soup.h1) == "Meridian World (Norland)"
    assert texts(soup, ".facts dd")[-1] == "Meridian TV, until 1 March 2025"
    # The clip was aired under the old name, and says so.
    assert texts(soup, ".entry .slate bdi") == ["Meridian TV", "Meridian TV"]


def test_sensitive_source_is_off_the_list_and_its_address_leads_to_its_clips(client, channel):
    Channel.objects.update(is_sensitive=True)
    turn_version()
    assert texts(page(client, "/sources"), ".sources li") == []
    assert "Source" not in texts(page(client, "/"), ".facet h2")
    answer = client.get("/ar/sources/meridian-tv")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ar/clips?source=meridian-tv")
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "Meridian TV" in client.get("/clips/1", follow=True).content.decode()


def test_clip_leads_to_its_source(client, channel):
    soup = BeautifulSoup(client.get("/clips/1", follow=True).content, "lxml")
    links = [link["href"] for link in soup.select("main .slate a, main .filed a") if "Meridian" in text(link)]
    assert links == ["/sources/meridian-tv"] * 2


@pytest.mark.parametrize(
    "slug", ["nothing", "%00", "%2E%2E", "%3Cscript%3E", "ｍeridian-tv", "x" * 200, "MERIDIAN-TV"]
)
def test_no_source_is_not_found(client, channel, slug):
    assert client.get(f"/sources/{slug}").status_code == 404


def test_slash_at_the_end_leads_to_the_page(client, channel):
    assert client.get("/sources/").headers["Location"] == "/sources"
    assert client.get("/ar/sources/meridian-tv/").headers["Location"] == "/ar/sources/meridian-tv"


@pytest.mark.parametrize("address", ["/sources", "/sources/meridian-tv"])
def test_hostile_names_stay_words(client, channel, actor, address):
    Channel.objects.update(
        name=HOSTILE,
        name_original=HOSTILE,
        transliteration=HOSTILE,
        aliases=[HOSTILE],
        rights=HOSTILE,
        place_name=HOSTILE,
        language="zz<",
        languages=["x<y"],
    )
    note_owner(channel=channel, note=OwnerNote(HOSTILE, OwnerKind.PARTY, HOSTILE), actor=actor)
    soup = page(client, address)
    assert soup.find_all("img", attrs={"onerror": True}) == []
    assert {script.get("type") for script in soup.find_all("script")} <= {"module", "application/ld+json"}
    assert "\u202e" not in soup.title.get_text()


def test_source_in_another_script_has_an_address_in_it(client, actor):
    file_channel(entry=ChannelEntry("قناة النهر", "Norland"), actor=actor)
    Channel.objects.update(aliases=["Meridian TV"])  # by which the clip's recording finds it
    published(actor)
    link = page(client, "/ar/sources").select_one(".sources a")["href"]
    soup = page(client, link)
    assert text(soup.h1) == "قناة النهر (Norland)"
    assert page(client, soup.select_one(".pager a")["href"]).select(".entry")


def test_pages_are_open_to_a_stranger_and_to_an_account_without_a_role(channel, world):
    outsider = Client()
    outsider.force_login(world.outsider, backend="django.contrib.auth.backends.ModelBackend")
    for client in (Client(), outsider):
        assert [client.get(path).status_code for path in ("/sources", "/sources/meridian-tv")] == [200, 200]
        assert client.post("/sources/meridian-tv").status_code == 405


def test_unchanged_page_is_not_sent_again(client, channel):
    etag = client.get("/sources/meridian-tv").headers["ETag"]
    assert client.get("/sources/meridian-tv", headers={"if-none-match": etag}).status_code == 304


def test_pages_cost_the_same_for_few_and_many(client, channel, actor, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(3):  # the version, what they cover, the sources
            page(client, "/sources")
        with django_assert_num_queries(10):
            page(client, "/sources/meridian-tv")
        with django_assert_num_queries(2):  # the version alone, for each
            page(client, "/sources"), page(client, "/sources/meridian-tv")
        for at in range(4):
            published(actor, title=f"Clip {at}")
            note = OwnerNote(f"Owner {at}", OwnerKind.PRIVATE, "Register")
            note_owner(channel=channel, note=note, actor=actor)
            file_channel(entry=ChannelEntry(f"Channel {at}", "CN"), actor=actor)


def test_long_list_of_people_is_folded(client, channel, actor):
    from dragoman.publications.models import Publication

    publication = Publication.objects.first()
    publication.card["voices"] = [[f"p-{at}", f"Person {at}"] for at in range(60)]
    publication.save()
    file_everything()
    soup = page(client, "/sources/meridian-tv")
    assert len(soup.select(".heard:has(#people-h) > .tags li")) == 24
    assert text(soup.select_one(".heard:has(#people-h) summary")) == "38 more"
