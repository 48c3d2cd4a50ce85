from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutletType(models.TextChoices):
    TELEVISION = "television", _("Television")
    RADIO = "radio", _("Radio")
    ONLINE = "online", _("Online video")
    OTHER = "other", _("Other")


class OwnerKind(models.TextChoices):
    STATE = "state", _("State")
    PUBLIC = "public", _("Public service")
    PARTY = "party", _("Party or movement")
    PRIVATE = "private", _("Private")
    UNKNOWN = "unknown", _("Not known")
