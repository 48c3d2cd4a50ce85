"""When and where a clip was broadcast, and how it is cited, in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils.translation import gettext as _

from dragoman.imprint.selectors import site_name
from dragoman.publications.content import Content, Source
from dragoman.ui import wording

_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>[01]\d|2[0-3]):?(?P<minutes>[0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Aired:
    """The day and time in the channel's own zone, and in UTC; both empty where only the day is known."""

    day: date
    machine: str
    local: str
    utc: str


def aired(content: Content) -> Aired | None:
    """None when nobody recorded the day."""
    if content.aired_at is None:
        if content.aired_on is None:
            return None
        return Aired(content.aired_on, content.aired_on.isoformat(), wording.long_date(content.aired_on), "")
    zone = zone_of(content.timezone)
    there = content.aired_at.astimezone(zone)
    local = f"{wording.date_and_time(there)} ({wording.offset_from_utc(there)})"
    utc = f"{wording.date_and_time(content.aired_at.astimezone(UTC))} UTC"
    return Aired(there.date(), there.isoformat(timespec="minutes"), local, utc if there.utcoffset() else "")


def zone_of(name: str) -> tzinfo:
    """A zone by its name or by its offset from UTC; UTC itself for one that no table knows."""
    if match := _OFFSET.fullmatch(name):
        minutes = int(match["hours"]) * 60 + int(match["minutes"])
        return timezone(timedelta(minutes=-minutes if match["sign"] == "-" else minutes))
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def citation(content: Content) -> str:
    """How to cite the clip in running text."""
    when = aired(content)
    parts = [
        f"“{wording.plain_line(content.title)}”",
        ", ".join(source_in_words(one) for one in content.sources),
        wording.long_date(when.day) if when else "",
        f"{site_name()}, DRG {content.number}, " + _("edition %(ordinal)s") % {"ordinal": content.edition},
        f"{settings.SITE_URL}/{content.number}",
    ]
    return ". ".join(part for part in parts if part)


def quote_sources(content: Content) -> tuple[str, ...]:
    """Sources and day, to stand under a copied quote."""
    when = aired(content)
    names = tuple(source_in_words(one) for one in content.sources)
    return (*names, wording.long_date(when.day)) if when else names


def source_in_words(source: Source) -> str:
    """``CCTV (China)``, on one line."""
    place = wording.source_place(source.country, source.place_name)
    return wording.plain_line(f"{source.name} ({place})" if place else source.name)
