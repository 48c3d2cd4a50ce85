"""Keyed hashes: enough to know an address or a network again, useless to whoever has not the key.

The key is kept apart from the site's secret, since suppressions must hold when that one is changed.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def address_mark(normal: str) -> str:
    """By which an address is known once it is erased."""
    return _mark("address", normal)


def network_mark(address: str) -> str:
    """Of where a step of the proof came from; empty where that is not known."""
    return _mark("network", address) if address else ""


def _mark(what: str, text: str) -> str:
    key = str(settings.ADDRESS_KEY).encode()
    return hmac.new(key, f"{what}\n{text}".encode(), hashlib.sha256).hexdigest()
