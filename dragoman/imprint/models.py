from __future__ import annotations

from django.db import models


class Mark(models.Model):
    """A drawing that stands beside the name, cleaned, under the name of its own digest."""

    name = models.CharField(max_length=40, unique=True)
    mime = models.CharField(max_length=32)
    data = models.BinaryField()
    kept_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class ImprintVersion(models.Model):
    """One state of the imprint, never changed; the latest is in force."""

    ordinal = models.PositiveIntegerField(unique=True)
    values = models.JSONField(default=dict)
    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=32, help_text="a handle")
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-ordinal"]

    def __str__(self) -> str:
        return f"imprint {self.ordinal}"


class Standing(models.Model):
    """One row: a number drawn anew whenever what every page says of the site changes. Pages are kept under it."""

    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
