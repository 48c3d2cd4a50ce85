from __future__ import annotations

import pytest

from dragoman.ledger.selectors import first_break
from dragoman.lib.record.edition import parse_edition, split_lines
from dragoman.publications.models import Edition
from dragoman.publications.selectors import content_of, published_file
from dragoman.publications.services import publish_clip
from dragoman.publications.terms import Change, EditionKind
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.transcripts.selectors import cues_of
from dragoman.translations.dividing import SplitAt
from dragoman.translations.sentences import remove_cue, split_cue
from dragoman.translations.services import write_translation
from tests.factories.clips import published

pytestmark = pytest.mark.django_db

NAME = "Vera Sokolskaya of 12 River Street"


def change(publication, world, text, kind, label="2"):
    write_translation(clip=publication.clip, language="en", texts={label: text}, actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "Said in public."))


def texts(edition, label="2"):
    track = content_of(edition).translations[0]
    return [(one.text, one.is_withheld) for one in track.renderings if one.label == label]


def stands_somewhere(words):
    return any(words.encode() in bytes(one.lines) for one in Edition.objects.all())


def test_words_go_from_every_earlier_edition_and_all_roots_hold(world):
    publication = published(world.editor.actor)
    change(publication, world, f"{NAME} says two trains.", EditionKind.CORRECTION)
    change(publication, world, f"{NAME} says two trains a day.", EditionKind.CLARIFICATION)
    digests = list(publication.editions.values_list("digest", flat=True))
    change(publication, world, "She says two trains a day.", EditionKind.REDACTION)
    editions = list(publication.editions.all())
    assert [texts(one) for one in editions] == [
        [("", True)],
        [("", True)],
        [("", True)],
        [("She says two trains a day.", False)],
    ]
    for edition in editions:
        parse_edition(bytes(edition.content), bytes(edition.lines))
    assert [one.digest for one in editions[:3]] == digests
    assert not stands_somewhere(NAME)
    assert first_break() is None


@pytest.mark.parametrize(
    ("kind", "left"),
    [(EditionKind.REDACTION, set()), (EditionKind.CORRECTION, {"captioned.mp4", "sound.m4a"})],
)
def test_files_that_carry_withheld_words_are_not_served_until_they_are_made_anew(world, kind, left):
    publication = published(world.editor.actor)
    for name in ("captioned.mp4", "sound.m4a"):
        publication.files.create(name=name, sha256="0" * 64, size_bytes=1, mime="video/mp4", edition=1)
    change(publication, world, "Otherwise.", kind)
    found = {name for name in ("captioned.mp4", "sound.m4a") if published_file(publication.number, name)}
    assert found == left


def test_only_the_redacted_sentence_is_withheld(world):
    publication = published(world.editor.actor)
    before = split_lines(bytes(publication.editions.get().lines))
    change(publication, world, "Otherwise.", EditionKind.REDACTION)
    after = split_lines(bytes(publication.editions.first().lines))
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [(b'"withheld"' in line, b'"cue":"2"' in line) for line in changed] == [(True, True)]


def test_sentence_taken_out_is_withheld_in_both_languages(world):
    publication = published(world.editor.actor)
    cues_of(publication.clip).get(label="2").delete()
    publication.clip  # noqa: B018
    write_translation(clip=publication.clip, language="en", texts={}, actor=world.translator.actor)
    publish_clip(
        publication=publication, actor=world.editor.actor, change=Change(EditionKind.REDACTION, "Named.")
    )
    first = content_of(publication.editions.first())
    hidden = [line.label for line in first.lines if line.is_withheld]
    hidden += [one.label for track in first.translations for one in track.renderings if one.is_withheld]
    assert hidden == ["2", "2"]


def test_words_that_were_corrected_before_go_too_when_their_sentence_is_named(world):
    publication = published(world.editor.actor)
    change(publication, world, f"{NAME} says two trains.", EditionKind.CORRECTION)
    change(publication, world, "She says two trains.", EditionKind.CORRECTION)
    assert stands_somewhere(NAME)
    publish_clip(
        publication=publication,
        actor=world.editor.actor,
        change=Change(EditionKind.REDACTION, "Named somebody.", withhold=("2",)),
    )
    assert [texts(one) for one in publication.editions.all()] == [
        [("", True)],
        [("", True)],
        [("She says two trains.", False)],
        [("She says two trains.", False)],
    ]


def test_what_a_redacted_sentence_was_split_from_goes_too(world):
    publication = published(world.editor.actor)
    first, _ = split_cue(clip=publication.clip, label="2", at=SplitAt(4), actor=world.translator.actor)
    check_clip(clip=publication.clip, actor=world.editor.actor)
    let_everything_pass(clip=publication.clip, reason="An example.", actor=world.editor.actor)
    publish_clip(
        publication=publication, actor=world.editor.actor, change=Change(EditionKind.CLARIFICATION, "Split.")
    )
    remove_cue(clip=publication.clip, label=first, actor=world.translator.actor)
    publish_clip(
        publication=publication, actor=world.editor.actor, change=Change(EditionKind.REDACTION, "Named.")
    )
    words = "首批列车"
    assert [words in bytes(one.lines).decode() for one in publication.editions.all()] == [False] * 3
    assert [one.is_withheld for one in content_of(publication.editions.first()).lines] == [False, True, False]


def test_title_that_was_changed_before_can_be_withheld_by_name(world):
    publication = published(world.editor.actor)
    publication.clip.title = "Another title"
    publication.clip.save()
    change(publication, world, "She says two trains.", EditionKind.CORRECTION)
    publish_clip(
        publication=publication,
        actor=world.editor.actor,
        change=Change(EditionKind.REDACTION, "Named somebody.", withhold=("title",)),
    )
    assert [content_of(one).title for one in publication.editions.order_by("ordinal")] == [
        "",
        "Another title",
        "Another title",
    ]
