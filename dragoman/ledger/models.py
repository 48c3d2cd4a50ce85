from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One line of the ledger, kept as its canonical bytes; the columns only help to find it.

    The table is never altered by a migration: SQLite would lose its triggers with it.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=32)
    act = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=64, db_index=True)
    line = models.BinaryField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.seq} {self.act} {self.subject}"


class Tile(models.Model):
    """256 hashes of the tree over the ledger, kept so that proofs need not read every line.

    Made from the lines and held against every signed head, so it needs no guard of its own.
    """

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="one_tile_per_place")]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed head of the ledger: the note as it was signed, for good."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"head at {self.size}"


class Attestation(models.Model):
    """What someone else says of a head: a time stamp by an authority, a cosignature by a witness."""

    class Kind(models.TextChoices):
        TIMESTAMP = "timestamp"
        COSIGNATURE = "cosignature"

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="attestations")
    kind = models.CharField(max_length=16, choices=Kind)
    by = models.CharField(max_length=200)
    data = models.BinaryField()
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "kind", "by"], name="one_attestation_each")
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.by}"
