from __future__ import annotations

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "dragoman.console"
    label = "console"
