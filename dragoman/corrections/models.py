from __future__ import annotations

import secrets

from django.db import models

from dragoman.corrections.terms import Competence, Problem, RecipientKind, ReportState, UseKind, UseState
from dragoman.publications.models import Publication
from dragoman.publications.terms import EditionKind


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Report(models.Model):
    """What a reader says is wrong with a published clip, or with one sentence of it, and what came of that."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=16, blank=True, help_text="the sentence; empty for the whole clip")
    edition = models.PositiveIntegerField(help_text="the edition the reader saw")
    problem = models.CharField(max_length=16, choices=Problem)
    text = models.TextField()
    proposal = models.TextField(blank=True)
    competence = models.CharField(max_length=16, choices=Competence, blank=True)
    language = models.CharField(max_length=35, default="en", help_text="of the page the reader wrote on")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    state = models.CharField(max_length=16, choices=ReportState, default=ReportState.RECEIVED)
    upheld_as = models.CharField(max_length=16, choices=EditionKind, blank=True)
    answer = models.TextField(blank=True, help_text="the reason, in public")
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_by = models.CharField(max_length=32, blank=True)
    decided_by = models.CharField(max_length=32, blank=True)
    decided_alone = models.BooleanField(default=False, help_text="by someone who had a hand in the sentence")
    decided_at = models.DateTimeField(null=True, blank=True)
    resolved_edition = models.PositiveIntegerField(null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    # Where it came from, hashed with a key of the day: enough to slow down a flood, useless the day after.
    network = models.CharField(max_length=32, blank=True, db_index=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"report {self.pk} about {self.publication}"


class Contact(models.Model):
    """How to reach the reader, where they wanted an answer: apart from the report, and erased alone."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"contact of report {self.report_id}"


class Recipient(models.Model):
    """Someone who got the words of an edition; ``whom`` is a host, a subscription, a reference: never a mere reader."""

    kind = models.CharField(max_length=16, choices=RecipientKind)
    whom = models.CharField(max_length=255, blank=True, help_text="empty where only the count is kept")
    number = models.PositiveBigIntegerField(db_index=True)
    edition = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "whom", "number", "edition"], name="one_recipient_each")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of #{self.number}/{self.edition}"


class Notice(models.Model):
    """One recipient to be told of one correction, once."""

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="notices")
    edition = models.PositiveIntegerField(help_text="the edition that corrects")
    kind = models.CharField(max_length=16, choices=EditionKind)
    made_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "edition"], name="one_notice_per_correction")
        ]

    def __str__(self) -> str:
        return f"edition {self.edition} to {self.recipient_id}"


class Use(models.Model):
    """Somewhere that a published clip, or one sentence of it, is cited. Nothing is asked of who tells."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=16, blank=True, help_text="the sentence; empty for the whole clip")
    edition = models.PositiveIntegerField(help_text="the latest edition when it was told")
    address = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=16, choices=UseKind)
    note = models.TextField(blank=True, help_text="for the desk; never published")
    state = models.CharField(max_length=16, choices=UseState, default=UseState.RECEIVED)
    decided_by = models.CharField(max_length=32, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    # As for reports: enough to slow down a flood, useless the day after.
    network = models.CharField(max_length=32, blank=True, db_index=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["publication", "address"], name="one_use_each")]
        indexes = [models.Index(fields=["publication", "state"])]

    def __str__(self) -> str:
        return f"use {self.pk} of {self.publication}"
