from __future__ import annotations

from django.db import models

from dragoman.clips.models import Clip
from dragoman.reviews.terms import Severity


class Check(models.Model):
    """An automatic finding about one cue or the whole clip; the set is made anew at every run."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    language = models.CharField(max_length=35, blank=True)
    label = models.CharField(max_length=16, blank=True)
    severity = models.CharField(max_length=16, choices=Severity)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.rule} {self.label}".strip()


class Approval(models.Model):
    """A named person's yes to the clip as it stood at a digest of its working copy."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    person = models.CharField(max_length=32)
    copy_digest = models.CharField(max_length=64)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clip", "person", "copy_digest"], name="one_approval_per_copy")
        ]

    def __str__(self) -> str:
        return f"{self.person} approves {self.clip_id}"
