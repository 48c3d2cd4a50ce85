from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rework(models.TextChoices):
    """What was done to sentences so that labels changed hands."""

    SPLIT = "split", _("split")
    MERGED = "merged", _("joined")
    REMOVED = "removed", _("taken out")
