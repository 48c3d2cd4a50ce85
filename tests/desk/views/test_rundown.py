from __future__ import annotations

from django.test import Client
from django.urls import reverse

from dragoman.publications.models import Publication
from dragoman.publications.services import submit_for_review
from tests.desk.browsing import soup
from tests.factories import clips
from tests.factories.world import World

RUNDOWN = reverse("desk:rundown")


def lists(client: Client, query: str = "") -> dict[str, list[str]]:
    page = soup(client.get(RUNDOWN + query))
    return {
        section.h2.contents[0].strip(): [title.get_text() for title in section.select(".run-title")]
        for section in page.select("section.run")
    }


def test_rundown_files_each_clip_under_its_state(editor: Client, world: World) -> None:
    clips.draft(world.monitor.actor, title="A draft")
    waiting = clips.draft(world.monitor.actor, title="In review")
    submit_for_review(publication=waiting, actor=world.monitor.actor)
    clips.published(world.editor.actor, title="Out")
    assert lists(editor) == {
        "Waiting for review": ["In review"],
        "Drafts": ["A draft"],
        "Published recently": ["Out"],
    }


def test_empty_rundown_says_what_to_do_first(monitor: Client) -> None:
    page = soup(monitor.get(RUNDOWN))
    assert page.select_one("#first-h").get_text() == "Nothing is in hand yet"
    assert page.select_one(".first a.button")["href"] == reverse("desk:new_clip")


def test_empty_rundown_offers_no_button_to_those_who_make_no_clips(reviewer: Client) -> None:
    assert soup(reviewer.get(RUNDOWN)).select("a.button") == []


def test_rundown_is_searched_by_number_and_by_words(editor: Client, world: World) -> None:
    out = clips.published(world.editor.actor, title="Harbour lamps")
    clips.draft(world.monitor.actor, title="School gardens")
    assert lists(editor, f"?q=%23{out.number}") == {"Found": ["Harbour lamps"]}
    assert lists(editor, "?q=GARDENS") == {"Found": ["School gardens"]}
    assert lists(editor, "?q=meridian") == {"Found": ["Harbour lamps", "School gardens"]}


def test_search_without_an_answer_says_so(editor: Client, draft: Publication) -> None:
    page = soup(editor.get(RUNDOWN + "?q=<b>x"))
    assert (
        page.select_one(".empty").get_text()
        == "No clip has “<b>x” in its number, title, channel or file name."
    )


def test_rundown_costs_the_same_for_many_clips(
    editor: Client, world: World, django_assert_max_num_queries
) -> None:
    for at in range(8):
        clips.draft(world.monitor.actor, title=f"Draft {at}")
    with django_assert_max_num_queries(20):
        editor.get(RUNDOWN)
