"""Which sites embed which clip: so that a correction finds those who show it, and the desk knows where it stands.

A site is its host, from the address of the page that holds the frame; nothing of the reader is kept.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import OrderedDict
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from dragoman.corrections.selectors import embedder_count
from dragoman.corrections.services import note_recipient
from dragoman.corrections.terms import RecipientKind

_log = logging.getLogger(__name__)

MOST_SITES = 500
"""So many are known by name for one edition; whoever invents more is only counted."""
_AGAIN_AFTER_S = 3600
_MOST_KEPT = 10_000
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.ASCII)


class Noted:
    """What was written down within the hour: a site with a thousand readers costs one line of the table."""

    def __init__(self) -> None:
        self._at: OrderedDict[tuple[str, int, int], float] = OrderedDict()
        self._lock = threading.Lock()

    def is_due(self, key: tuple[str, int, int]) -> bool:
        """True once an hour for each key."""
        now = time.monotonic()
        with self._lock:
            at = self._at.get(key)
            if at is not None and now - at < _AGAIN_AFTER_S:
                return False
            self._at[key] = now
            self._at.move_to_end(key)
            while len(self._at) > _MOST_KEPT:
                self._at.popitem(last=False)
        return True

    def clear(self) -> None:
        with self._lock:
            self._at.clear()


noted = Noted()


def note_embedder(request: HttpRequest, number: int, edition: int) -> None:
    """Remember the site whose page holds the frame that is asked for."""
    site = embedding_site(request)
    if not site or not noted.is_due((site, number, edition)):
        return
    try:
        if embedder_count(number, edition, besides=site) >= MOST_SITES:
            site = ""
        note_recipient(kind=RecipientKind.EMBED, number=number, edition=edition, whom=site)
    except DatabaseError:
        # Nobody is refused a clip because it can't be noted where it is shown.
        _log.exception("a site that embeds number %s was not noted", number)


def embedding_site(request: HttpRequest) -> str:
    """The host of the page that holds the frame; empty for our own pages and where there is no frame."""
    if request.method != "GET" or request.headers.get("Sec-Fetch-Dest", "iframe") not in {"iframe", "frame"}:
        return ""
    host = host_of(request.headers.get("Referer", ""))
    return "" if host in {host_of(settings.SITE_URL), request.get_host().lower()} else host


def host_of(address: str) -> str:
    """``news.example``, with a port where it is not the usual one; empty for what is no page's address."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    if ":" in host:
        host = f"[{host}]"
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or len(host) > 200:
        return ""
    return f"{host}:{port}" if port and port != {"http": 80, "https": 443}[parts.scheme] else host
