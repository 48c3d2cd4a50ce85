from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from dragoman.archive.listing import lists
from dragoman.catalogue.models import Speaker, SpeakerRole
from dragoman.catalogue.profiles import RoleNote, SpeakerDescription, describe_speaker, note_role
from dragoman.catalogue.services import file_speaker
from dragoman.publications.models import Publication
from dragoman.publications.services import withdraw_publication
from dragoman.search.services import file_everything
from tests.factories.clips import draft, published


@pytest.fixture
def actor(world):
    return world.editor.actor


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "lxml")


def words(soup, selector):
    return [" ".join(found.get_text(" ").split()) for found in soup.select(selector)]


def test_people_are_listed_by_letter_with_their_clips(client, actor):
    published(actor)
    published(actor)
    soup = page(client, "/people")
    assert words(soup, ".names li") == ["Lin Ruomei 2", "Vera Sokolskaya 2"]
    assert words(soup, "h2.day") == ["L", "V"]
    assert soup.select_one(".names a")["href"] == "/people/lin-ruomei"
    assert words(soup, ".nav--main [aria-current]") == ["People"]


def test_people_of_drafts_and_withdrawn_clips_show_nowhere(client, actor):
    withdraw_publication(publication=published(actor), reason="Twice.", actor=actor)
    draft(actor)
    assert words(page(client, "/people"), ".nothing h2") == ["Nobody yet"]
    assert client.get("/people/lin-ruomei").status_code == 404
    assert words(page(client, "/people?q=lin"), ".names li") == []


def test_many_people_are_shown_by_letter_or_by_any_spelling(client, actor):
    publication = published(actor)
    publication.card["voices"] = [[f"p-{at}", f"Person {at}"] for at in range(130)] + [["ali", "Ali Ḥasan"]]
    publication.save()
    Speaker.objects.create(name="Ali Ḥasan", slug="ali", name_original="علي حسن", aliases=["Ali Hassan"])
    file_everything()
    soup = page(client, "/people")
    assert words(soup, ".letters a") == ["A", "P"]
    assert (len(soup.select(".names li")), words(soup, "h2.day")) == (24, ["Heard most"])
    assert words(page(client, "/people?letter=a"), ".names li") == ["Ali Ḥasan 1"]
    for asked in ("hassan", "علي"):
        assert words(page(client, f"/people?q={asked}"), ".names li") == ["Ali Ḥasan 1"]
    assert words(page(client, "/people?q=nobody"), ".nothing h2") == ["Nobody of that name"]


def test_person_has_everything_said_with_its_second(client, actor):
    published(actor)
    soup = page(client, "/people/lin-ruomei")
    assert words(soup, "h1") == ["Lin Ruomei"]
    assert words(soup, ".said-list li") == [
        "0:01 Night trains will run again from 1 May. 夜间列车将从五月一日起恢复通行。",
        "0:07 At first there will be two trains a day. 首批列车每天两班。",
    ]
    link, original = soup.select_one(".said-list a"), soup.select_one(".said-list .beside")
    assert link["href"] == "/clips/1/night-trains-will-cross-the-selva-bridge-again#s1"
    assert (original["lang"], original["dir"]) == ("zh", "ltr")
    assert words(soup, ".said-in .slate > *")[:4] == [
        "1",
        "9 April 2024",
        "Meridian TV (Norland)",
        "spokesperson",
    ]
    assert words(soup, "#told-h ~ ol li") == ["spokesperson 9 April 2024 · 1 clip"]
    assert words(soup, ".heard .tags li") == ["Public works 1", "Railways 1", "Meridian TV 1"]
    assert soup.select_one(".pager a")["href"] == "/clips?speaker=lin-ruomei"


def test_roles_that_came_with_a_draft_show_nowhere(client, actor):
    published(actor)
    file_speaker(name="Lin Ruomei", role="secret envoy", on=date(2025, 1, 1))
    assert SpeakerRole.objects.filter(role="secret envoy").exists()
    assert "secret envoy" not in client.get("/people/lin-ruomei").content.decode()


def test_what_the_desk_writes_of_a_person_shows_with_its_days(client, actor):
    published(actor)
    page(client, "/people/lin-ruomei")
    speaker = Speaker.objects.get(slug="lin-ruomei")
    describe_speaker(
        speaker=speaker,
        said=SpeakerDescription("Lin Ruomei", "林若梅", "zh", ("Lin Jo-mei", "<b>Lin</b>")),
        actor=actor,
    )
    note_role(speaker=speaker, note=RoleNote("Mayor", date(2001, 1, 1), date(2005, 1, 1)), actor=actor)
    note_role(speaker=speaker, note=RoleNote("Minister", date(2006, 1, 1), None, "Gazette 7"), actor=actor)
    soup = page(client, "/people/lin-ruomei")
    assert soup.select_one(".headline-orig")["lang"] == "zh"
    assert words(soup, ".facts dd") == ["Lin Jo-mei <b>Lin</b>"]
    assert words(soup, "#roles-h ~ ol li") == [
        "Minister since 1 January 2006 Gazette 7",
        "Mayor 1 January 2001 – 1 January 2005",
    ]


def test_renamed_person_keeps_the_address_and_clips_their_words(client, actor):
    published(actor)
    speaker = Speaker.objects.get(slug="lin-ruomei")
    describe_speaker(speaker=speaker, said=SpeakerDescription("Lin Jo-mei"), actor=actor)
    soup = page(client, "/people/lin-ruomei")
    assert words(soup, "h1") == ["Lin Jo-mei"]
    assert "named here as Lin Ruomei" in words(soup, ".said-in .slate > *")
    assert words(page(client, "/people"), ".names li")[0] == "Lin Jo-mei 1"


def test_long_record_goes_on_by_key(client, actor):
    for at in range(9):
        published(actor, title=f"Clip {at}")
    first = page(client, "/people/lin-ruomei")
    assert len(first.select(".said-in")) == 8
    older = first.select_one(".pager a[rel=next]")["href"]
    second = page(client, older)
    assert words(second, ".said-in h3") == ["Clip 0"]
    assert words(second, ".pager a") == ["To the newest"]


def test_page_costs_the_same_for_few_and_many(client, actor, django_assert_num_queries):
    for _ in range(2):
        for _ in range(3):
            published(actor)
        with django_assert_num_queries(13):
            page(client, "/people/lin-ruomei")
        with django_assert_num_queries(1):
            page(client, "/people/lin-ruomei")
        lists.clear()
        with django_assert_num_queries(1):
            page(client, "/people")


@pytest.mark.parametrize("slug", ["nobody", "%00", "%3Cscript%3E", "x" * 200])
def test_nobody_is_not_found(client, actor, slug):
    published(actor)
    assert client.get(f"/people/{slug}").status_code == 404


@pytest.mark.parametrize("query", ["?before=nonsense", "?letter=%00", "?q=%00", "?letter=%F0%9F%98%80"])
def test_strange_questions_are_answered(client, actor, query):
    published(actor)
    page(client, f"/people{query}")
    page(client, f"/people/lin-ruomei{query}")


def test_withdrawn_clip_leaves_the_persons_page_at_once(client, actor):
    published(actor, title="Kept"), published(actor, title="Gone")
    page(client, "/people/lin-ruomei")
    withdraw_publication(publication=Publication.objects.get(number=2), reason="Twice.", actor=actor)
    assert words(page(client, "/people/lin-ruomei"), ".said-in h3") == ["Kept"]


def test_slash_at_the_end_leads_to_the_page(client, db):
    assert client.get("/people/").headers["Location"] == "/people"
    assert client.get("/ar/people/lin/").headers["Location"] == "/ar/people/lin"
