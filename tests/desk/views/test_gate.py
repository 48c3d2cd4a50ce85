from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from dragoman.publications.selectors import content_of
from dragoman.publications.services import submit_for_review
from dragoman.reviews.models import Override
from dragoman.translations.services import write_translation
from tests.desk.conftest import browser_of
from tests.factories import clips

pytestmark = pytest.mark.django_db

REASON = "The reviewer is away until Monday."


@pytest.fixture
def held(world):
    """A draft that a translator wrote and nobody has reviewed."""
    return clips.draft(world.translator.actor, ready=False)


def at(name, publication):
    return reverse(f"desk:{name}", args=[publication.clip_id])


def page(browser, name, publication):
    return BeautifulSoup(browser.get(at(name, publication)).content, "lxml")


def approve_all(browser, publication):
    for form in page(browser, "review", publication).select("form[action$='/review/approve/']"):
        browser.post(form["action"], {one["name"]: one["value"] for one in form.select("input[name]")})


def test_publishing_is_not_offered_while_something_holds_back(editor, held):
    soup = page(editor, "publish", held)
    assert [group.text for group in soup.select(".gate-group h3")] == ["Not reviewed by a person"]
    assert [button.text for button in soup.select("main .form-end a")] == [
        "Review the sentences",
        "Back to the clip",
    ]


def test_forced_publication_is_refused_in_words(editor, held):
    seen = page(editor, "publish", held)
    assert seen.select_one("input[name=seen]") is None
    from dragoman.reviews.copies import copy_digest

    response = editor.post(at("publish", held), {"seen": copy_digest(held.clip), "accept": "on"})
    assert (response.status_code, "is held back" in response.content.decode()) == (422, True)


def test_from_the_first_word_to_publication_each_at_their_own_step(
    world, monitor, translator, reviewer, editor, held
):
    submit_for_review(publication=held, actor=world.translator.actor)
    approve_all(translator, held)  # holds no such role: nothing comes of it
    assert page(translator, "review", held).select("form[action$='/review/approve/']") == []
    approve_all(reviewer, held)
    assert [browser.get(at("publish", held)).status_code for browser in (monitor, translator, reviewer)] == [
        403
    ] * 3
    soup = page(editor, "publish", held)
    assert soup.select_one("#gate-h").text == "Nothing holds it back"
    form = {one["name"]: one.get("value", "on") for one in soup.select("form.form input[name]")}
    assert editor.post(at("publish", held), form).status_code == 302
    content = content_of(held.editions.get())
    assert (content.eyes, content.reviewers, content.overrides) == ("two", (world.reviewer.handle,), ())


def test_editor_lets_a_finding_pass_with_a_reason_and_takes_it_back(editor, held, world):
    editor.post(at("let_pass", held), {"rule": "unreviewed", "reason": REASON})
    soup = page(editor, "publish", held)
    assert (soup.select_one("#gate-h").text, REASON in soup.text) == ("Nothing holds it back", True)
    editor.post(at("take_back", held), {"override": Override.objects.get().pk})
    assert page(editor, "publish", held).select_one("#gate-h").text == "What holds it back"


def test_reason_that_is_none_is_refused_in_words(editor, held):
    response = editor.post(at("let_pass", held), {"rule": "unreviewed", "reason": "ok"}, follow=True)
    assert "Give the reason in a few words" in response.content.decode()
    assert not Override.objects.exists()


def test_changed_sentence_is_not_approved_as_it_was(world, reviewer, held):
    form = page(reviewer, "review", held).select("form[action$='/review/approve/']")[-1]
    write_translation(clip=held.clip, language="en", texts={"3": "None was."}, actor=world.translator.actor)
    data = {one["name"]: one["value"] for one in form.select("input[name]")}
    assert data["label"] == "3"
    response = reviewer.post(form["action"], data, follow=True)
    assert "changed after you opened the page" in response.content.decode()


def test_review_shows_what_changed_since_the_last_edition(world, reviewer):
    publication = clips.published(world.translator.actor)
    write_translation(
        clip=publication.clip,
        language="en",
        texts={"1": "Night trains will run again from 1 June."},
        actor=world.translator.actor,
    )
    soup = page(reviewer, "review", publication)
    assert [one.text for one in soup.select("#s1 del, #s1 ins")] == ["May", "June"]
    assert soup.select("#s2 del") == []


@pytest.mark.parametrize("role", ["monitor", "translator", "reviewer", "administrator"])
def test_only_an_editor_lets_pass(world, held, role):
    browser = browser_of(getattr(world, role))
    answers = [
        browser.post(at("let_pass", held), {"rule": "unreviewed", "reason": REASON}).status_code,
        browser.post(at("take_back", held), {"override": "1"}).status_code,
    ]
    assert (answers, Override.objects.count()) == ([403, 403], 0)


@pytest.mark.parametrize("name", ["review", "approve_sentence", "let_pass", "take_back"])
def test_outsider_and_stranger_are_kept_out(world, held, name):
    assert browser_of(world.outsider).get(at(name, held)).status_code == 403
    assert Client().get(at(name, held))["Location"].startswith("/accounts/login/")


def test_override_of_another_clip_is_not_found(editor, held, world):
    other = clips.draft(world.translator.actor)
    stranger = Override.objects.filter(clip=other.clip).first()
    assert [
        editor.post(at("take_back", held), {"override": given}).status_code
        for given in (stranger.pk, "x", "")
    ] == [404, 404, 404]
