from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """A blocking finding holds back publication by a person at the desk; a warning only shows."""

    BLOCKING = "blocking", _("Holds back")
    WARNING = "warning", _("Warning")


# Rules that no check finds: they follow from who reviewed what.
UNREVIEWED, SAME_EYES = "unreviewed", "same_eyes"
