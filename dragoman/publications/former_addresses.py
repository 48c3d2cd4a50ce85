"""Addresses of the site an archive came from, in the one form they are kept and looked up in."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode, urlsplit

from django.conf import settings
from django.utils.encoding import repercent_broken_unicode

from dragoman.publications.errors import AddressRefused

LONGEST = 500
# Addresses of ours, after the language: all below a folder, single pages, clips by their number. A test holds
# them against the routes; should one be forgotten, the route still comes first.
_FOLDERS = frozenset(
    {
        ".well-known",
        "accounts",
        "api",
        "bulletins",
        "clips",
        "deliveries",
        "desk",
        "embed",
        "experts",
        "giving",
        "iiif",
        "imprint",
        "legal",
        "pages",
        "people",
        "preview",
        "proposals",
        "reports",
        "requests",
        "sitemaps",
        "sources",
        "support",
        "topics",
    }
)
_PAGES = frozenset(
    {
        "about",
        "accessibility",
        "check-file",
        "contact",
        "corrections",
        "corrections.atom",
        "corrections.json",
        "favicon.ico",
        "feed.atom",
        "feed.json",
        "feed.rss",
        "find",
        "healthz",
        "how-we-work",
        "llms.txt",
        "oai",
        "oembed",
        "podcast.xml",
        "privacy",
        "quote-check",
        "readyz",
        "robots.txt",
        "search",
        "search.atom",
        "search.json",
        "search.rss",
        "sitemap.xml",
        "terms",
        "transparency",
    }
)
_NUMBER = re.compile(r"(?:c/)?[0-9]+(?:/s[1-9][0-9a-z]*\.proof)?", re.ASCII)
# Added on the way by mails and networks: they name who sent the reader, not what is read.
_TRACKING = ("utm_", "mc_", "fbclid", "gclid", "msclkid", "yclid")
_MOST_PARTS = 50


def former_address(address: str) -> str:
    """The path and query of a full address, or of a path, of the former site. Raises ``AddressRefused``."""
    text = address.strip()
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise AddressRefused(f"“{text[:80]}” is not an address.") from error
    if parts.scheme not in {"", "http", "https"} or not (parts.netloc or parts.path.startswith("/")):
        raise AddressRefused(
            f"“{text[:80]}” is not an address: write https://… or a path that begins with /."
        )
    found = normal(_decoded(parts.path), parts.query)
    if found is None:
        raise AddressRefused(
            f"“{text[:80]}” can't be kept: it is longer than {LONGEST} characters or holds invisible ones."
        )
    if is_own(found):
        raise AddressRefused(f"“{text[:80]}” is an address of this site itself.")
    return found


def normal(path: str, query: str) -> str | None:
    """The form in which an address is kept, of a path that is decoded and a query that is not.

    A slash at the end, the order of the query and who sent the reader make no difference. None for what can't
    be kept.
    """
    if len(path) + len(query) > 4 * LONGEST:
        return None
    path = "/" + unicodedata.normalize("NFC", path).strip("/")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape", max_num_fields=_MOST_PARTS)
    except ValueError:
        return None
    told = sorted((name, value) for name, value in pairs if not name.casefold().startswith(_TRACKING))
    if any(unicodedata.category(ch) in {"Cc", "Cs"} for ch in path):
        return None
    path = path.replace("%", "%25").replace("?", "%3F").replace("#", "%23")
    found = f"{path}?{urlencode(told, errors='surrogateescape')}" if told else path
    return found if len(found) <= LONGEST else None


def is_own(address: str) -> bool:
    """Whether an address in its kept form is one that this site gives to something else."""
    parts = address.partition("?")[0].split("/")[1:]
    if parts[0] in dict(settings.LANGUAGES):
        parts = parts[1:] or [""]
    static = settings.STATIC_URL.strip("/").split("/")[0]
    rest = "/".join(parts)
    return (
        not rest or parts[0] in _FOLDERS | {static} or rest in _PAGES or _NUMBER.fullmatch(rest) is not None
    )


def _decoded(path: str) -> str:
    """As a request's path is decoded: bytes that are no UTF-8 stay as percent signs."""
    return repercent_broken_unicode(unquote_to_bytes(path.encode("utf-8", "surrogatepass"))).decode()
