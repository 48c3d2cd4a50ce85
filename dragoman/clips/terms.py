from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Convention(models.TextChoices):
    """How speech is set down."""

    VERBATIM = "verbatim", _("Verbatim")
    CLEAN = "clean", _("Clean: hesitations left out")
    EXCERPTS = "excerpts", _("Excerpts")
