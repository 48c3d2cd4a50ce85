from __future__ import annotations

from django.apps import AppConfig


class MachinesConfig(AppConfig):
    name = "dragoman.machines"
    label = "machines"
