"""A small proof of work: a second of a browser's time, a day of a spammer's. No third party has a hand in it."""

from __future__ import annotations

import hashlib

BITS = 15


def is_done(began: str, work: str) -> bool:
    """Whether SHA-256 over the form's own stamp and what the browser found begins with enough zeros."""
    if not work or len(work) > 20 or not work.isascii():
        return False
    found = hashlib.sha256(f"{began}:{work}".encode()).digest()
    return int.from_bytes(found[:4], "big") >> (32 - BITS) == 0
