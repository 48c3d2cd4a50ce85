from __future__ import annotations

import pytest

from dragoman.ledger.selectors import first_break
from dragoman.lib.record.edition import parse_edition, split_lines
from dragoman.publications.models import Edition
from dragoman.publications.selectors import content_of
from dragoman.publications.services import publish_clip
from dragoman.publications.terms import Change, EditionKind
from dragoman.transcripts.selectors import cues_of
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
    assert not Edition.objects.filter(lines__contains=NAME.encode()).exists()
    assert first_break() is None


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
