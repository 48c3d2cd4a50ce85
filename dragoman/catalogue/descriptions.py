"""What is written about a channel: values that have been checked, and the checks, one for each kind of mistake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from dragoman.catalogue.countries import country_code
from dragoman.catalogue.errors import (
    BadWebAddress,
    DatesReversed,
    OwnerMissing,
    ReferenceMissing,
    UnknownCountry,
    UnknownLanguageTag,
    UnknownTimeZone,
)
from dragoman.catalogue.terms import OutletType, OwnerKind
from dragoman.lib.hashing import clean_text
from dragoman.lib.languages import UnknownLanguage, canonical

_LONGEST_ADDRESS = 200
_PAGES = ("http", "https")
_STREAMS = ("http", "https", "rtmp", "rtmps", "rtsp", "srt", "udp")


@dataclass(frozen=True, slots=True)
class ChannelDescription:
    """All that is written about a channel besides its name, its former names and its owners.

    ``country`` is a code or a name; ``place_name`` is printed instead of it where the desk wants other words.
    """

    name_original: str = ""
    transliteration: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    country: str = ""
    place_name: str = ""
    outlet_type: OutletType = OutletType.TELEVISION
    timezone: str = ""
    website: str = ""
    feeds: tuple[str, ...] = ()
    rights: str = ""
    aliases: tuple[str, ...] = ()
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class OwnerNote:
    """Who owned or controlled a channel, from when until when as far as known, and how we know."""

    owner: str
    kind: OwnerKind
    reference: str
    since: date | None = None
    until: date | None = None


def checked_description(said: ChannelDescription) -> ChannelDescription:
    """The same with every value in its one form; a ``ChannelRefused`` for the first that has none."""
    return replace(
        said,
        name_original=one_line(said.name_original),
        transliteration=one_line(said.transliteration),
        language=language_tag(said.language, "language") if said.language.strip() else "",
        languages=_unique(language_tag(one, "languages") for one in said.languages),
        country=known_country(said.country),
        place_name=one_line(said.place_name)[:120],
        timezone=known_timezone(said.timezone),
        website=page_address(said.website),
        feeds=_unique(feed_address(one) for one in said.feeds if one.strip()),
        rights=clean_text(said.rights).strip(),
        aliases=_unique(line for one in said.aliases if (line := one_line(one))),
    )


def checked_owner(said: OwnerNote) -> OwnerNote:
    owner, reference = one_line(said.owner), clean_text(said.reference).strip()
    if not owner:
        raise OwnerMissing(_("Say who owns or controls it."))
    if not reference:
        raise ReferenceMissing(_("Say how we know: a document, a register, a report, with its date."))
    if said.since and said.until and said.since > said.until:
        raise DatesReversed(_("The last day lies before the first: look at both dates again."))
    return replace(said, owner=owner, reference=reference)


def known_country(text: str) -> str:
    """ISO code of a country by code or name; empty for nothing."""
    said = one_line(text)
    code = country_code(said) if said else ""
    if code is None:
        raise UnknownCountry(
            _(
                "“%(text)s” is not a country we know: write its code or its name, or only what to print instead."
            )
            % {"text": said}
        )
    return code


def known_timezone(text: str) -> str:
    """The name of a zone as the zone database spells it; empty for nothing."""
    said = text.strip().replace(" ", "_")
    if not said:
        return ""
    zone = _zones().get(said.casefold())
    if zone is None:
        raise UnknownTimeZone(
            _("“%(text)s” is not a time zone we know: write one such as Asia/Shanghai.")
            % {"text": text.strip()}
        )
    return zone


def page_address(text: str) -> str:
    return _address(text, "website", _PAGES)


def feed_address(text: str) -> str:
    return _address(text, "feeds", _STREAMS)


def one_line(text: str) -> str:
    return " ".join(clean_text(text).split())[:200].strip()


def _address(text: str, field: str, schemes: tuple[str, ...]) -> str:
    said = text.strip()
    if not said:
        return ""
    try:
        if len(said) > _LONGEST_ADDRESS:
            raise ValidationError("")
        URLValidator(schemes=schemes)(said)
    except ValidationError as error:
        refused = BadWebAddress(
            _("“%(text)s” is not an address on the web: it starts with https:// and has no spaces.")
            % {"text": said[:60]}
        )
        refused.field = field
        raise refused from error
    return said


def language_tag(text: str, field: str) -> str:
    try:
        return canonical(text.strip())
    except UnknownLanguage as error:
        refused = UnknownLanguageTag(
            _("“%(word)s” is not a language we know: write a code such as en or pt-BR, or its name.")
            % {"word": text.strip()[:60]}
        )
        refused.field = field
        raise refused from error


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if name not in {"localtime", "Factory"}}
