"""From the bytes of an old text file to its text."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENOUGH = 200_000  # bytes to tell an encoding by


def decode(data: bytes) -> str:
    """The text, by its byte order mark, as UTF-8, or by the likeliest of the old encodings; never fails."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        likeliest = from_bytes(data[:_ENOUGH]).best()
    return data.decode(likeliest.encoding if likeliest else "latin-1", "replace")
