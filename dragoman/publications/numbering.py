"""Giving out numbers: each once, for ever, the next one above all that were ever given."""

from __future__ import annotations

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from dragoman.publications.errors import NumberTaken
from dragoman.publications.models import Number, Publication
from dragoman.publications.terms import EVERYWHERE, State

# "numbers" in ASCII: one queue for everyone who asks for a number.
_LOCK = 0x6E756D62657273
LARGEST_NUMBER = 10**9


def give_number(publication: Publication, wanted: int | None = None) -> int:
    """The publication's number; newly given if it had none. ``wanted`` keeps the number of an older archive.

    Call it inside a transaction: on SQLite that is exclusive from its first statement, on PostgreSQL a lock
    makes two editors wait for each other.
    """
    if publication.number is not None:
        return publication.number
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        number = wanted if wanted is not None else next_number()
        if not 0 < number <= LARGEST_NUMBER:
            raise NumberTaken(f"{number} can't be a clip's number.")
        if Number.objects.filter(number=number).exists():
            raise NumberTaken(f"Number {number} was given out before; numbers are never used twice.")
        Number.objects.create(number=number, publication=publication)
        publication.number = number
        publication.save(update_fields=["number"])
    return number


def is_silent(publication: Publication) -> bool:
    """The index prints a thin line for its number, and no clip. Nothing at all tells of an embargoed one."""
    if publication.state in {State.PUBLISHED, State.EMBARGOED}:
        return publication.state == State.PUBLISHED and publication.restricted_in == EVERYWHERE
    return True


def next_number() -> int:
    """The number the next clip gets, if nobody comes in between."""
    highest = Number.objects.aggregate(highest=Max("number"))["highest"]
    return int(settings.FIRST_NUMBER) if highest is None else int(highest) + 1
