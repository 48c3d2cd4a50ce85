from __future__ import annotations

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "dragoman.corrections"
    label = "corrections"
