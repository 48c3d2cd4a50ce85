"""Why something about a channel is refused. ``field`` says which part of what was written is meant."""

from __future__ import annotations


class ChannelRefused(ValueError):
    """Nothing was changed; the message says what to write instead."""

    field = ""


class UnknownTimeZone(ChannelRefused):
    field = "timezone"


class UnknownCountry(ChannelRefused):
    field = "country"


class UnknownLanguageTag(ChannelRefused):
    """``field`` is ``language`` or ``languages``."""

    field = "languages"


class BadWebAddress(ChannelRefused):
    """``field`` is ``website`` or ``feeds``."""

    field = "website"


class AliasTaken(ChannelRefused):
    field = "aliases"


class NameTaken(ChannelRefused):
    """Another channel of this name is filed in this place already."""

    field = "name"


class RenamedLater(ChannelRefused):
    """The channel has a later change of name, or the day has not come."""

    field = "from_day"


class ReferenceMissing(ChannelRefused):
    field = "reference"


class OwnerMissing(ChannelRefused):
    field = "owner"


class DatesReversed(ChannelRefused):
    field = "until"


class RoleMissing(ChannelRefused):
    field = "role"
