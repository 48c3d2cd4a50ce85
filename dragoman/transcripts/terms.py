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


class Evidence(models.TextChoices):
    """How the desk knows who speaks."""

    ON_AIR = "on-air", _("Introduced on air")
    ON_SCREEN = "on-screen", _("Name shown on screen")
    VOICE = "voice", _("Known by the voice")
    OTHER = "other", _("Other evidence")


class Certainty(models.TextChoices):
    CERTAIN = "certain", _("certain")
    PROBABLE = "probable", _("probable")
    POSSIBLE = "possible", _("possible")


class Voice(models.TextChoices):
    """Whose voice carries the words."""

    OWN = "own", _("the speaker’s own voice")
    INTERPRETER = "interpreter", _("an interpreter’s voice")
    DUB = "dub", _("a dubbing voice")


class Fate(models.TextChoices):
    """What became of a label that no sentence carries any more. Decided once."""

    SPLIT = "split", _("split")
    MERGED = "merged", _("joined to another")
    DELETED = "deleted", _("taken out")


class Where(models.TextChoices):
    """Where words of the broadcast stand that are not in the clip."""

    BEFORE = "before", _("before the clip")
    AFTER = "after", _("after the clip")
    GAP = "gap", _("left out of the clip")


class TrackState(models.TextChoices):
    """How far a track is, in words for the desk and the page."""

    WAITING = "waiting", _("waiting for the engine")
    EMPTY = "empty", _("waiting for a person")
    DRAFTED = "drafted", _("drafted by machine")
    WRITTEN = "written", _("written by a person")
