"""Answering with a file: ranges, validators and names, the way players and download tools expect (RFC 9110)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from dragoman.lib.ranges import ByteRange, RangeNotSatisfiable, requested_range

_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file as it is given out. ``sha256`` of its bytes is the validator, so it must be right."""

    path: Path
    sha256: str
    mime: str
    name: str
    cache_control: str = "no-cache"


def file_response(request: HttpRequest, file: ServedFile, *, download: bool = False) -> HttpResponseBase:
    """The whole file or the one range asked for; 304 and 412 by its validators, 416 outside it.

    Raises ``FileNotFoundError`` when the bytes are gone.
    """
    stat = file.path.stat()
    etag, changed = f'"{file.sha256}"', int(stat.st_mtime)
    response: HttpResponseBase | None = _conditional(request, etag, changed)
    if response is None:
        response = _representation(request, file, stat.st_size, (etag, changed))
        response.headers["Content-Disposition"] = content_disposition_header(download, file.name) or "inline"
    response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Last-Modified", http_date(changed))
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = file.cache_control
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _conditional(request: HttpRequest, etag: str, changed: int) -> HttpResponse | None:
    answer = get_conditional_response(request, etag=etag, last_modified=changed)
    return answer if isinstance(answer, HttpResponse) else None


def _representation(
    request: HttpRequest, file: ServedFile, size: int, validators: tuple[str, int]
) -> HttpResponseBase:
    """RFC 9110 defines ranges for GET alone, so HEAD describes the whole file."""
    wanted: ByteRange | None = None
    if request.method == "GET" and _range_still_holds(request, validators):
        try:
            wanted = requested_range(request.headers.get("Range", ""), size)
        except RangeNotSatisfiable:
            return HttpResponse(
                status=416, headers={"Content-Range": f"bytes */{size}"}, content_type=file.mime
            )
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)}, content_type=file.mime)
    sent = wanted or ByteRange(0, size - 1)
    response = StreamingHttpResponse(
        _Part(file.path.open("rb"), sent), status=206 if wanted else 200, content_type=file.mime
    )
    response.headers["Content-Length"] = str(sent.length)
    if wanted:
        response.headers["Content-Range"] = wanted.content_range(size)
    return response


def _range_still_holds(request: HttpRequest, validators: tuple[str, int]) -> bool:
    """If-Range: a part only of the very file the reader holds a part of; a weak tag never matches."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    etag, changed = validators
    if condition.startswith(('"', "W/")):
        return condition == etag
    return parse_http_date_safe(condition) == changed


class _Part:
    """A part of an open file in pieces; the server closes it when the reader has it or has gone."""

    def __init__(self, file: BinaryIO, part: ByteRange) -> None:
        self._file = file
        self._left = part.length
        file.seek(part.first)

    def __iter__(self) -> Iterator[bytes]:
        while self._left > 0 and (piece := self._file.read(min(_PIECE, self._left))):
            self._left -= len(piece)
            yield piece

    def close(self) -> None:
        self._file.close()
