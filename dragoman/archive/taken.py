"""Counting what is taken away, so that a correction knows how far the old words went. Never who took it."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.http import HttpRequest

from dragoman.corrections.services import note_recipient
from dragoman.corrections.terms import RecipientKind

_log = logging.getLogger(__name__)


def note_taken(request: HttpRequest, kind: RecipientKind, number: int, edition: int) -> None:
    """Once for each whole copy: not for a look at the headers, a part, or a copy that is still good."""
    if request.method != "GET" or "Range" in request.headers or "If-None-Match" in request.headers:
        return
    try:
        note_recipient(kind=kind, number=number, edition=edition)
    except DatabaseError:
        # Nobody is refused a file because it can't be counted.
        _log.exception("a copy of number %s was not counted", number)
