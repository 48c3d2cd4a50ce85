"""The marks by which a mail that comes back is known for one of ours: in its Message-ID, and where it was sent from."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from email.utils import parseaddr

from django.conf import settings

_TOKEN = re.compile(r"d([1-9][0-9]{0,17})-([a-z2-7]{16})", re.ASCII)
_ID = re.compile(r"<?bulletin\.(d[0-9a-z-]+)@[^>\s]*>?", re.ASCII | re.IGNORECASE)


def delivery_token(pk: int) -> str:
    """Small letters, digits and a hyphen, since mail servers change the case of addresses."""
    said = f"delivery\n{pk}".encode()
    made = hmac.new(str(settings.ADDRESS_KEY).encode(), said, hashlib.sha256).digest()
    return f"d{pk}-{base64.b32encode(made[:10]).decode().lower()}"


def delivery_of(token: str) -> int | None:
    """The delivery that a token was made for; None for anything that is none of ours."""
    match = _TOKEN.fullmatch(token.lower())
    if match is None:
        return None
    pk = int(match[1])
    return pk if hmac.compare_digest(delivery_token(pk), token.lower()) else None


def message_id(pk: int) -> str:
    """The same however often the mail is sent, so that a second copy is known for one."""
    return f"<bulletin.{delivery_token(pk)}@{sender_host()}>"


def delivery_with_id(text: str) -> int | None:
    match = _ID.fullmatch(text.strip())
    return delivery_of(match[1]) if match else None


def return_address(pk: int) -> str:
    """Where a mail comes back to, when it does; the plain sender where there is no mailbox for that."""
    if not settings.BULLETINS_MAILBOX:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return _plus(delivery_token(pk))


def leave_address(token: str) -> str:
    """The ``mailto:`` that ends what the one-click link ends; empty where nobody reads it."""
    return f"mailto:{_plus(f'leave-{token}')}?subject=unsubscribe" if settings.BULLETINS_MAILBOX else ""


def said_by(recipient: str) -> str:
    """What stands after the “+” of an address of our mailbox; empty for any other address."""
    local, _at, host = recipient.strip().strip("<>").rpartition("@")
    mine, _at, my_host = settings.BULLETINS_MAILBOX.rpartition("@")
    name, _mark, more = local.partition("+")
    is_ours = mine and host.lower() == my_host.lower() and name.lower() == mine.lower()
    return more if is_ours else ""


def sender_host() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _plus(more: str) -> str:
    local, _at, host = settings.BULLETINS_MAILBOX.rpartition("@")
    return f"{local}+{more}@{host}"
