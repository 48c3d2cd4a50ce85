from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "dragoman.jobs"
    label = "jobs"

    def ready(self) -> None:
        from dragoman.jobs import tasks  # noqa: F401, PLC0415  app ready
