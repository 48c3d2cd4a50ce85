from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordingOrigin(models.TextChoices):
    """How the recording reached the desk: only the first kind is what was on air, for certain."""

    BROADCAST = "broadcast", _("Captured from the broadcast")
    UPLOAD = "upload", _("Re-uploaded by someone else")
    UNKNOWN = "unknown", _("Not known")
