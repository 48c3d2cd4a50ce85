"""What this process holds of the imprint, and how it hears that another process set a new one.

Whoever asks the database for the stamp of a page asks for the standing's version in the same breath and notes it
here; pages that ask for nothing look themselves, at most every few seconds. So no page view costs a question more.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from django.conf import settings
from django.db import DatabaseError

from dragoman.imprint.models import ImprintVersion, Standing
from dragoman.imprint.terms import Imprint

LOOK_EVERY_S = 5.0
VERSION_QUESTION = "(SELECT version FROM imprint_standing WHERE id = 1)"
"""For whoever asks more in the same breath; NULL where nothing was ever set."""


@dataclass(frozen=True, slots=True)
class Held:
    version: int | None
    imprint: Imprint
    looked_at: float


_held: Held | None = None


def held() -> Held:
    """The imprint in force with the version it was read under; read anew where this is due."""
    global _held  # noqa: PLW0603  what one process knows
    known = _held
    if known is not None and monotonic() - known.looked_at < LOOK_EVERY_S:
        return known
    try:
        # The version first: an imprint newer than its version is read again, an older one never stays.
        version = Standing.objects.filter(pk=1).values_list("version", flat=True).first()
        same = known is not None and known.version == version
        known = Held(version, known.imprint if known and same else _read(), monotonic())
    except DatabaseError:
        return known or Held(None, of_the_settings(), 0.0)  # a page that says what is wrong needs a name too
    _held = known
    return known


def note(version: int | None) -> None:
    """A version that was seen in the database just now."""
    if _held is not None and _held.version != version:
        forget()


def forget() -> None:
    global _held  # noqa: PLW0603  what one process knows
    _held = None


def hold(known: Held) -> None:
    """For a process that is told what to go by."""
    global _held  # noqa: PLW0603  what one process knows
    _held = known


def of_the_settings() -> Imprint:
    """As the environment has it."""
    return Imprint(name=settings.SITE_NAME, email=settings.CONTACT_EMAIL)


def imprint_of(values: dict[str, object], mark: str = "") -> Imprint:
    """A kept state as a value; what it leaves open is as the environment has it."""
    first = of_the_settings()
    descriptions, languages = values.get("descriptions"), values.get("languages")
    return Imprint(
        name=str(values.get("name") or first.name),
        descriptions=tuple(sorted(descriptions.items())) if isinstance(descriptions, dict) else (),
        accent=str(values.get("accent") or ""),
        languages=tuple(languages) if isinstance(languages, list) else (),
        email=str(values.get("email") or first.email),
        postal=str(values.get("postal") or ""),
        mark=mark,
    )


def _read() -> Imprint:
    latest = ImprintVersion.objects.order_by("-ordinal").values("values", "mark__name").first()
    return imprint_of(latest["values"], latest["mark__name"] or "") if latest else of_the_settings()
