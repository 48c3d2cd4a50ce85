"""The ledger as strangers watch it: its signed head, the heads of past days, its keys, and the tree's hashes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dragoman.ledger.keys import known_keys
from dragoman.ledger.selectors import checkpoint_at, latest_checkpoint, signed_note
from dragoman.ledger.tree import read_tile
from dragoman.lib.hashing import digest
from dragoman.lib.record.tiles import HASH_BYTES, WIDTH, parse_tile_path

_HIGHEST = 7  # 256**8 lines
_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponseBase:
    """The latest signed head, a C2SP ``tlog-checkpoint``."""
    head = latest_checkpoint()
    if head is None:
        return _missing("No head of this ledger has been signed yet.")
    return _answer(request, signed_note(head).encode(), "text/plain; charset=utf-8", "public, max-age=10")


@require_safe
def checkpoint_of_day(request: HttpRequest, day: str) -> HttpResponseBase:
    """The last head signed until the end of a day, UTC."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return _missing("A day is written 2026-11-24.")
    if when.isoformat() != day or when > datetime.now(UTC).date():
        return _missing("A day that is over, or today, is written 2026-11-24.")
    head = checkpoint_at(when)
    if head is None:
        return _missing("No head was signed until then.")
    return _answer(request, signed_note(head).encode(), "text/plain; charset=utf-8", "public, max-age=300")


@require_safe
def keys(request: HttpRequest) -> HttpResponseBase:
    """Every key, with the sizes of the ledger it may sign for: ``vkey first last state``, a line each."""
    lines = [
        f"{known.key} {known.first} {known.last if known.last is not None else '-'} {known.state}"
        + (f" since {known.since}" if known.since else "")
        for known in known_keys()
    ]
    body = "".join(f"{line}\n" for line in lines).encode()
    return _answer(request, body, "text/plain; charset=utf-8", "public, max-age=300")


@require_safe
def tile(request: HttpRequest, level: int, index: str, width: int = WIDTH) -> HttpResponseBase:
    """Hashes of the tree (C2SP ``tlog-tiles``); of a partial tile the first ``width``."""
    place = parse_tile_path(index if width == WIDTH else f"{index}.p/{width}")
    if place is None or level > _HIGHEST:
        return _missing("There is no such tile.")
    data = read_tile(level, place[0])[: place[1] * HASH_BYTES]
    if len(data) != place[1] * HASH_BYTES:
        return _missing("There is no such tile yet.")
    return _answer(request, data, "application/octet-stream", _FOR_EVER)


def _missing(words: str) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=404, content_type="text/plain; charset=utf-8")


def _answer(request: HttpRequest, body: bytes, content_type: str, cache: str) -> HttpResponseBase:
    etag = f'"{digest(body)[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
