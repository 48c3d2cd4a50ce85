from __future__ import annotations

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "dragoman.publications"
    label = "publications"

    def ready(self) -> None:
        from dragoman.publications import checks  # noqa: F401, PLC0415  app ready
