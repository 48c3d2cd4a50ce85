from __future__ import annotations

from django.db import models

from dragoman.catalogue.models import Channel, Programme
from dragoman.recordings.terms import RecordingOrigin


class Broadcast(models.Model):
    """One airing: on a channel, at a time; only the day is known of many older ones."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    aired_at = models.DateTimeField(
        null=True, blank=True, help_text="aware UTC; empty when only the day is known"
    )
    aired_on = models.DateField(null=True, blank=True, help_text="the day in the channel's own time zone")
    timezone = models.CharField(max_length=64, blank=True, help_text="IANA name or UTC offset, as told")

    class Meta:
        indexes = [models.Index(fields=["channel", "aired_on"])]

    def __str__(self) -> str:
        return f"{self.channel} {self.aired_on}"


class StoredFile(models.Model):
    """A file in the vault, with what a player needs to know of it."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.BigIntegerField()
    mime = models.CharField(max_length=64)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    duration_ms = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Recording(models.Model):
    """Our capture of a broadcast: the evidence. Its bytes are never edited."""

    broadcast = models.ForeignKey(Broadcast, on_delete=models.PROTECT, related_name="recordings")
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    file_name = models.CharField(max_length=255, help_text="as it was called when it came in")
    duration_ms = models.BigIntegerField()
    has_picture = models.BooleanField()
    has_sound = models.BooleanField()
    facts = models.JSONField(default=dict)
    origin = models.CharField(max_length=16, choices=RecordingOrigin, default=RecordingOrigin.BROADCAST)
    origin_url = models.CharField(max_length=2000, blank=True, help_text="where the copy came from")
    capture_note = models.CharField(max_length=500, blank=True, help_text="how it was captured")
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "broadcast"], name="one_recording_per_file_and_broadcast"
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class Rendition(StoredFile):
    """An encoded form of a recording that the desk can play."""

    class Kind(models.TextChoices):
        PROXY = "proxy"
        POSTER = "poster"

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=16, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "kind"], name="one_rendition_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.recording_id}"
