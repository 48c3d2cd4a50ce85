"""When and where a broadcast aired, as the desk prints it."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman.catalogue.countries import country_name
from dragoman.catalogue.models import Channel
from dragoman.recordings.models import Broadcast


def local_time(broadcast: Broadcast) -> datetime | None:
    """The moment of airing in the zone it was told in; None when only the day is known."""
    if broadcast.aired_at is None:
        return None
    return broadcast.aired_at.astimezone(_zone(broadcast.timezone))


def source_label(channel: Channel | None, language: str) -> str:
    """ "CCTV (China)", as readers see a source."""
    if channel is None:
        return ""
    place = channel.place_name or (country_name(channel.country, language) if channel.country else "")
    return f"{channel.name} ({place})" if place else channel.name


def _zone(name: str) -> tzinfo:
    if name[:1] in {"+", "-"}:
        offset = datetime.strptime(name.replace(":", ""), "%z").tzinfo
        return offset or ZoneInfo("UTC")
    try:
        return ZoneInfo(name if name not in {"", "Z"} else "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
