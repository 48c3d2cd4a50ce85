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
