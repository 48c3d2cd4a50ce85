from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where words came from. Machine output stays a draft until a named person has it as theirs."""

    MACHINE = "machine", _("Machine")
    PERSON = "person", _("Person")
    IMPORTED = "imported", _("Earlier archive")


class CueKind(models.TextChoices):
    SPEECH = "speech", _("Speech")
    ON_SCREEN = "on-screen", _("On-screen text")
    CAPTION = "caption", _("Caption")
    SOUND = "sound", _("Sound or gesture")


class TrackState(models.TextChoices):
    """How far a track is, in words for the desk and the page."""

    WAITING = "waiting", _("waiting for the engine")
    EMPTY = "empty", _("waiting for a person")
    DRAFTED = "drafted", _("drafted by machine")
    WRITTEN = "written", _("written by a person")
