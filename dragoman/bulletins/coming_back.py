"""Reading mail that comes back: reports of delivery (RFC 3464), of complaints (RFC 5965), and wishes to leave.

All of it is foreign: nothing in it is believed but the marks we made ourselves, and what it says of our own mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from dragoman.bulletins.terms import Returned
from dragoman.bulletins.tokens import delivery_of, delivery_with_id, said_by

_MOST_BYTES = 2 * 2**20
_MOST_PARTS = 50
_STATUS = re.compile(r"\s*([245])\.\d{1,3}\.\d{1,3}", re.ASCII)
_RECIPIENTS = ("delivered-to", "x-original-to", "envelope-to", "to")
_LEAVE = "leave-"
# RFC 3463: a full mailbox, a busy system, a message that is too large or not wanted. The address is all right.
_PASSING = re.compile(r"\s*5\.(2\.2|2\.3|3\.\d|4\.\d|6\.\d|7\.\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class CameBack:
    """``delivery`` is ours and its mark was right; ``said`` is what the other server wrote, in one line."""

    delivery: int
    what: Returned
    said: str = ""


@dataclass(frozen=True, slots=True)
class WantsToLeave:
    """A mail to the address in ``List-Unsubscribe``; ``token`` is that of the one-click link."""

    token: str


Read = CameBack | WantsToLeave | None


def read_mail(data: bytes, recipient: str = "") -> Read:
    """What a mail to our mailbox means; None for anything else: an answer from a person, an absence, a riddle.

    ``recipient`` is the address it was delivered to, where the mail server says so.
    """
    if len(data) > _MOST_BYTES:
        data = data[:_MOST_BYTES]
    try:
        return _read(message_from_bytes(data, policy=policy.compat32), recipient)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None


def _read(mail: Message, recipient: str) -> Read:
    marks = [said_by(one) for one in _addresses(mail, recipient)]
    for mark in marks:
        if mark.lower().startswith(_LEAVE):
            return WantsToLeave(mark[len(_LEAVE) :])
    parts = list(_parts(mail))
    what, said = _what(mail, parts)
    if what is None:
        return None
    by_address = [found for mark in marks if (found := delivery_of(mark)) is not None]
    delivery = by_address[0] if by_address else _original(parts)
    return CameBack(delivery, what, said) if delivery is not None else None


def _addresses(mail: Message, recipient: str) -> Iterator[str]:
    yield recipient
    for name in _RECIPIENTS:
        for value in mail.get_all(name, [])[:5]:
            text = str(value)[:1000]
            yield from re.findall(r"[^\s<>,;:\"]+@[^\s<>,;:\"]+", text)[:5]


def _parts(mail: Message) -> Iterator[Message]:
    for at, part in enumerate(mail.walk()):
        if at >= _MOST_PARTS:
            return
        yield part


def _what(mail: Message, parts: list[Message]) -> tuple[Returned | None, str]:
    """What kind of report it is. Mails that are no report, such as automatic answers, say nothing."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/feedback-report":
            fields = _fields(part)
            is_complaint = "feedback-type: not-spam" not in fields.lower()
            return (Returned.COMPLAINT if is_complaint else None), ""
        if kind == "message/delivery-status":
            return _status(_fields(part))
    return None, ""


def _status(fields: str) -> tuple[Returned | None, str]:
    """RFC 3464: the worst of what is said of each recipient; ours have one."""
    actions = {value.strip().lower() for value in _values(fields, "action")}
    statuses = _values(fields, "status")
    said = next(iter(_values(fields, "diagnostic-code")), "") or next(iter(statuses), "")
    if "failed" not in actions:
        return None, said  # delayed, relayed, delivered: nothing is decided yet
    for status in statuses:
        match = _STATUS.match(status)
        if match and match[1] == "5" and not _PASSING.match(status):
            return Returned.HARD, said
    return Returned.SOFT, said


def _values(fields: str, name: str) -> list[str]:
    unfolded = re.sub(r"\r?\n[ \t]+", " ", fields)
    found = re.findall(rf"^{name}[ \t]*:[ \t]*(.*?)[ \t\r]*$", unfolded, re.IGNORECASE | re.MULTILINE)
    return [" ".join(value.split())[:300] for value in found[:20]]


def _fields(part: Message) -> str:
    """The blocks of fields in a report, however the parser took them."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n".join(str(one) for one in payload[:20])[:20_000]
    decoded = part.get_payload(decode=True)
    return (
        decoded[:20_000].decode("utf-8", "replace") if isinstance(decoded, bytes) else str(payload)[:20_000]
    )


def _original(parts: list[Message]) -> int | None:
    """By the Message-ID of our mail, which most reports have with them, whole or as its headers."""
    for part in parts:
        for value in (part.get("Message-ID"), part.get("Original-Message-ID")):
            if value and (found := delivery_with_id(str(value))) is not None:
                return found
        if part.get_content_type() == "text/rfc822-headers":
            for value in _values(_fields(part), "message-id"):
                if (found := delivery_with_id(value)) is not None:
                    return found
    return None
