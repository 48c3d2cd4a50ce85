from __future__ import annotations

import pytest

from dragoman.archive.cards import card_texts, kept_cards
from dragoman.publications.models import Publication
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.search.selectors import Filters, run
from tests.factories.clips import published

pytestmark = pytest.mark.django_db


def test_card_is_made_once_for_each_language_and_edition(world, django_assert_num_queries):
    actor = world.editor.actor
    publication = published(actor)
    places = run(filters=Filters()).entries
    [english] = card_texts(places, "en").values()
    with django_assert_num_queries(0):
        assert list(card_texts(places, "en").values()) == [english]
    with django_assert_num_queries(1):
        [arabic] = card_texts(places, "ar").values()
    assert 'href="/ar/clips/1/' in arabic
    publication.clip.title = "Night trains, again"
    publication.clip.save()
    publish_clip(publication=publication, actor=actor, change=Change(EditionKind.CORRECTION, "Title."))
    [anew] = card_texts(run(filters=Filters()).entries, "en").values()
    assert "Night trains, again" in anew


def test_card_of_a_clip_withdrawn_meanwhile_is_not_made(world):
    publication = published(world.editor.actor)
    places = run(filters=Filters()).entries
    withdraw_publication(publication=publication, reason="Twice.", actor=world.editor.actor)
    kept_cards.clear()
    assert card_texts(places, "en") == {}


def test_only_the_cards_shown_last_are_kept(world, monkeypatch):
    for _ in range(3):
        published(world.editor.actor)
    kept_cards.clear()
    monkeypatch.setattr(kept_cards, "_most", 2)
    places = run(filters=Filters()).entries
    card_texts(places, "en")
    assert len(kept_cards.among(places, "en")) == 2
    assert Publication.objects.count() == 3
