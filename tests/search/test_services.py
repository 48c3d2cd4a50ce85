from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from dragoman.catalogue.models import Channel, Topic
from dragoman.clips.models import Clip
from dragoman.publications.models import Publication
from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.search.models import Count, Filing
from dragoman.search.narrowing import list_version
from dragoman.search.services import file_everything, file_publication, rename_value
from dragoman.search.terms import Kind
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db

EACH = {
    ("everything", "", ""),
    ("topic", "railways", "Railways"),
    ("topic", "public-works", "Public works"),
    ("source", "meridian-tv", "Meridian TV"),
    ("country", "norland", "Norland"),
    ("speaker", "lin-ruomei", "Lin Ruomei"),
    ("speaker", "vera-sokolskaya", "Vera Sokolskaya"),
    ("language", "zh", ""),
    ("language", "ru", ""),
    ("year", "2024", ""),
}


@pytest.fixture
def actor(world):
    return world.editor.actor


def counted():
    return {(*row[:3],): row[3] for row in Count.objects.values_list("kind", "value", "label", "count")}


def filed(publication):
    return set(Filing.objects.filter(publication=publication).values_list("kind", "value"))


def test_what_is_published_is_filed_and_counted(actor):
    first, _ = published(actor), published(actor)
    assert counted() == dict.fromkeys(EACH, 2)
    assert filed(first) == {(kind, value) for kind, value, _ in EACH}


def test_drafts_and_reserved_numbers_are_filed_nowhere(actor):
    reserve_number(publication=draft(actor), actor=actor)
    assert (counted(), Filing.objects.count()) == ({}, 0)


def test_withdrawn_clip_leaves_no_filing_and_no_empty_count(actor):
    withdraw_publication(publication=published(actor), reason="Twice.", actor=actor)
    assert (counted(), Filing.objects.count()) == ({}, 0)


def test_new_edition_moves_a_clip_to_its_new_topics(actor):
    publication, other = published(actor), published(actor)
    clip = Clip.objects.get(pk=publication.clip_id)
    clip.topics.set([Topic.objects.create(name="Bridges", slug="bridges")])
    publish_clip(publication=publication, actor=actor, change=Change(EditionKind.CORRECTION, "Misfiled."))
    counts = {value: count for (kind, value, _), count in counted().items() if kind == "topic"}
    assert counts == {"railways": 1, "public-works": 1, "bridges": 1}
    assert counted()["everything", "", ""] == 2
    assert ("topic", "bridges") in filed(publication)
    assert ("topic", "bridges") not in filed(other)


def test_what_the_desk_files_anew_shows_only_with_the_next_edition(actor):
    publication = published(actor)
    Clip.objects.get(pk=publication.clip_id).topics.clear()
    assert ("topic", "railways") in filed(publication)


def test_filing_twice_changes_nothing(actor):
    publication = published(actor)
    before = counted(), set(Filing.objects.values_list("pk", flat=True))
    file_publication(publication=Publication.objects.get(pk=publication.pk))
    assert (counted(), set(Filing.objects.values_list("pk", flat=True))) == before


def test_another_day_moves_the_clip_under_all_its_values(actor):
    publication = published(actor)
    Publication.objects.filter(pk=publication.pk).update(aired_on=date(2019, 1, 2))
    file_publication(publication=Publication.objects.get(pk=publication.pk))
    assert len(set(Filing.objects.values_list("standing", flat=True))) == 1
    assert ("year", "2019", "") in counted()
    assert ("year", "2024", "") not in counted()


def test_publishing_that_fails_files_nothing(actor):
    publication = draft(actor)
    with pytest.raises(RuntimeError), transaction.atomic():
        publish_clip(publication=publication, actor=actor)
        raise RuntimeError
    assert counted() == {}


def test_everything_filed_anew_is_what_was_filed_one_by_one(actor):
    for _ in range(3):
        published(actor)
    withdraw_publication(publication=Publication.objects.get(number=2), reason="Twice.", actor=actor)
    draft(actor)
    before = counted(), set(Filing.objects.values_list("publication", "kind", "value", "standing"))
    assert file_everything() == 2
    assert (counted(), set(Filing.objects.values_list("publication", "kind", "value", "standing"))) == before


def test_new_name_is_the_one_that_is_counted_under(actor):
    published(actor)
    rename_value(kind=Kind.TOPIC, value="railways", label="Rail")
    assert ("topic", "railways", "Rail") in counted()


def test_the_catalogues_present_names_stand_beside_counts(actor):
    published(actor)
    Channel.objects.update(name="Meridian World", aliases=["Meridian TV"])
    published(actor)
    assert counted()["source", "meridian-tv", "Meridian World"] == 2


def test_every_change_of_a_list_has_a_version_of_its_own(actor):
    versions = [list_version()]
    publication = published(actor)
    versions.append(list_version())
    reserve_number(publication=draft(actor), actor=actor)
    versions.append(list_version())
    withdraw_publication(publication=publication, reason="Twice.", actor=actor)
    versions.append(list_version())
    assert len(set(versions)) == 4


def test_filing_costs_the_same_for_few_and_many(actor, django_assert_num_queries):
    publication = published(actor)
    fresh = Publication.objects.get(pk=publication.pk)
    for _ in range(2):
        with django_assert_num_queries(11):
            file_publication(publication=fresh)
        for _ in range(4):
            published(actor)
