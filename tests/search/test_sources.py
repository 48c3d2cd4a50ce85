from __future__ import annotations

from datetime import date

import pytest

from dragoman.catalogue.services import ChannelEntry, file_channel
from dragoman.clips.models import ClipSource
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.recordings.airtime import Airtime
from dragoman.recordings.services import file_broadcast
from dragoman.search.sources import Coverage, coverage
from tests.factories.clips import draft, published


@pytest.fixture
def actor(world):
    return world.editor.actor


def aired_also_by(publication, name, day, actor):
    channel = file_channel(entry=ChannelEntry(name, "RU"), actor=actor)
    broadcast = file_broadcast(channel=channel, airtime=Airtime(None, day, ""), programme=None)
    ClipSource.objects.create(clip=publication.clip, broadcast=broadcast, position=1)


def test_coverage_counts_what_is_published_by_each_source_of_a_clip(actor):
    two_sources = draft(actor)
    aired_also_by(two_sources, "Strana TV", date(2024, 5, 2), actor)
    aired_also_by(two_sources, "Strana TV", date(2024, 5, 7), actor)
    publish_clip(publication=two_sources, actor=actor)
    published(actor)
    draft(actor)
    withdraw_publication(publication=published(actor), reason="Twice.", actor=actor)
    meridian = Coverage(2, date(2024, 4, 9), date(2024, 4, 9))
    strana = Coverage(1, date(2024, 5, 2), date(2024, 5, 7))
    assert coverage() == {"meridian-tv": meridian, "strana-tv": strana}
    assert coverage("strana-tv") == {"strana-tv": strana}
    assert coverage("nothing") == {}
