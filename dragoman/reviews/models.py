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


class SentenceReview(models.Model):
    """A named person's yes to one sentence, in the original (no language) or in a translation, as it then stood."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=16)
    language = models.CharField(
        max_length=35, blank=True, help_text="of the translation; empty for the original"
    )
    digest = models.CharField(max_length=64, help_text="of the sentence as it was approved")
    person = models.CharField(max_length=32)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clip", "label", "language", "digest", "person"],
                name="one_yes_per_sentence_as_it_stood",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} on s{self.label} of {self.clip_id}"


class Override(models.Model):
    """A person's decision that a finding does not hold publication back, with the reason readers are shown.

    An empty label or language means every one. ``digest`` is that of the sentence: when it changes, the
    decision lapses.
    """

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    label = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=35, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=500)
    person = models.CharField(max_length=32)
    given_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.rule} overridden in {self.clip_id}"
