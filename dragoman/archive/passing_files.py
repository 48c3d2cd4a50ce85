"""A stranger's file on its way through: written where it is wiped again, and never past the limit."""

from __future__ import annotations

from io import BufferedWriter
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class PassingFileHandler(FileUploadHandler):
    """Takes the first file of a form; the name it was sent under is not used for anything."""

    chunk_size = 2**20

    def __init__(self, request: HttpRequest, path: Path, most: int) -> None:
        super().__init__(request)
        self.path = path
        self.is_too_large = False
        self._most = most
        self._written = 0
        self._file: BufferedWriter | None = None
        self._taken = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # Any: handed on as they come
        super().new_file(*args, **kwargs)
        if self._taken:
            raise SkipFile
        self._taken = True
        self._file = self.path.open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._file is None:
            return
        self._written += len(raw_data)
        if self._written > self._most:
            self.is_too_large = True
            self._drop()
            raise SkipFile
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        if self._file is None:
            return None
        self._file.close()
        self._file = None
        return UploadedFile(file=File(None, name="file"), name="file", size=self._written)

    def upload_interrupted(self) -> None:
        self._drop()

    def _drop(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)
