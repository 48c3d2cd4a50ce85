from __future__ import annotations

from django.apps import AppConfig


class ImprintConfig(AppConfig):
    name = "dragoman.imprint"
    label = "imprint"
