from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """What lists are narrowed by. Under ``everything`` each listed clip stands once, with the empty value."""

    EVERYTHING = "everything"
    TOPIC = "topic"
    SOURCE = "source"
    LANGUAGE = "language"
    COUNTRY = "country"
    SPEAKER = "speaker"
    YEAR = "year"


VALUE_LENGTH = 80
