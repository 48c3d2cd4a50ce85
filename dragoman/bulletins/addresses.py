"""E-mail addresses as people write them: what mail can be sent to, and which two are one and the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dragoman.bulletins.terms import BadAddress

_LONGEST, _LONGEST_LOCAL = 254, 64
# The dot-atom of RFC 5322. Quoted local parts are legal and in use by nobody; letters of other scripts
# (RFC 6531) are refused, since most servers can't be handed them.
_LOCAL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.ASCII | re.IGNORECASE
)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_ENDING = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """``given`` is where mail goes; ``normal`` is the one spelling under which it is known."""

    given: str
    normal: str

    @property
    def host(self) -> str:
        return self.normal.rpartition("@")[2]


def read_address(text: str) -> Address:
    """The address in ``text``. Raises ``BadAddress`` in words.

    Hosts in any script are written as the net knows them. Local parts are compared without case: no server in use
    tells them apart, and a reader who types a capital is the same reader.

    >>> read_address(" Mona.Lisa@Bücher.example ")
    Address(given='Mona.Lisa@xn--bcher-kva.example', normal='mona.lisa@xn--bcher-kva.example')
    """
    bare = _bare(text)
    local, mark, host = bare.rpartition("@")
    if not mark or not local or not host:
        raise BadAddress(_("An e-mail address is written like name@example.org."))
    plain = _plain_host(host)
    if len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local) or not _is_host(plain):
        raise BadAddress(_("Mail can’t be sent to this address: look for a slip in it."))
    given = f"{local}@{plain}"
    if len(given) > _LONGEST:
        raise BadAddress(_("This address is longer than addresses can be."))
    return Address(given, given.lower())


def _bare(text: str) -> str:
    """Without what comes along when an address is copied: spaces, invisible marks, ``mailto:``, angle brackets."""
    if len(text) > 4 * _LONGEST:
        raise BadAddress(_("This address is longer than addresses can be."))
    seen = "".join(
        ch for ch in unicodedata.normalize("NFC", text) if unicodedata.category(ch) != "Cf"
    ).strip()
    if seen[:7].lower() == "mailto:":
        seen = seen[7:]
    if seen.startswith("<") and seen.endswith(">"):
        seen = seen[1:-1]
    return seen.strip()


def _plain_host(host: str) -> str:
    """In ASCII and small letters; empty where the name can't be written so."""
    try:
        return host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return ""


def _is_host(host: str) -> bool:
    labels = host.split(".")
    whole = len(labels) > 1 and len(host) <= 253 and all(_LABEL.fullmatch(label) for label in labels)
    return whole and _ENDING.fullmatch(labels[-1]) is not None
