from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.enquiries.models import Delivery
from dragoman.enquiries.services.delivering import Parcel, give, is_open
from dragoman.publications.models import Publication
from dragoman.publications.terms import EVERYWHERE
from tests.factories.clips import draft, published
from tests.factories.enquiries import taken_on

pytestmark = pytest.mark.django_db


def given(world, publication, files=()):
    return give(enquiry=taken_on(world.officer), parcel=Parcel(publication, files), person=world.officer)


def still_open(delivery):
    return is_open(Delivery.objects.select_related("publication").get(pk=delivery.pk), datetime.now(UTC))


@pytest.mark.parametrize(
    ("change", "is_still_open"),
    [
        ({}, True),
        ({"restricted_in": EVERYWHERE}, False),
        ({"state": "withdrawn"}, False),
        ({"media_blocked_at": datetime(2026, 1, 1, tzinfo=UTC)}, True),
    ],
)
def test_link_to_published_files_ends_with_what_readers_may_read(world, change, is_still_open):
    delivery = given(world, published(world.translator.actor), ["clip.mp4"])
    Publication.objects.update(**change)
    assert still_open(delivery) is is_still_open


def test_marked_copy_is_no_way_around_a_film_that_was_kept_back(world):
    delivery = given(world, draft(world.translator.actor))
    assert (delivery.is_marked, still_open(delivery)) == (True, True)
    Publication.objects.update(media_blocked_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert not still_open(delivery)
