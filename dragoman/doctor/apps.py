from __future__ import annotations

from django.apps import AppConfig


class DoctorConfig(AppConfig):
    name = "dragoman.doctor"
    label = "doctor"
