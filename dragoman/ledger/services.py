"""Appending to the ledger: the last statement of every command that changes something."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from django.db import connection, transaction

from dragoman.ledger.models import Entry
from dragoman.ledger.terms import ORIGIN, Actor
from dragoman.lib.hashing import Json, canonical, leaf_digest

# One key for everyone who appends; "ledger" in ASCII.
LOCK = 0x6C6564676572


def record(*, actor: Actor, act: str, subject: str, detail: dict[str, Json] | None = None) -> Entry:
    """Append one line and return it. Call it inside the transaction of the change it speaks of.

    ``subject`` says what the act is about (``clip:17``). ``detail`` holds digests, labels, times: never words
    or names, which could not be erased later.
    """
    with transaction.atomic():
        last = _last_entry()
        now = datetime.now(UTC)
        at = max(now, last.at) if last else now
        seq = last.seq + 1 if last else 1
        previous = last.digest if last else ORIGIN
        line = canonical(
            {
                "act": act,
                "actor": actor.handle,
                "at": at.isoformat(timespec="microseconds"),
                "detail": detail or {},
                "nonce": secrets.token_hex(16),
                "previous": previous,
                "seq": seq,
                "subject": subject,
            }
        )
        return Entry.objects.create(
            seq=seq,
            at=at,
            actor=actor.handle,
            act=act,
            subject=subject,
            line=line,
            previous=previous,
            digest=leaf_digest(line),
        )


def _last_entry() -> Entry | None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    return Entry.objects.order_by("-seq").first()
