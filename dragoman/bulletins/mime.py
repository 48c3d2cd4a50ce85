"""Mails as bytes, put together from parts that were encoded once: quoted-printable, CRLF, dots doubled.

A part is whole lines, so that parts stand one after the other without a byte between them.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr

BOUNDARY = "=_bulletin_of_two_parts"
_STUFFED = re.compile(rb"^\.", re.MULTILINE)
_LONGEST = 998
_HEADER_LINE = 76
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
Headers = Sequence[tuple[str, str]]


def encoded(text: str) -> bytes:
    """Text as the lines of a body. Its end is the end of a line."""
    whole = text if text.endswith("\n") else f"{text}\n"
    lines = binascii.b2a_qp(whole.encode("utf-8", "replace"), istext=True)
    return _STUFFED.sub(b"..", lines).replace(b"\n", b"\r\n")


def subject_line(text: str) -> str:
    """A subject as it stands in a header: in encoded words where it must be, folded, never two lines of ours."""
    plain = " ".join(_BREAKS.sub(" ", text).split())
    charset = "us-ascii" if plain.isascii() else "utf-8"
    line = Header(plain, charset, maxlinelen=_HEADER_LINE, header_name="Subject").encode()
    return line.replace("\n", "\r\n")


def sender_line(address: str) -> str:
    """``The desk <desk@example.org>``, whatever script the name is in."""
    name, plain = parseaddr(address)
    return formataddr((name, plain))


def date_line(at: datetime) -> str:
    return format_datetime(at)


def addresses_line(*addresses: str) -> str:
    """Addresses in angle brackets, each on a line of its own: folded where any relay may fold it anew."""
    return ",\r\n ".join(f"<{one}>" for one in addresses if one)


def message(headers: Headers, text: Iterable[bytes], html: Iterable[bytes]) -> bytes:
    """A whole mail, ready for DATA but for the dot that ends it. Raises ``ValueError`` for a broken header."""
    head = "".join(f"{name}: {_checked(value)}\r\n" for name, value in headers).encode("ascii")
    return b"".join((head, _OPENING, *text, _BETWEEN, *html, _CLOSING))


def _checked(value: str) -> str:
    for line in value.split("\r\n "):
        if "\n" in line or "\r" in line or len(line) > _LONGEST:
            raise ValueError("A header has a line break, or a line longer than lines may be.")
    return value


def _part(kind: str) -> bytes:
    return (
        f"--{BOUNDARY}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    ).encode()


_OPENING = (
    f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="{BOUNDARY}"\r\n\r\n'.encode()
    + _part("plain")
)
_BETWEEN = b"\r\n" + _part("html")
_CLOSING = f"\r\n--{BOUNDARY}--\r\n".encode()
