from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.corrections.models import Recipient
from dragoman.corrections.register import Register, Site, Taken, Told, register_of
from dragoman.corrections.selectors import notices_waiting
from dragoman.corrections.services import mark_told, note_recipient, queue_notices

pytestmark = pytest.mark.django_db
DAY = datetime(2024, 4, 9, tzinfo=UTC)


def note(kind, whom="", edition=1, number=1):
    note_recipient(kind=kind, number=number, edition=edition, whom=whom)


def test_nothing_is_known_of_a_number_nobody_took():
    note("embed", "news.example", number=2)
    assert register_of(1) == Register((), 0, (), ())


def test_sites_copies_and_notices_are_told_apart():
    for edition in (1, 2):
        note("embed", "news.example", edition)
    note("embed", "paper.example")
    note("embed")
    for _ in range(3):
        note("download")
    note("mail", "subscription-7")
    note("mail", "subscription-8")
    Recipient.objects.update(first_at=DAY, last_at=DAY)
    queue_notices(number=1, from_edition=1, to_edition=2, kind="correction")
    mark_told(notice=notices_waiting(["mail"])[0])
    assert register_of(1) == Register(
        sites=(Site("news.example", 1, 2, DAY, DAY), Site("paper.example", 1, 1, DAY, DAY)),
        unnamed_views=1,
        taken=(Taken("download", 3, 0, 1, DAY), Taken("mail", 2, 2, 1, DAY)),
        told=(Told(2, "correction", 4, 1),),
    )


def test_it_costs_the_same_for_few_and_many():
    asked = []
    for most in (1, 12):
        for at in range(most):
            note("embed", f"site{at}.example")
        with CaptureQueriesContext(connection) as queries:
            register_of(1)
        asked.append(len(queries))
    assert asked == [5, 5]
