from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from dragoman.letters.terms import ADDRESS_LENGTH, SLOT_LENGTH, SUBJECT_LENGTH, LetterState


class Letter(models.Model):
    """One letter to one address. Its words are kept until it is sent, its address for a month after."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What it tells of: of a slot, one letter is written, however often it is asked for.
    slot = models.CharField(max_length=SLOT_LENGTH, blank=True)
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True, db_index=True)
    language = models.CharField(max_length=16, blank=True)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    reply_to = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    headers = models.JSONField(default=dict, blank=True)

    state = models.CharField(max_length=8, choices=LetterState, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    trouble = models.TextField(blank=True, help_text="what the mail server answered last")
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=~models.Q(slot=""), name="one_letter_a_slot"),
            models.CheckConstraint(
                condition=models.Q(state__in=LetterState.values), name="letters_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=LetterState.WAITING, settled_at__isnull=True)
                | (~models.Q(state=LetterState.WAITING) & models.Q(settled_at__isnull=False)),
                name="letters_settled_when_over",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=models.Q(state=LetterState.WAITING), name="letters_due"
            ),
            models.Index(fields=["state", "-created_at"]),
            models.Index(fields=["settled_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"


class Enclosure(models.Model):
    """A file that goes with a letter; gone once the letter is sent."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="enclosures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["letter", "position"], name="one_enclosure_a_place")]

    def __str__(self) -> str:
        return self.name
