from __future__ import annotations

from django.apps import AppConfig


class GivingConfig(AppConfig):
    name = "dragoman.giving"
    label = "giving"
