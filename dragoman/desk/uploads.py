"""Files on their way in: written to disk as they arrive, kept while a form is put right, gone after a day."""

from __future__ import annotations

import errno
import os
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedWriter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

_SALT = "dragoman.desk.upload"
_KEPT_FOR_SECONDS = 24 * 3600
_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class KeptUpload:
    """A file that arrived whole. ``token`` proves to a later form that this person sent it."""

    name: str
    file_name: str
    size_bytes: int

    @property
    def path(self) -> Path:
        return waiting_room() / self.name

    def token(self, handle: str) -> str:
        return signing.dumps([self.name, self.file_name, self.size_bytes, handle], salt=_SALT, compress=True)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


class ArrivedFile(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """What the form sees of an upload that lies in the waiting room."""

    def __init__(self, kept: KeptUpload) -> None:
        super().__init__(file=File(None, name=kept.file_name), name=kept.file_name, size=kept.size_bytes)
        self.kept = kept


class WaitingRoomHandler(FileUploadHandler):
    """Streams uploads into the waiting room and stops writing at the limit or when the disk is full.

    The rest of a refused file is read and dropped, so that the other fields of the form arrive;
    ``refusal`` then says what to do about the file.
    """

    chunk_size = 2**20

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.refusal = ""
        self._name = ""
        self._file: BufferedWriter | None = None
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # Any: handed on as they come
        super().new_file(*args, **kwargs)
        if self._name:  # the form has one file field; whatever else is sent is not kept
            raise SkipFile
        room = waiting_room()
        self._name = secrets.token_hex(16)
        try:
            room.mkdir(parents=True, exist_ok=True)
            sweep(room)
            descriptor = os.open(room / f"{self._name}.part", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            self._refuse(_disk_words(error))
        else:
            self._file = os.fdopen(descriptor, "wb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._file is None:
            return
        self._size += len(raw_data)
        if self._size > settings.MEDIA_MAX_BYTES:
            self._refuse(too_large_words())
        try:
            self._file.write(raw_data)
        except OSError as error:
            self._refuse(_disk_words(error))

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        if self._file is None:
            return None
        try:
            self._file.close()
            part = waiting_room() / f"{self._name}.part"
            part.rename(waiting_room() / self._name)
        except OSError as error:
            self.refusal = _disk_words(error)
            self._drop()
            return None
        self._file = None
        file_name = Path(str(self.file_name or "recording")).name[:255]
        return ArrivedFile(KeptUpload(self._name, file_name, self._size))

    def upload_interrupted(self) -> None:
        self._drop()

    def _refuse(self, words: str) -> None:
        self.refusal = words
        self._drop()
        raise SkipFile

    def _drop(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):  # closing flushes, which fails again on a full disk
                file.close()
        with suppress(OSError):  # where nothing can be written there may be no folder either
            (waiting_room() / f"{self._name}.part").unlink(missing_ok=True)


def waiting_room() -> Path:
    folder: Path = settings.WORK_DIR
    return folder / "uploads"


def kept_upload(token: str, handle: str) -> KeptUpload | None:
    """The upload a form remembers; None when it is gone, too old, or was sent by someone else."""
    try:
        name, file_name, size_bytes, owner = signing.loads(token, salt=_SALT, max_age=_KEPT_FOR_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if owner != handle or not _NAME.fullmatch(name):
        return None
    upload = KeptUpload(name, file_name, size_bytes)
    return upload if upload.path.is_file() else None


def sweep(room: Path) -> None:
    """Remove what was left in the waiting room a day ago."""
    oldest = time.time() - _KEPT_FOR_SECONDS
    for path in room.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()


def too_large_words() -> str:
    return _(
        "This file is larger than %(limit)s, the most this installation takes. Cut or compress it first."
    ) % {"limit": filesizeformat(settings.MEDIA_MAX_BYTES)}


def _disk_words(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _("The disk of this installation is full: the file was not kept. Tell an administrator.")
    return _("The file could not be written here (%(reason)s). Tell an administrator.") % {
        "reason": error.strerror
    }
