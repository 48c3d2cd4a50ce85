from __future__ import annotations

from django.db import models

from dragoman.publications.models import Publication
from dragoman.search.terms import VALUE_LENGTH, Kind


class Filing(models.Model):
    """A listed clip under one value of one kind. Every list is a run of these, from the highest standing down.

    ``standing`` is the day it was aired and its number in one integer, so that a list goes by a single key on
    any database; a clip whose day is not known stands below all days.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.CharField(max_length=VALUE_LENGTH, blank=True)
    standing = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "kind", "value"], name="one_filing_per_value")
        ]
        indexes = [models.Index(fields=["kind", "value", "-standing"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Count(models.Model):
    """How many clips are filed under a value: changed in the transaction that files them, never counted for a page.

    ``label`` is the name now in use; empty where the value names itself (languages, country codes, years).
    """

    kind = models.CharField(max_length=12, choices=Kind)
    value = models.CharField(max_length=VALUE_LENGTH, blank=True)
    label = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_count_per_value")]

    def __str__(self) -> str:
        return f"{self.count} under {self.kind} {self.value}"


class ListVersion(models.Model):
    """One row: a number that is drawn anew whenever any list changes. Pages and counts in memory are kept under it."""

    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
