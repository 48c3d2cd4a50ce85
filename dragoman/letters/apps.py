from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "dragoman.letters"
    label = "letters"

    def ready(self) -> None:
        from dragoman.letters import tasks  # noqa: F401, PLC0415  app ready
