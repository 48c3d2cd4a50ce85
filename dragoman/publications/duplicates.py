"""Two numbers for one recording: the withdrawn one points to the one that stays."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dragoman.publications.errors import NoSurvivor
from dragoman.publications.models import Number, Publication
from dragoman.publications.rules import readable


def surviving(publication: Publication, told: Publication) -> Number:
    """The published number that ``told`` stands for, with its row locked. Raises ``NoSurvivor``.

    One step is enough: pointers to a number are moved on when that number is withdrawn as a duplicate itself.
    """
    if told.number is None:
        raise NoSurvivor(_("The clip it duplicates has no number yet: publish that one first."))
    number = Number.objects.select_related("survivor").get(number=told.number)
    number = number.survivor or number  # only a withdrawn one has a survivor
    if number.number == publication.number:
        raise NoSurvivor(_("A clip can't be a duplicate of itself."))
    living = Publication.objects.select_for_update().filter(readable(), number=number.number)
    if living.first() is None:
        raise NoSurvivor(
            _("No. %(number)s is not published, so readers could not be sent there.")
            % {"number": number.number}
        )
    return number


def point_to(publication: Publication, survivor: Number) -> None:
    """The number, and whatever pointed to it, points to its survivor from now on."""
    Number.objects.filter(publication=publication).update(survivor=survivor)
    Number.objects.filter(survivor__publication=publication).update(survivor=survivor)
