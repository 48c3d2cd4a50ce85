from __future__ import annotations

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "dragoman.enquiries"
    label = "enquiries"
