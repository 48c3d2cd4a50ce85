"""Files that a stranger sends with a form: kept in a waiting room while the form is put right, gone in a day."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterable
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
from django.utils.translation import gettext as _

from dragoman.enquiries.enclosing import MOST_FILES, ArrivedFile, shown_name

_SALT = "dragoman.archive.arriving"
_KEPT_FOR_SECONDS = 24 * 3600
_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file in the waiting room; ``token`` lets a later try of the same form name it."""

    name: str
    file_name: str

    @property
    def path(self) -> Path:
        return _room() / self.name

    @property
    def token(self) -> str:
        return signing.dumps([self.name, self.file_name], salt=_SALT)

    @property
    def arrived(self) -> ArrivedFile:
        return ArrivedFile(self.path, self.file_name)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


class Arrived(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    def __init__(self, waiting: WaitingFile, size: int) -> None:
        super().__init__(file=File(None, name=waiting.file_name), name=waiting.file_name, size=size)
        self.waiting = waiting


class ArrivingHandler(FileUploadHandler):
    """Keeps as many files as a request may have, each up to its limit; ``refusals`` says what was not kept, and why."""

    chunk_size = 2**18

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.refusals: list[str] = []
        self._count = 0
        self._file: BufferedWriter | None = None
        self._waiting = WaitingFile("", "")
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # Any: handed on as they come
        super().new_file(*args, **kwargs)
        self._count += 1
        if self._count > MOST_FILES:
            if self._count == MOST_FILES + 1:
                self.refusals.append(_("At most %(most)s files can come along.") % {"most": MOST_FILES})
            raise SkipFile
        self._waiting = WaitingFile(secrets.token_hex(16), shown_name(str(self.file_name or "file")))
        room = _room()
        room.mkdir(parents=True, exist_ok=True)
        _sweep(room)
        descriptor = os.open(self._waiting.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file, self._size = os.fdopen(descriptor, "wb"), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._file is None:
            return
        self._size += len(raw_data)
        if self._size > settings.ENQUIRY_FILE_MAX_BYTES:
            self.refusals.append(
                _("“%(name)s” is larger than %(most)s MB.")
                % {"name": self._waiting.file_name, "most": settings.ENQUIRY_FILE_MAX_BYTES // 2**20}
            )
            self._drop()
            raise SkipFile
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        if self._file is None:
            return None
        self._file.close()
        self._file = None
        if not self._size:  # a field that was left empty
            self._waiting.discard()
            return None
        return Arrived(self._waiting, self._size)

    def upload_interrupted(self) -> None:
        self._drop()

    def _drop(self) -> None:
        """Only what is being written: Django also says so when the last of several files was passed over."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._waiting.discard()


def waiting_files(tokens: Iterable[str]) -> list[WaitingFile]:
    """Those of an earlier try that are still here. A token that was forged or is too old names nothing."""
    found = []
    for token in list(tokens)[:MOST_FILES]:
        with suppress(signing.BadSignature, ValueError, TypeError):
            name, file_name = signing.loads(token, salt=_SALT, max_age=_KEPT_FOR_SECONDS)
            one = WaitingFile(name, file_name)
            if _NAME.fullmatch(name) and one.path.is_file():
                found.append(one)
    return found


def _room() -> Path:
    folder: Path = settings.WORK_DIR
    return folder / "arriving"


def _sweep(room: Path) -> None:
    oldest = time.time() - _KEPT_FOR_SECONDS
    for path in room.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
