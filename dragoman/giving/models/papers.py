from __future__ import annotations

from django.db import models
from django.db.models import Q

from dragoman.giving.models.promises import Donor, Gift
from dragoman.giving.terms import ADDRESS_LENGTH, NAME_LENGTH, PaperKind
from dragoman.lib.money import Money


class Series(models.Model):
    """The last number given out for one legal entity, year and kind of paper."""

    prefix = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=PaperKind)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year", "kind"], name="one_series_each")]

    def __str__(self) -> str:
        return f"{self.prefix} {self.year} {self.kind}: {self.last}"


class Addressee(models.Model):
    """Who a paper is made out to: what its commitment stands for. Erasing deletes the row, the paper stays whole."""

    commitment = models.CharField(max_length=64, primary_key=True)
    salt = models.CharField(max_length=32)
    donor = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    country = models.CharField(max_length=2, blank=True)
    made_on = models.DateField()

    def __str__(self) -> str:
        return self.commitment[:12]


class Paper(models.Model):
    """A receipt or a credit note. The database itself refuses to change or delete one."""

    kind = models.CharField(max_length=12, choices=PaperKind)
    prefix = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    gift = models.ForeignKey(Gift, on_delete=models.PROTECT, related_name="papers")
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    issued_at = models.DateTimeField()
    content = models.TextField(help_text="canonical JSON; names nobody")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year", "kind", "serial"], name="one_paper_per_serial"),
            models.UniqueConstraint(
                fields=["gift"], condition=Q(kind=PaperKind.RECEIPT), name="one_receipt_per_gift"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)
