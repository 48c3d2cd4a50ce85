from __future__ import annotations

from django.db import models

from dragoman.catalogue.models import Place, Topic
from dragoman.clips.terms import Convention
from dragoman.recordings.models import Broadcast, Recording, StoredFile


class Clip(models.Model):
    """A short excerpt of a recording, ``[in_ms, out_ms)`` on the recording's own clock.

    A clip that came from an older archive may have neither recording nor span.
    """

    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    broadcasts = models.ManyToManyField(Broadcast, through="ClipSource", related_name="+")
    in_ms = models.BigIntegerField(null=True, blank=True)
    out_ms = models.BigIntegerField(null=True, blank=True)
    duration_ms = models.BigIntegerField(null=True, blank=True, help_text="from the frames once cut")
    title = models.CharField(max_length=300)
    title_original = models.CharField(max_length=300, blank=True)
    title_language = models.CharField(max_length=35, blank=True)
    language = models.CharField(max_length=35, default="en", help_text="of title, summary and intro")
    summary = models.TextField(blank=True, help_text="paragraphs, an empty line between them")
    summary_by = models.CharField(
        max_length=16,
        blank=True,
        help_text="handle of the person who wrote it last; empty for nobody of ours",
    )
    intro = models.TextField(blank=True)
    spoken = models.JSONField(default=list, help_text="BCP 47 tags of the languages heard")
    into = models.JSONField(default=list, help_text="BCP 47 tags to translate into")
    convention = models.CharField(max_length=16, choices=Convention, default=Convention.VERBATIM, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    advisory = models.CharField(max_length=300, blank=True)
    rights = models.TextField(blank=True)
    # What the command or form said about who speaks from which second on; used when cues arrive.
    speakers_told = models.JSONField(default=list)
    # Frame facts of the cut as the engine gave them: integers and text only.
    cut_facts = models.JSONField(default=dict)
    # Which moment of the clip an editor chose for its picture; without one the engine finds a picture by itself.
    poster_ms = models.BigIntegerField(null=True, blank=True)
    warnings = models.JSONField(default=list)
    # Digest of what a page of an older archive said, so that reading it twice makes one clip.
    import_digest = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    is_locked = models.BooleanField(default=False, help_text="published: changes need a correction")
    made_by = models.CharField(max_length=32)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(in_ms__isnull=True, out_ms__isnull=True)
                | models.Q(in_ms__gte=0, out_ms__gt=models.F("in_ms")),
                name="clip_in_before_out",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ClipSource(models.Model):
    """Which broadcast a clip is from; more than one when it was put together from several."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="sources")
    broadcast = models.ForeignKey(Broadcast, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["clip", "broadcast"], name="one_source_per_broadcast")]

    def __str__(self) -> str:
        return f"{self.clip_id} from {self.broadcast_id}"


class ClipFile(StoredFile):
    """A file made from a clip's cut: the playable clip, its poster, stills in one picture (each as wide and high as
    ``width`` and ``height`` say), its waveform peaks, the sound for speech."""

    class Kind(models.TextChoices):
        PLAYABLE = "playable"
        POSTER = "poster"
        STILLS = "stills"
        PEAKS = "peaks"
        SPEECH = "speech"

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=16, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clip", "kind"], name="one_clip_file_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.clip_id}"


class Passage(models.Model):
    """One unbroken stretch of the recording that a clip shows. A clip of a single stretch has none of these.

    ``cut_facts`` are the frame facts of this stretch, as those of a clip.
    """

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    in_ms = models.BigIntegerField()
    out_ms = models.BigIntegerField()
    cut_facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["clip", "position"], name="one_passage_per_position"),
            models.CheckConstraint(
                condition=models.Q(in_ms__gte=0, out_ms__gt=models.F("in_ms")), name="passage_in_before_out"
            ),
        ]

    def __str__(self) -> str:
        return f"passage {self.position} of {self.clip_id}"
