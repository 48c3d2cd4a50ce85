"""Running times as pages write them: 02:01, 1:02:01, 2 min 1 sec, 121 seconds, PT2M1S."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dragoman.lib.pages.digits import plain_digits
from dragoman.lib.timecode import BadTimecode, parse_clock

_LONGEST_TEXT: Final = 48
_LONGEST_MS: Final = 24 * 3_600_000
_CLOCK: Final = re.compile(
    r"(?:\d{1,2}:\d{2}(?::\d{2})?\s*/\s*)?(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)"
    r"(?:\s?(?:min|mins|minutes|hrs?|h|мин|分|دقيقة)\.?)?",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"P(?:(\d{1,3})D)?T?(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:[.,](\d{1,6}))?S)?")
_HOURS: Final = "h|hrs?|hours?|ч|час(?:а|ов)?|小时|小時|시간|horas?|heures?|std|stunden?|ساعة|ساعات"
_MINUTES: Final = "m|mins?|minutes?|′|'|мин|минут[аы]?|分|分钟|分鐘|분|minutos?|minuten?|دقيقة|دقائق|دقيقتان"
_SECONDS: Final = (
    "s|secs?|seconds?|″|\"|''|с|сек|секунд[аы]?|秒|초|segundos?|secondes?|sekunden?|ثانية|ثوان|ثواني"
)
_GLUE: Final = r"\s*(?:,|and|и|و|y|et|und)?\s*"
_WORDS: Final = re.compile(
    rf"(?:(\d{{1,3}})\s*(?:{_HOURS})\.?)?{_GLUE}(?:(\d{{1,4}})\s*(?:{_MINUTES})\.?)?{_GLUE}"
    rf"(?:(\d{{1,6}})(?:[.,](\d{{1,3}}))?\s*(?:{_SECONDS})\.?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DurationFound:
    """A running time, or none and the doubt that says why."""

    ms: int | None
    doubt: str = ""


def read_duration(text: str) -> DurationFound | None:
    """The running time ``text`` is, wholly; None when it is something else.

    >>> read_duration("02:01")
    DurationFound(ms=121000, doubt='')
    """
    text = plain_digits(text.strip().strip("()[]").strip())
    if not text or len(text) > _LONGEST_TEXT:
        return None
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        try:
            return _bounded(parse_clock(clock[1]), text)
        except BadTimecode as error:
            return DurationFound(None, str(error))
    words = _ISO.fullmatch(text.upper()) or _WORDS.fullmatch(text)
    if words is None or not any(words.groups()):
        return None
    days, hours, minutes, seconds, part = ("0", *words.groups(default="0"))[-5:]
    whole = ((int(days) * 24 + int(hours)) * 60 + int(minutes)) * 60 + int(seconds)
    return _bounded(whole * 1000 + int(part.ljust(3, "0")[:3]), text)


def _bounded(ms: int, text: str) -> DurationFound:
    if ms <= 0:
        return DurationFound(None, f"A running time of “{text}” can't be right.")
    if ms > _LONGEST_MS:
        return DurationFound(None, f"“{text}” is longer than a day: no clip runs that long.")
    return DurationFound(ms)
