from __future__ import annotations

from datetime import date

import pytest

from dragoman.catalogue.descriptions import ChannelDescription
from dragoman.catalogue.models import Channel
from dragoman.catalogue.services import describe_channel, rename_channel
from dragoman.publications.services import publish_clip
from dragoman.search.facets import Facet, facets
from dragoman.search.narrowing import list_version
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


def test_published_clip_is_counted_within_the_same_transaction(world):
    publication = draft(world.editor.actor)
    assert facets().total == 0
    publish_clip(publication=publication, actor=world.editor.actor)
    assert facets().total == 1


def test_renamed_source_is_counted_under_its_new_name(world):
    published(world.editor.actor)
    rename_channel(
        channel=Channel.objects.get(),
        name="Meridian World",
        from_day=date(2025, 1, 1),
        actor=world.editor.actor,
    )
    assert facets().sources == (Facet("meridian-tv", "Meridian World", 1),)


def test_source_that_became_sensitive_leaves_the_choices_at_once(world):
    published(world.editor.actor)
    before = list_version()
    assert len(facets().sources) == 1
    describe_channel(
        channel=Channel.objects.get(),
        description=ChannelDescription(place_name="Norland", is_sensitive=True),
        actor=world.editor.actor,
    )
    assert (list_version() != before, facets().sources) == (True, ())
