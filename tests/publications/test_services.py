from __future__ import annotations

import json

import pytest

from dragoman.ledger.models import Entry
from dragoman.ledger.selectors import first_break
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.hashing import digest
from dragoman.lib.record.edition import parse_edition
from dragoman.publications.canonical import read_edition, salts_of, write_edition
from dragoman.publications.content import Overridden
from dragoman.publications.errors import AddressRefused, HeldBack, IllegalTransition, NotPublishable
from dragoman.publications.models import Edition, OldAddress, PublishedFile
from dragoman.publications.selectors import content_of
from dragoman.publications.services import (
    keep_old_address,
    publish_clip,
    send_back,
    submit_for_review,
    withdraw_publication,
)
from dragoman.publications.terms import Change, EditionKind, State
from dragoman.recordings.capture import Capture
from dragoman.recordings.services import tell_capture
from dragoman.reviews.services import Finding, approve_clip, let_pass
from dragoman.translations.services import write_translation
from tests.factories.clips import LINES, draft, published

pytestmark = pytest.mark.django_db


def test_published_clip_has_number_slug_and_edition(world):
    publication = published(world.editor.actor)
    edition = publication.editions.get()
    assert (publication.state, publication.number, publication.slug) == (
        State.PUBLISHED,
        1,
        "night-trains-will-cross-the-selva-bridge-again",
    )
    assert (edition.ordinal, edition.kind, edition.previous) == (1, EditionKind.FIRST, "")
    assert edition.digest == digest(bytes(edition.content))


def test_edition_says_what_was_said(world):
    content = content_of(published(world.editor.actor).editions.get())
    assert [(line.label, line.text) for line in content.lines] == [
        (str(number), original) for number, (original, *_) in enumerate(LINES, start=1)
    ]
    assert [(r.label, r.of, r.text) for r in content.translations[0].renderings] == [
        (str(number), (str(number),), text) for number, (_, text, *_) in enumerate(LINES, start=1)
    ]
    assert [(voice.name, voice.role) for voice in content.voices] == [
        ("Lin Ruomei", "spokesperson"),
        ("Vera Sokolskaya", "chief engineer"),
    ]
    assert (content.cut.frames, content.sources[0].place_name, content.spoken) == (
        500,
        "Norland",
        ("zh", "ru"),
    )
    assert content.translators == (world.editor.handle,)


def test_edition_is_canonical_and_reads_back(world):
    edition = published(world.editor.actor).editions.get()
    header, lines = bytes(edition.content), bytes(edition.lines)
    assert parse_edition(header, lines).header == json.loads(header)
    again = write_edition(read_edition(header, lines), salts_of(lines))
    assert (again.header, again.lines, again.digest) == (header, lines, edition.digest)


def test_publishing_twice_publishes_once(world):
    publication = draft(world.editor.actor)
    first = publish_clip(publication=publication, actor=world.editor.actor)
    second = publish_clip(publication=publication, actor=world.editor.actor)
    assert (first.number, second.number, Edition.objects.count()) == (1, 1, 1)


def test_new_edition_names_the_one_before(world):
    publication = published(world.editor.actor)
    publish_clip(
        publication=publication,
        actor=world.editor.actor,
        change=Change(EditionKind.CORRECTION, "The date was wrong."),
    )
    first, second = publication.editions.all()
    assert (second.ordinal, second.previous, second.public_note) == (2, first.digest, "The date was wrong.")


def test_correction_without_a_public_note_is_refused(world):
    publication = published(world.editor.actor)
    with pytest.raises(NotPublishable, match="public note"):
        publish_clip(
            publication=publication, actor=world.editor.actor, change=Change(EditionKind.CORRECTION, " ")
        )


def test_clip_that_is_not_cut_is_not_published(world):
    publication = draft(world.editor.actor)
    publication.clip.cut_facts = {}
    publication.clip.save()
    with pytest.raises(NotPublishable, match="not cut"):
        publish_clip(publication=publication, actor=world.editor.actor)


def test_states_go_only_where_they_may(world):
    publication = draft(world.monitor.actor)
    submit_for_review(publication=publication, actor=world.monitor.actor)
    assert publication.state == State.IN_REVIEW
    send_back(publication=publication, actor=world.reviewer.actor)
    assert publication.state == State.DRAFT
    with pytest.raises(IllegalTransition):
        withdraw_publication(publication=publication, reason="no", actor=world.editor.actor)
    publish_clip(publication=publication, actor=world.editor.actor)
    with pytest.raises(IllegalTransition):
        submit_for_review(publication=publication, actor=world.monitor.actor)


def test_withdrawn_clip_keeps_its_number_and_reason(world):
    publication = published(world.editor.actor)
    gone = withdraw_publication(publication=publication, reason="Wrong recording.", actor=world.editor.actor)
    assert (gone.state, gone.number, gone.withdrawn_reason, gone.words) == (
        State.WITHDRAWN,
        1,
        "Wrong recording.",
        "",
    )
    with pytest.raises(IllegalTransition):
        publish_clip(publication=gone, actor=world.editor.actor)


def test_withdrawing_needs_a_reason(world):
    with pytest.raises(NotPublishable, match="why"):
        withdraw_publication(publication=published(world.editor.actor), reason="\n", actor=world.editor.actor)


def test_every_act_is_in_the_ledger(world):
    publication = published(world.editor.actor)
    withdraw_publication(publication=publication, reason="Wrong.", actor=world.editor.actor)
    acts = list(Entry.objects.filter(subject="number:1").values_list("act", flat=True))
    assert acts == [
        "number.reserved",
        "edition.published",
        "track.published",
        "track.published",
        "track.published",
        "publication.withdrawn",
    ]
    assert first_break() is None


def test_only_named_files_are_public(world):
    published(SYSTEM)
    assert set(PublishedFile.objects.values_list("name", flat=True)) == {
        "clip.mp4",
        "poster.jpg",
        "peaks.json",
    }


def test_approval_counts_only_for_the_words_approved(world):
    publication = draft(world.editor.actor)
    approve_clip(clip=publication.clip, person=world.reviewer)
    write_translation(
        clip=publication.clip, language="en", texts={"2": "Two a day."}, actor=world.editor.actor
    )
    publish_clip(publication=publication, actor=world.editor.actor)
    [track] = content_of(publication.editions.get()).translations
    assert [(one.label, one.reviewers, one.state) for one in track.renderings] == [
        ("1", (world.reviewer.handle,), "reviewed"),
        ("2", (), "written"),
        ("3", (world.reviewer.handle,), "reviewed"),
    ]


def test_clip_that_nobody_reviewed_is_held_back_in_words(world):
    publication = draft(world.editor.actor, ready=False)
    with pytest.raises(HeldBack, match="Sentence s1 was not reviewed by a person"):
        publish_clip(publication=publication, actor=world.editor.actor)
    assert publication.editions.count() == 0


def test_what_an_editor_let_pass_stands_in_the_edition(world):
    publication = draft(world.editor.actor, ready=False)
    let_pass(
        clip=publication.clip,
        finding=Finding("unreviewed"),
        reason="The reviewer is away until Monday.",
        actor=world.editor.actor,
    )
    publish_clip(publication=publication, actor=world.editor.actor)
    content = content_of(publication.editions.get())
    assert content.overrides == (
        Overridden("unreviewed", "", "", "The reviewer is away until Monday.", world.editor.handle),
    )
    assert content.eyes == ""


def test_old_address_is_kept_once_and_told_once(world):
    publication = published(world.editor.actor)
    for address in ("https://old.example/page.asp?id=1", "/page.asp?id=1&utm_medium=mail"):
        keep_old_address(publication=publication, address=address, actor=world.editor.actor)
    assert list(publication.old_addresses.values_list("path", flat=True)) == ["/page.asp?id=1"]
    line = json.loads(bytes(Entry.objects.get(act="address.kept").line))
    assert (line["subject"], line["detail"]) == ("number:1", {"address": "/page.asp?id=1"})


def test_old_address_leads_to_one_clip_only(world):
    first, second = published(world.editor.actor), published(world.editor.actor)
    keep_old_address(publication=first, address="/a", actor=world.editor.actor)
    with pytest.raises(AddressRefused, match="another clip already"):
        keep_old_address(publication=second, address="https://old.example/a/", actor=world.editor.actor)
    assert OldAddress.objects.get().publication == first


def test_edition_says_where_the_recording_came_from(world):
    publication = draft(world.editor.actor)
    capture = Capture("upload", "https://video.example/1", "as found")
    tell_capture(recording=publication.clip.recording, capture=capture, actor=world.editor.actor)
    publish_clip(publication=publication, actor=world.editor.actor)
    content = content_of(publication.editions.get())
    assert (content.recording_origin, content.recording_origin_url, content.capture_note) == (
        "upload",
        "https://video.example/1",
        "as found",
    )
