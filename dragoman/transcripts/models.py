from __future__ import annotations

from django.db import models

from dragoman.catalogue.models import Speaker
from dragoman.clips.models import Clip
from dragoman.transcripts.terms import Certainty, CueKind, Evidence, Fate, Origin, TrackState, Voice, Where


class Transcript(models.Model):
    """The original-language track of a clip."""

    clip = models.OneToOneField(Clip, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(
        max_length=35, blank=True, help_text="the main language; each cue has its own"
    )
    state = models.CharField(max_length=16, choices=TrackState, default=TrackState.WAITING)
    engine = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True, help_text="why the track is empty or doubtful, for the desk")
    next_label = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"transcript of {self.clip_id}"


class Cue(models.Model):
    """One sentence of the original: a permanent label, its time, its speaker, its words.

    Times are on the clip's own clock; a cue from an older archive has none. Words may be empty when only a
    translation is at hand.
    """

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="cues")
    label = models.CharField(max_length=16)
    position = models.PositiveIntegerField()
    in_ms = models.BigIntegerField(null=True, blank=True)
    out_ms = models.BigIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    kind = models.CharField(max_length=16, choices=CueKind, default=CueKind.SPEECH)
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # "Man in crowd", a child whose name is withheld: someone who is heard and not named.
    described_as = models.CharField(
        max_length=200, blank=True, help_text="who is heard, where no name is given"
    )
    role = models.CharField(max_length=200, blank=True, help_text="what the speaker was at that date")
    evidence = models.CharField(max_length=16, choices=Evidence, blank=True)
    certainty = models.CharField(max_length=16, choices=Certainty, blank=True)
    voice = models.CharField(max_length=16, choices=Voice, blank=True, help_text="whose voice is heard")
    relay_of = models.CharField(
        max_length=35,
        blank=True,
        help_text="the language first spoken, where what is heard renders it already",
    )
    opens_paragraph = models.BooleanField(default=False)
    origin = models.CharField(max_length=16, choices=Origin)
    flags = models.JSONField(default=list, blank=True)
    # [text, in_ms, out_ms, confidence in thousandths] for each recognised word.
    words = models.JSONField(default=list, blank=True)
    written_by = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["transcript", "label"], name="one_cue_per_label"),
            models.CheckConstraint(
                condition=models.Q(in_ms__isnull=True, out_ms__isnull=True)
                | models.Q(in_ms__gte=0, out_ms__gt=models.F("in_ms")),
                name="cue_in_before_out",
            ),
        ]

    def __str__(self) -> str:
        return f"s{self.label}"

    @property
    def has_speaker(self) -> bool:
        """Someone decided who is heard: a person by name, or a description in place of one."""
        return self.speaker_id is not None or bool(self.described_as)

    @property
    def speaker_shown(self) -> str:
        """What readers see as the speaker's name."""
        return self.speaker.name if self.speaker else self.described_as


class CueLabel(models.Model):
    """A label that was given out in a clip, to an original or a translated sentence. It never means two things.

    ``fate`` is empty while a sentence carries the label; once decided it stays, and ``successors`` lead on.
    """

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=16)
    fate = models.CharField(max_length=16, choices=Fate, blank=True)
    successors = models.JSONField(default=list, blank=True)
    reason = models.CharField(
        max_length=500, blank=True, help_text="told in public where the label was published"
    )
    given_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clip", "label"], name="one_label_for_ever")]

    def __str__(self) -> str:
        return f"s{self.label} of {self.clip_id}"


class ContextLine(models.Model):
    """Words of the broadcast just before, after or between the passages of a clip. Times on the recording's clock."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    where = models.CharField(max_length=8, choices=Where)
    gap = models.PositiveIntegerField(null=True, blank=True, help_text="which gap, from 0")
    position = models.PositiveIntegerField()
    in_ms = models.BigIntegerField()
    out_ms = models.BigIntegerField()
    language = models.CharField(max_length=35, blank=True)
    text = models.TextField()
    into = models.CharField(max_length=35, blank=True)
    translation = models.TextField(blank=True)
    origin = models.CharField(max_length=16, choices=Origin)
    written_by = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(in_ms__gte=0, out_ms__gt=models.F("in_ms")), name="context_in_before_out"
            )
        ]

    def __str__(self) -> str:
        return f"{self.where} of {self.clip_id}"
