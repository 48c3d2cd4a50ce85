from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does at the desk; each role is granted by itself."""

    MONITOR = "monitor", _("Monitor")
    TRANSLATOR = "translator", _("Translator")
    REVIEWER = "reviewer", _("Reviewer")
    EDITOR = "editor", _("Editor")
    OFFICER = "officer", _("Requests officer")
    ADMINISTRATOR = "administrator", _("Administrator")
    TREASURER = "treasurer", _("Treasurer")


class Credit(models.TextChoices):
    """How pages name a person who worked on a clip."""

    NAME = "name", _("my name")
    PSEUDONYM = "pseudonym", _("a pseudonym")
    DESK = "desk", _("a member of the desk")
