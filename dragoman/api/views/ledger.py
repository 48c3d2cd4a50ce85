"""The ledger as strangers watch it: its signed head, the heads of past days, its keys, and the tree's hashes."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dragoman.ledger.keys import known_keys
from dragoman.ledger.selectors import checkpoint_at, latest_checkpoint, signed_note
from dragoman.ledger.tree import read_tile, tiled_size
from dragoman.lib.hashing import digest
from dragoman.lib.record.tiles import HASH_BYTES, WIDTH

_FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponseBase:
    """The latest signed head, a C2SP ``tlog-checkpoint``."""
    head = latest_checkpoint()
    if head is None:
        raise Http404("No head of this ledger has been signed yet.")
    return _answer(request, signed_note(head).encode(), "text/plain; charset=utf-8", "public, max-age=10")


@require_safe
def checkpoint_of_day(request: HttpRequest, day: str) -> HttpResponseBase:
    """The last head signed until the end of a day, UTC."""
    try:
        head = checkpoint_at(date.fromisoformat(day))
    except (ValueError, OverflowError) as error:
        raise Http404("A day is written 2026-11-24.") from error
    if head is None:
        raise Http404("No head was signed until then.")
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
    number = _index(index)
    if not 0 < width <= WIDTH or level > 7:
        raise Http404("There is no such tile.")
    data = read_tile(level, number)
    if len(data) < width * HASH_BYTES or (level == 0 and number * WIDTH + width > tiled_size()):
        raise Http404("There is no such tile yet.")
    return _answer(request, data[: width * HASH_BYTES], "application/octet-stream", _FOR_EVER)


def _index(text: str) -> int:
    """``x001/x234/067`` is tile 1234067; groups of three digits, all but the last begin with x."""
    *above, last = text.split("/")
    groups = [group.removeprefix("x") for group in above] + [last]
    is_written = all(group.startswith("x") for group in above) and all(
        len(group) == 3 and group.isascii() and group.isdigit() for group in groups
    )
    if not is_written or (len(groups) > 1 and groups[0] == "000") or len(groups) > 5:
        raise Http404("There is no such tile.")
    return int("".join(groups))


def _answer(request: HttpRequest, body: bytes, content_type: str, cache: str) -> HttpResponseBase:
    etag = f'"{digest(body)[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
