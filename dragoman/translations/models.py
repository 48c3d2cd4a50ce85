from __future__ import annotations

from django.db import models

from dragoman.clips.models import Clip
from dragoman.transcripts.models import Cue
from dragoman.transcripts.terms import Origin, TrackState
from dragoman.translations.terms import Rework


class Translation(models.Model):
    """A clip's track in another language."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=35)
    state = models.CharField(max_length=16, choices=TrackState, default=TrackState.WAITING)
    engine = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clip", "language"], name="one_translation_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.clip_id}"


class TranslatedCue(models.Model):
    """The rendering of one or more original cues. It takes the label of its original where they stand 1:1."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="cues")
    label = models.CharField(max_length=16)
    position = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    of = models.ManyToManyField(Cue, related_name="+")
    origin = models.CharField(max_length=16, choices=Origin)
    flags = models.JSONField(default=list, blank=True)
    translator = models.CharField(max_length=32, blank=True)
    note = models.TextField(blank=True)
    # [{"text", "note"}]: other ways to render the sentence, each with why.
    alternates = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["translation", "label"], name="one_rendering_per_label")
        ]

    def __str__(self) -> str:
        return f"s{self.label}"


class Reworking(models.Model):
    """Sentences that were split, joined or taken out: their words as they stood before, so that none is lost.

    ``before`` and ``labels`` are what :mod:`dragoman.translations.reworking` needs to put it right again, as a new
    change: the labels themselves never return.
    """

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=16, choices=Rework)
    before = models.JSONField(default=dict)
    labels = models.JSONField(default=list, help_text="what carries the words after it")
    made_by = models.CharField(max_length=32)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.act} in {self.clip_id}"
