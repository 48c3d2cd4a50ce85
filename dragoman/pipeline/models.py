from __future__ import annotations

from django.db import models

from dragoman.clips.models import Clip


class ClipRun(models.Model):
    """Which chain of jobs makes which clip. Jobs know no stages, and stages know no jobs."""

    clip = models.ForeignKey(Clip, on_delete=models.CASCADE, related_name="+")
    chain = models.UUIDField(unique=True)
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.chain} makes {self.clip_id}"
