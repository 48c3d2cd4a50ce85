from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.archive.cards import kept_cards
from dragoman.archive.listing import lists
from dragoman.publications.services import reserve_number, withdraw_publication
from dragoman.search.services import file_everything
from tests.factories.clips import draft, published


def page(client, address="/"):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def text(found):
    return " ".join(found.get_text().split())


@pytest.fixture
def three(world):
    """1 published, 2 withdrawn, 3 reserved, 4 published."""
    actor = world.editor.actor
    published(actor)
    withdraw_publication(publication=published(actor, title="Twice"), reason="Same as <i>1</i>.", actor=actor)
    reserve_number(publication=draft(actor, title="Secret plans"), actor=actor)
    published(actor, title="The ferry gains a crossing")


def test_clips_are_listed_and_no_number_vanishes(client, three):
    soup = page(client)
    assert [link.get_text() for link in soup.select(".entry h3 a")] == [
        "The ferry gains a crossing",
        "Night trains will cross the Selva bridge again",
    ]
    stubs = [text(stub) for stub in soup.select(".entry-stub")]
    assert (stubs[0], stubs[1].endswith(": Same as <i>1</i>.")) == ("3 reserved, not published", True)
    assert text(soup.select_one(".index-head")) == "2 clips from 1 source, newest first"


def test_drafts_stay_unseen(client, three):
    assert "Secret plans" not in page(client).get_text()


def test_newest_clip_opens_the_page_in_both_languages(client, three):
    lead = page(client).select_one(".lead")
    quote, original = lead.select_one(".lead-quote .speech"), lead.select_one(".beside")
    assert quote.get_text() == "At first there will be two trains a day."
    assert (original["lang"], original.get_text()) == ("zh", "首批列车每天两班。")
    assert lead.select_one(".time")["href"] == "/clips/4/the-ferry-gains-a-crossing#s2"


def test_list_is_narrowed_and_widened_by_links(client, three):
    soup = page(client, "/clips?topic=railways&words=ferry")
    assert [link.get_text() for link in soup.select(".entry h3 a")] == ["The ferry gains a crossing"]
    assert [link["href"] for link in soup.select(".chosen a")] == [
        "/clips?words=ferry",
        "/clips?topic=railways",
    ]
    chosen = soup.select_one(".facet a[aria-current]")
    assert (text(chosen), chosen["href"]) == ("Railways chosen, take out 1", "/clips?words=ferry")
    assert soup.select(".lead") == []
    assert soup.select_one("meta[name=robots]")["content"] == "noindex, follow"


def test_nothing_found_says_what_to_do(client, three):
    soup = page(client, "/clips?words=submarine")
    assert text(soup.select_one(".nothing h2")) == "No clip matches all of this"


def test_empty_archive_says_what_to_do(client, db):
    soup = page(client)
    assert text(soup.select_one(".nothing h2")) == "No clips yet"
    assert (soup.select(".facets"), soup.select(".lead")) == ([], [])


@pytest.mark.parametrize(
    "query",
    [
        "?topic=%00",
        "?year=99999",
        "?before=nonsense",
        "?language=%3Cscript%3E",
        "?speaker=" + "x" * 3000,
        "?topic=a&topic=b",
    ],
)
def test_strange_addresses_are_answered(client, three, query):
    page(client, f"/clips{query}")


def test_words_asked_for_are_escaped(client, three):
    content = client.get("/clips", {"words": '"><script>alert(1)</script>'}).content
    assert b"<script>alert" not in content


def test_unchanged_list_is_not_sent_again(client, three):
    etag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"if-none-match": etag}).status_code == 304


def test_list_costs_the_same_for_few_and_many(client, world, django_assert_num_queries):
    for _ in range(2):
        for _ in range(4):
            published(world.editor.actor)
        kept_cards.clear()
        # The version, the keys, the stubs, the counts, hidden sources; the cards, and the lead's with its words.
        with django_assert_num_queries(8):
            page(client)
        lists.clear()
        with django_assert_num_queries(
            3
        ):  # cards, counts and lead are kept: the version, the keys, the stubs
            page(client)
        with django_assert_num_queries(1):
            page(client)


def test_list_in_arabic_is_mirrored(client, three):
    soup = page(client, "/ar/")
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert soup.select_one(".entry h3 a")["href"] == "/ar/clips/4/the-ferry-gains-a-crossing"


def test_duplicate_names_the_number_that_stays(client, world):
    kept, twin = published(world.editor.actor), published(world.editor.actor, title="Twin")
    withdraw_publication(
        publication=twin, reason="Made <i>twice</i>.", actor=world.editor.actor, survivor=kept
    )
    stub = page(client).select_one(".entry-stub")
    assert text(stub).endswith(": same recording as 1 · Made <i>twice</i>.")
    assert stub.a["href"] == "/clips/1/night-trains-will-cross-the-selva-bridge-again"
    assert page(client, "/ar/").select_one(".entry-stub a")["href"].startswith("/ar/clips/1/")


def test_list_names_no_more_people_the_more_there_are(client, world):
    publication = published(world.editor.actor)
    publication.card["voices"] = [[f"p-{at:03}", f"Person {at:03}"] for at in range(200)]
    publication.save()
    file_everything()
    soup = page(client, "/clips?speaker=p-150")
    people = next(one for one in soup.select(".facet") if one.h2.get_text() == "Person")
    assert len(people.select("li")) == 33  # the chosen one too
    assert text(people.select_one("[aria-current]")) == "Person 150 chosen, take out 1"
    assert people.select_one("details > a.more")["href"] == "/people"


def test_narrowed_home_page_leads_to_the_list(client, three):
    answer = client.get("/ar/?topic=railways&before=2024-04-09_7")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "/ar/clips?topic=railways&before=2024-04-09_7",
    )


def test_whole_list_is_for_search_engines_and_a_narrowed_one_is_not(client, three):
    whole, narrowed = page(client, "/clips"), page(client, "/clips?year=2024")
    assert whole.select_one("link[rel=canonical]")["href"].endswith("/clips")
    assert narrowed.select_one("meta[name=robots]")["content"] == "noindex, follow"
    assert client.get("/clips/?year=2024").headers["Location"] == "/clips?year=2024"
