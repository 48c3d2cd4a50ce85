"""Which moment becomes the picture of a clip: one of the stills, or a second that somebody types."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from dragoman.lib.timecode import BadTimecode, parse_clock

AUTOMATIC = "auto"


class BadMoment(ValueError):
    """What was typed is no moment; the message says what to write."""


def read_moment(sent: QueryDict) -> int | None:
    """None lets the engine choose. What is typed goes before what is ticked. Raises ``BadMoment``."""
    if AUTOMATIC in sent.getlist("at"):
        return None
    typed = sent.get("typed", "").strip()
    if typed:
        try:
            return parse_clock(typed)
        except BadTimecode as error:
            raise BadMoment(_("Write a moment of the clip as 0:12 or 12.5.")) from error
    at = sent.get("at", "")
    if at.isascii() and at.isdigit() and len(at) < 12:
        return int(at)
    raise BadMoment(_("Choose a picture, or write a moment."))


def told_moment(text: str) -> int | str | None:
    """What an address says of the choice before: a moment, ``auto``, or nothing."""
    if text == AUTOMATIC:
        return AUTOMATIC
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
