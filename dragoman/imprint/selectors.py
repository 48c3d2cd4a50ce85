"""Reading what the site says of itself."""

from __future__ import annotations

from django.db.models import QuerySet

from dragoman.imprint import standing
from dragoman.imprint.models import ImprintVersion, Mark
from dragoman.imprint.terms import Imprint


def imprint() -> Imprint:
    """What is in force; from memory for all but one page in a few seconds."""
    return standing.held().imprint


def site_name() -> str:
    return imprint().name


def standing_version() -> int:
    """Of what this process goes by; 0 where nothing was ever set."""
    return standing.held().version or 0


def versions() -> QuerySet[ImprintVersion]:
    """Every state there was, the latest first."""
    return ImprintVersion.objects.select_related("mark").defer("mark__data").order_by("-ordinal")


def latest_version() -> ImprintVersion | None:
    return versions().first()


def mark_named(name: str) -> Mark | None:
    return Mark.objects.filter(name=name).first()
