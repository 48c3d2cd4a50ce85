"""The Range header of HTTP (RFC 9110, section 14): which bytes of a file were asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPEC = re.compile(r"(?P<first>\d{0,19})[ \t]*-[ \t]*(?P<last>\d{0,19})", re.ASCII)


class RangeNotSatisfiable(ValueError):
    """The range is well written but lies outside the file: the answer is 416."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes from ``first`` to ``last``, both included, as the headers count them."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def content_range(self, size: int) -> str:
        return f"bytes {self.first}-{self.last}/{size}"


def requested_range(header: str, size: int) -> ByteRange | None:
    """The one range to send; None for the whole file.

    The whole file is what a header gets that is malformed, in another unit, or asks for several ranges: RFC 9110
    lets a server ignore any of these, and no player of media asks for several. Raises ``RangeNotSatisfiable``.

    >>> requested_range("bytes=500-", 2000)
    ByteRange(first=500, last=1999)
    """
    unit, equals, listed = header.partition("=")
    if not equals or unit.strip().lower() != "bytes":
        return None
    specs = [spec for part in listed.split(",") if (spec := part.strip(" \t"))]
    if len(specs) != 1:
        return None
    match = _SPEC.fullmatch(specs[0])
    if match is None or not (match["first"] or match["last"]):
        return None
    if not match["first"]:
        return _suffix(int(match["last"]), size)
    first, last = int(match["first"]), int(match["last"] or size)
    if match["last"] and last < first:
        return None
    if first >= size:
        raise RangeNotSatisfiable(f"The range begins at byte {first}, but the file ends at {size}.")
    return ByteRange(first, min(last, size - 1))


def _suffix(length: int, size: int) -> ByteRange | None:
    if length == 0:
        raise RangeNotSatisfiable("The range asks for the last 0 bytes.")
    if size == 0:
        return None
    return ByteRange(max(0, size - length), size - 1)
