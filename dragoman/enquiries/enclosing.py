"""Files that come along: kept in a folder of their own under drawn names, never in the vault, never on a page."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.enquiries.errors import FileRefused
from dragoman.enquiries.file_kinds import ENDINGS, kind_of
from dragoman.enquiries.models import Attachment, Delivery, Enquiry, Expert, Message
from dragoman.enquiries.scanning import scanner
from dragoman.enquiries.signals import attachment_waiting
from dragoman.enquiries.terms import Scan
from dragoman.lib.hashing import clean_text, file_digest

MOST_FILES = 5
_A_DAY = 24 * 3600
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file as it lies somewhere on this machine, and what it was called."""

    path: Path
    name: str


def folder() -> Path:
    found: Path = settings.ENQUIRIES_DIR
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def place_of(file: str) -> Path:
    return folder() / file


def check_file(arrived: ArrivedFile) -> str:
    """Its media type. Raises ``FileRefused`` in words."""
    size = arrived.path.stat().st_size
    if size > settings.ENQUIRY_FILE_MAX_BYTES:
        raise FileRefused(
            _("“%(name)s” is larger than %(most)s MB.")
            % {"name": shown_name(arrived.name), "most": settings.ENQUIRY_FILE_MAX_BYTES // 2**20}
        )
    mime = kind_of(arrived.path)
    if mime is None:
        raise FileRefused(
            _("“%(name)s” is not a kind of file we take: send PDF, a text document, a picture, sound or MP4.")
            % {"name": shown_name(arrived.name)}
        )
    return mime


def enclose(*, enquiry: Enquiry, arrived: ArrivedFile, message: Message | None = None) -> Attachment:
    """Keep a copy with an enquiry. Raises ``FileRefused``. A copy whose transaction fails is swept away later."""
    mime = check_file(arrived)
    file = keep_copy(arrived.path)
    made = Attachment.objects.create(
        enquiry=enquiry,
        message=message,
        file=file,
        name=shown_name(arrived.name, mime),
        mime=mime,
        size_bytes=place_of(file).stat().st_size,
        sha256=file_digest(place_of(file)),
        scan=Scan.WAITING if scanner() else Scan.NOT_ASKED,
        at=datetime.now(UTC),
    )
    if made.scan == Scan.WAITING:
        transaction.on_commit(lambda: attachment_waiting.send(sender=Attachment, attachment=made))
    return made


def keep_copy(path: Path) -> str:
    """Copy a file into the folder; returns its drawn name."""
    name = secrets.token_hex(16)
    descriptor = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with path.open("rb") as source, os.fdopen(descriptor, "wb") as target:
        shutil.copyfileobj(source, target)
    return name


def drop(file: str) -> None:
    if file:
        place_of(file).unlink(missing_ok=True)


def scan_attachment(*, attachment: Attachment) -> Attachment:
    """Ask the scanner; what is harmful is deleted at once. Raises ``ScannerUnavailable``."""
    found = scanner()
    if attachment.scan != Scan.WAITING or found is None:
        return attachment
    is_harmful = found.scan(place_of(attachment.file)).is_harmful
    attachment.scan = Scan.HARMFUL if is_harmful else Scan.CLEAN
    attachment.save(update_fields=["scan"])
    if is_harmful:
        drop(attachment.file)
    return attachment


def sweep_folder() -> int:
    """Remove files that no row names and that are older than a day. How many."""
    named = {
        *Attachment.objects.values_list("file", flat=True),
        *Delivery.objects.values_list("file", flat=True),
        *Expert.objects.values_list("photo", flat=True),
    }
    oldest, gone = time.time() - _A_DAY, 0
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.name not in named and path.stat().st_mtime < oldest:
                path.unlink()
                gone += 1
    return gone


def shown_name(name: str, mime: str = "") -> str:
    """A name that leads nowhere, turns nothing around, and ends in what the file is."""
    plain = " ".join(_NOT_IN_NAMES.sub("", clean_text(name)).split()).strip(". ")[:120] or "file"
    ending = ENDINGS.get(mime, "")
    if ending and not plain.lower().endswith(f".{ending}"):
        plain = f"{plain}.{ending}"
    return plain
