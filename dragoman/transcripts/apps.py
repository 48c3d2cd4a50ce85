from __future__ import annotations

from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    name = "dragoman.transcripts"
    label = "transcripts"
