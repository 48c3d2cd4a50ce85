"""The protocol's words: its verbs, the arguments each takes, its errors, and how identifiers and sets are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from dragoman.search.terms import Kind

OAI_DC, OAI_DATACITE = "oai_dc", "oai_datacite"
PREFIXES = (OAI_DC, OAI_DATACITE)
SECONDS = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a verb must be given, may be given, and may be given only alone."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    exclusive: str = ""


_SELECTIVE = Arguments(("metadataPrefix",), ("from", "until", "set"), "resumptionToken")
VERBS = {
    "Identify": Arguments(),
    "ListMetadataFormats": Arguments(optional=("identifier",)),
    "ListSets": Arguments(exclusive="resumptionToken"),
    "ListIdentifiers": _SELECTIVE,
    "ListRecords": _SELECTIVE,
    "GetRecord": Arguments(("identifier", "metadataPrefix")),
}


class OaiError(Exception):
    """One of the protocol's own errors."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


def repository() -> str:
    """The host's name, which makes our identifiers unlike all others."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def identifier_of(number: int) -> str:
    return f"oai:{repository()}:{number}"


def number_in(identifier: str) -> int:
    """Raises ``OaiError`` for what is no identifier of ours."""
    head, _, number = identifier.rpartition(":")
    if head != f"oai:{repository()}" or not re.fullmatch(r"[1-9][0-9]{0,14}", number, re.ASCII):
        raise OaiError("idDoesNotExist", "There is no item of that identifier.")
    return int(number)


def set_of(kind: str, slug: str) -> str:
    """``topic:railways``. Letters that a set's name can't hold are written as ~ and two hex digits for each byte."""
    kept = re.compile(r"[A-Za-z0-9_-]", re.ASCII)
    written = "".join(ch if kept.fullmatch(ch) else "".join(f"~{b:02X}" for b in ch.encode()) for ch in slug)
    return f"{kind}:{written}"


def kind_and_slug(set_spec: str) -> tuple[str, str]:
    """Empty slug for a whole kind's set, which holds nothing by itself. Raises ``OaiError`` for no set at all."""
    kind, mark, written = set_spec.partition(":")
    if kind not in {Kind.TOPIC, Kind.SOURCE} or (
        mark and not re.fullmatch(r"[A-Za-z0-9_~-]+", written, re.ASCII)
    ):
        raise OaiError("noRecordsMatch", "There is no set of that name.")
    data = re.sub(rb"~([0-9A-F]{2})", lambda m: bytes([int(m.group(1), 16)]), written.encode())
    try:
        slug = data.decode()
    except UnicodeDecodeError as error:
        raise OaiError("noRecordsMatch", "There is no set of that name.") from error
    if "\0" in slug or len(slug) > 80:
        raise OaiError("noRecordsMatch", "There is no set of that name.")
    return kind, slug


def read_moment(name: str, text: str, *, is_end: bool) -> datetime:
    """A day or a second, UTC; a day ends with its last second. Raises ``OaiError``."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
            return datetime.combine(day, time.max if is_end else time.min, UTC)
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text, re.ASCII):
            at = datetime.strptime(text, SECONDS).replace(tzinfo=UTC)
            return at + timedelta(microseconds=999_999) if is_end else at
    except (ValueError, OverflowError):
        pass
    raise OaiError("badArgument", f"“{name}” is no day (2026-11-24) and no second (2026-11-24T09:00:00Z).")
