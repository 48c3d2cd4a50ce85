"""A small file in a form, held in memory: no more of it than could be of use."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class SmallUploadHandler(FileUploadHandler):
    """Keeps one byte more than the most allowed, so that whoever looks sees that there was more."""

    def __init__(self, request: HttpRequest, most_bytes: int) -> None:
        super().__init__(request)
        self._most = most_bytes + 1
        self._parts: list[bytes] = []
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # Any: handed on as they come
        super().new_file(*args, **kwargs)
        self._parts, self._size = [], 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = self._most - self._size
        if room > 0:
            self._parts.append(raw_data[:room])
            self._size += len(self._parts[-1])

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        data = io.BytesIO(b"".join(self._parts))
        name = str(self.file_name or "file")[:200]
        return InMemoryUploadedFile(data, self.field_name, name, self.content_type, self._size, self.charset)
