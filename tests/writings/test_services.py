from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, transaction

from dragoman.imprint.models import Standing
from dragoman.ledger.models import Entry
from dragoman.writings.errors import PageRefused, WrittenMeanwhile
from dragoman.writings.models import Page, PageVersion
from dragoman.writings.selectors import PageGone, foot_entries, page_for_readers, public_pages
from dragoman.writings.services import (
    arrange_page,
    bring_back_page,
    delete_page,
    open_text,
    publish_text,
    restore_version,
    save_text,
    start_page,
    take_over_page,
    unpublish_text,
)
from dragoman.writings.terms import HOUSE_PAGES, SUMMARY_MOST, TEXT_MOST, Typed
from tests.writings.pages import begun, text_of, written


@pytest.fixture
def actor(world):
    return world.editor.actor


def acts() -> list[str]:
    return list(Entry.objects.filter(subject__startswith="page:").values_list("act", flat=True))


def test_page_begins_at_an_address_made_of_words(actor):
    made = [start_page(address=text, actor=actor).slug for text in ("Open Letters!", "نامه‌های باز")]
    assert made == ["open-letters", "نامه-های-باز"]
    assert acts() == ["page.started", "page.started"]


@pytest.mark.parametrize("address", ["", "!!", "about", "About", "Open letters"])
def test_address_of_another_is_refused(actor, address):
    start_page(address="open letters", actor=actor)
    with pytest.raises(PageRefused) as refused:
        start_page(address=address, actor=actor)
    assert refused.value.field == "address"


def test_house_page_is_taken_over_with_our_text(actor):
    page = take_over_page(slug="about", actor=actor)
    text = open_text(page=page, language="en")
    assert (text.title, text.standing, take_over_page(slug="about", actor=actor)) == (
        "About {site}",
        None,
        page,
    )
    assert open_text(page=page, language="fa").title == "دربارهٔ {site}"
    with pytest.raises(PageRefused):
        open_text(page=page, language="tlh")


def test_saving_is_for_the_desk_alone_and_publishing_tells_the_ledger(actor):
    text = begun("letters", "en", "Letters", "Words.", actor)
    assert (text.revision, text.saved_by, page_for_readers("letters", "en")) == (1, actor.handle, None)
    version = publish_text(text=text, seen=1, actor=actor, why="first")
    assert page_for_readers("letters", "en").wording.text == "Words."
    assert (version.ordinal, version.made_by, version.why) == (1, actor.handle, "first")
    line = json.loads(bytes(Entry.objects.get(act="page.published").line))
    assert (line["detail"]["language"], line["detail"]["version"]) == ("en", 1)
    assert "Words" not in json.dumps(line)
    assert Standing.objects.get(pk=1).version > 0


def test_colleagues_words_are_never_overwritten(actor, world):
    text = begun("letters", "en", "Letters", "Words.", actor)
    save_text(text=text, typed=Typed("Letters", "", "Theirs."), seen=1, actor=world.administrator.actor)
    with pytest.raises(WrittenMeanwhile):
        save_text(text=text, typed=Typed("Letters", "", "Mine."), seen=1, actor=actor)
    with pytest.raises(WrittenMeanwhile):
        publish_text(text=text, seen=1, actor=actor)
    assert text_of("letters", "en").text == "Theirs."


def test_same_words_twice_are_one_saving(actor):
    text = begun("letters", "en", "Letters", "Words.", actor)
    assert save_text(text=text, typed=Typed("Letters ", "", "Words.\r\n"), seen=0, actor=actor).revision == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (Typed("x" * 121, "", ""), "title"),
        (Typed("", "x" * (SUMMARY_MOST + 1), ""), "summary"),
        (Typed("", "", "x" * (TEXT_MOST + 1)), "text"),
    ],
)
def test_what_is_too_long_is_refused(actor, typed, field):
    text = begun("letters", "en", "Letters", "Words.", actor)
    with pytest.raises(PageRefused) as refused:
        save_text(text=text, typed=typed, seen=text.revision, actor=actor)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("title", "words", "field"), [("", "Words.", "title"), ("T", " ", "text"), ("T", "{clip:99}", "text")]
)
def test_what_can_not_stand_is_not_published(actor, title, words, field):
    text = begun("letters", "en", title, words, actor)
    with pytest.raises(PageRefused) as refused:
        publish_text(text=text, seen=text.revision, actor=actor)
    assert (refused.value.field, PageVersion.objects.count()) == (field, 0)


def test_undo_is_an_older_version_published_as_new(actor):
    first = written("letters", "en", "Letters", "One.", actor)
    written("letters", "en", "Letters", "Two.", actor)
    again = restore_version(version=first, actor=actor)
    assert (again.ordinal, again.restored, page_for_readers("letters", "en").wording.text) == (3, 1, "One.")
    assert text_of("letters", "en").text == "One."


def test_unpublished_language_is_gone_for_readers_and_its_versions_stay(actor):
    version = written("letters", "en", "Letters", "One.", actor)
    unpublish_text(text=version.page_text, actor=actor)
    unpublish_text(text=version.page_text, actor=actor)
    assert page_for_readers("letters", "en") is None
    assert (PageVersion.objects.count(), acts().count("page.unpublished")) == (1, 1)


def test_deleted_page_is_a_tombstone_until_it_is_brought_back(actor):
    version = written("letters", "en", "Letters", "One.", actor)
    page = version.page_text.page
    delete_page(page=page, actor=actor)
    with pytest.raises(PageGone):
        page_for_readers("letters", "en")
    with pytest.raises(PageRefused):
        restore_version(version=version, actor=actor)
    with pytest.raises(PageRefused):
        start_page(address="letters", actor=actor)
    assert "letters" not in dict(public_pages())
    bring_back_page(page=page, actor=actor)
    assert page_for_readers("letters", "en").wording.text == "One."
    assert acts()[-2:] == ["page.deleted", "page.brought_back"]


def test_foot_has_the_pages_in_their_order(actor):
    written("letters", "en", "Letters", "One.", actor)
    about = take_over_page(slug="about", actor=actor)
    assert [one.slug for one in foot_entries("en")] == [*HOUSE_PAGES, "letters"]
    arrange_page(page=Page.objects.get(slug="letters"), place=5, is_in_foot=True, actor=actor)
    arrange_page(page=about, place=0, is_in_foot=False, actor=actor)
    delete_page(page=take_over_page(slug="contact", actor=actor), actor=actor)
    assert [one.slug for one in foot_entries("en")] == ["letters", *HOUSE_PAGES[1:5]]
    assert foot_entries("fr")[0].language == "en"


def test_reader_gets_the_first_language_where_theirs_is_missing(actor):
    written("letters", "fr", "Lettres", "Un.", actor)
    assert page_for_readers("letters", "ar").wording.language == "fr"
    written("letters", "en", "Letters", "One.", actor)
    assert page_for_readers("letters", "ar").wording.language == "en"
    assert page_for_readers("letters", "fr").languages == ("en", "fr")


@pytest.mark.parametrize("act", ["update", "delete"])
def test_database_itself_keeps_a_version_as_it_was_published(actor, act):
    version = written("letters", "en", "Letters", "One.", actor)
    rows = PageVersion.objects.filter(pk=version.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(text="Other.") if act == "update" else rows._raw_delete(rows.db)
    assert PageVersion.objects.get().text == "One."
