"""Answers by mail: one RFC 5322 message in, at most one message of a thread out.

Whatever a machine wrote changes nothing: out-of-office notes, bounces, lists. The secret in the address says which
enquiry it belongs to; nothing else of the message is believed.
"""

from __future__ import annotations

import email.policy
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from enum import Enum
from pathlib import Path

from bs4 import BeautifulSoup
from django.conf import settings

from dragoman.enquiries.enclosing import MOST_FILES, ArrivedFile, check_file
from dragoman.enquiries.errors import FileRefused
from dragoman.enquiries.models import Enquiry, Requester
from dragoman.enquiries.services.talking import Reply, take_reply
from dragoman.enquiries.tokens import hash_of

MOST_BYTES = 25 * 2**20
_MOST_PARTS = 50
_RECIPIENTS = ("delivered-to", "x-original-to", "to", "cc")
_QUOTED_FROM = re.compile(r"^(>.*|-{2,}\s*Original Message\s*-{2,}|_{10,})$", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z2-7]{32}", re.ASCII)


class Outcome(Enum):
    TAKEN = "taken"
    AUTOMATIC = "automatic"
    UNKNOWN = "unknown"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class ReadMail:
    """What a message says, as far as it concerns us."""

    tokens: tuple[str, ...]
    sender: str
    message_id: str
    text: str
    is_automatic: bool
    files: tuple[tuple[str, bytes], ...]


def receive(raw: bytes) -> Outcome:
    """Put a message into the thread its address names. The same message twice is kept once."""
    mail = read(raw)
    enquiry = next(
        (found for one in mail.tokens if (found := Enquiry.objects.filter(mail_hash=hash_of(one)).first())),
        None,
    )
    if enquiry is None:
        return Outcome.UNKNOWN
    if mail.is_automatic:
        return Outcome.AUTOMATIC
    requester = Requester.objects.filter(enquiry=enquiry).first()
    with tempfile.TemporaryDirectory(prefix="dragoman-mail-") as folder:
        reply = Reply(
            text=mail.text,
            key=mail.message_id and f"mail:{mail.message_id}",
            by_mail=True,
            is_from_elsewhere=requester is None or mail.sender != requester.email.lower(),
            files=tuple(_arrived(mail, Path(folder))),
        )
        return Outcome.TAKEN if take_reply(enquiry=enquiry, reply=reply) else Outcome.EMPTY


def read(raw: bytes) -> ReadMail:
    """Never raises: whatever can't be read of a message is left out."""
    mail = BytesParser(policy=email.policy.default).parsebytes(raw[:MOST_BYTES])
    senders = getaddresses(_headers(mail, "from"))
    return ReadMail(
        tokens=_tokens(mail),
        sender=senders[0][1].strip().lower() if senders else "",
        message_id=next(iter(_headers(mail, "message-id")), "").strip()[:500],
        text=_without_quotation(_text(mail)),
        is_automatic=_is_automatic(mail),
        files=tuple(_files(mail)),
    )


def _headers(mail: EmailMessage, name: str) -> list[str]:
    """As text, whatever is wrong with them; header parsers of the library fall over some."""
    wanted = name.lower()
    return [str(value).replace("\n", " ")[:2000] for key, value in mail.raw_items() if key.lower() == wanted]


def _tokens(mail: EmailMessage) -> tuple[str, ...]:
    local, _at, domain = settings.ENQUIRY_MAIL.lower().partition("@")
    lines = [one for name in _RECIPIENTS for one in _headers(mail, name)]
    found = []
    for _name, address in getaddresses(lines):
        box, _at, host = address.strip().lower().partition("@")
        name, plus, token = box.partition("+")
        if plus and host == domain and name == local and _TOKEN.fullmatch(token):
            found.append(token)
    return tuple(dict.fromkeys(found))[:5]


def _is_automatic(mail: EmailMessage) -> bool:
    """RFC 3834 and what programs do instead of it."""
    auto = " ".join(_headers(mail, "auto-submitted")).strip().lower()
    precedence = " ".join(_headers(mail, "precedence")).strip().lower()
    sender = " ".join(_headers(mail, "from")).lower()
    return (
        (bool(auto) and not auto.startswith("no"))
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or any(
            _headers(mail, name)
            for name in (
                "x-autoreply",
                "x-autorespond",
                "x-auto-response-suppress",
                "list-id",
                "x-failed-recipients",
            )
        )
        or any(one.strip() == "<>" for one in _headers(mail, "return-path"))
        or "mailer-daemon@" in sender
        or "postmaster@" in sender
        or mail.get_content_type() == "multipart/report"
    )


def _parts(mail: EmailMessage) -> Iterator[EmailMessage]:
    for place, part in enumerate(mail.walk()):
        if place >= _MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _bytes(part: EmailMessage) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):  # an encoding that nobody knows
        return b""
    return found if isinstance(found, bytes) else b""


def _words(part: EmailMessage) -> str:
    charset = str(part.get_param("charset") or "utf-8")
    try:
        return _bytes(part).decode(charset, "replace")
    except (LookupError, ValueError):
        return _bytes(part).decode("utf-8", "replace")


def _is_enclosed(part: EmailMessage) -> bool:
    return "attachment" in " ".join(_headers(part, "content-disposition")).lower()


def _text(mail: EmailMessage) -> str:
    parts = [part for part in _parts(mail) if not _is_enclosed(part)]
    for part in parts:
        if part.get_content_type() == "text/plain" and (words := _words(part).strip()):
            return words
    for part in parts:
        if part.get_content_type() == "text/html":
            return BeautifulSoup(_words(part)[: 2**20], "lxml").get_text("\n").strip()
    return ""


def _without_quotation(text: str) -> str:
    """What stands above the letter that is answered; everything where nothing stands above it."""
    lines = text.splitlines()
    first = next((at for at, line in enumerate(lines) if _QUOTED_FROM.match(line.strip())), len(lines))
    above = lines[:first]
    if above and first < len(lines) and above[-1].strip().endswith(":"):
        above = above[:-1]  # “On Tuesday, the desk wrote:”
    return "\n".join(above).strip() or text.strip()


def _files(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    found = 0
    for part in _parts(mail):
        if _is_enclosed(part) and found < MOST_FILES and (content := _bytes(part)):
            found += 1
            try:
                name = part.get_filename() or "file"
            except (ValueError, LookupError, TypeError, AttributeError, IndexError):
                name = "file"
            yield str(name)[:300], content


def _arrived(mail: ReadMail, folder: Path) -> Iterator[ArrivedFile]:
    """Those of a kind that is taken; a thread is not held up by the others."""
    for place, (name, content) in enumerate(mail.files):
        path = folder / str(place)
        path.write_bytes(content)
        arrived = ArrivedFile(path, name)
        try:
            check_file(arrived)
        except FileRefused:
            continue
        yield arrived
