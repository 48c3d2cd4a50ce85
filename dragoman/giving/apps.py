from __future__ import annotations

from django.apps import AppConfig


class GivingConfig(AppConfig):
    name = "dragoman.giving"
    label = "giving"

    def ready(self) -> None:
        from dragoman.giving import checks  # noqa: F401, PLC0415  app ready
