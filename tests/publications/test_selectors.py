from __future__ import annotations

import pytest

from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.publications.selectors import (
    captions,
    latest_content,
    published_clip,
    published_file,
    stamp_of,
)
from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


def correct(publication, actor, note="The day was wrong."):
    return publish_clip(publication=publication, actor=actor, change=Change(EditionKind.CORRECTION, note))


def test_published_clip_has_everything_a_page_shows(world):
    published(world.editor.actor)
    clip = published_clip(1)
    assert isinstance(clip, PublishedClip)
    assert (clip.content.number, set(clip.files), clip.names) == (
        1,
        {"clip.mp4", "poster.jpg", "peaks.json"},
        {world.editor.handle: "Edda"},
    )
    assert [(note.ordinal, note.kind) for note in clip.editions] == [(1, "first")]
    assert (clip.files["clip.mp4"].width, clip.files["clip.mp4"].mime) == (1280, "video/mp4")


def test_page_costs_four_queries(world, django_assert_num_queries):
    published(world.editor.actor)
    with django_assert_num_queries(4):
        published_clip(1)


def test_past_edition_is_addressable(world):
    publication = published(world.editor.actor)
    publication.clip.title = "Another title"
    publication.clip.save()
    correct(publication, world.editor.actor)
    assert (published_clip(1, 1).content.title, published_clip(1).content.title) == (
        "Night trains will cross the Selva bridge again",
        "Another title",
    )
    with pytest.raises(NoSuchNumber):
        published_clip(1, 3)


def test_stamp_is_that_of_the_page_and_costs_one_query(world, django_assert_num_queries):
    publication = published(world.editor.actor)
    before = published_clip(1).stamp
    with django_assert_num_queries(1):
        assert stamp_of(1) == before
    correct(publication, world.editor.actor)
    assert stamp_of(1) == published_clip(1).stamp != before
    assert stamp_of(2) is None


def test_withdrawn_and_reserved_numbers_leave_tombstones(world):
    actor = world.editor.actor
    publication = published(actor)
    gone = withdraw_publication(publication=publication, reason="Same as 7.", actor=actor)
    reserve_number(publication=draft(actor), actor=actor)
    assert published_clip(1) == Tombstone(1, "withdrawn", "", gone.withdrawn_at, "Same as 7.")
    assert published_clip(2) == Tombstone(2, "reserved", "", None, "")
    assert (stamp_of(1), latest_content(1), captions(1, "en"), published_file(1, "clip.mp4")) == (None,) * 4
    with pytest.raises(NoSuchNumber):
        published_clip(3)


@pytest.mark.parametrize("name", ["speech.wav", "recording.ts", "../clip.mp4", "", "CLIP.MP4"])
def test_only_registered_names_are_files(world, name):
    published(world.editor.actor)
    assert published_file(1, name) is None


def test_files_of_a_draft_are_nobodys(world):
    publication = draft(world.editor.actor)
    reserve_number(publication=publication, actor=world.editor.actor)
    assert published_file(1, "clip.mp4") is None


def test_captions_follow_the_language(world):
    published(world.editor.actor)
    assert [cue.text for cue in captions(1, "ru")] == ["Ни одна смена не была отменена."]
    assert [cue.identifier for cue in captions(1, "en")] == ["s1", "s2", "s3"]
    assert captions(1, "fa") is None
