"""The container of a bundle: a zip file that is the same, byte for byte, whenever and wherever it is made.

Names sorted, nothing compressed, no times, no extras, sizes in the headers. Reading is as strict: a bundle whose
contents, written again, give other bytes is not one that this product wrote.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FORMAT = "dragoman-bundle/1"
README, LIST = "README.txt", "bundle.json"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9._+-]{0,99}){0,3}", re.ASCII)
_MOST_FILES = 5_000
_MOST_BYTES = 200 * 2**30
_SMALL = 64 * 2**20
_PIECE = 2**20
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class BadContainer(ValueError):
    """The file is not a bundle as they are written; the message says why."""


class Unreadable(ValueError):
    """The file is no zip file at all, or can't be read."""


Contents = Mapping[str, bytes | Path]
"""What goes into a bundle: small files as bytes, large ones by path."""


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    size: int


def write_bundle(path: Path, contents: Contents) -> None:
    """Write the container anew. Raises ``BadContainer`` for a name that can't stand in one."""
    with path.open("wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            if not _NAME.fullmatch(name):
                raise BadContainer(f"“{name}” can't be the name of a file in a bundle")
            with (
                _opened(contents[name]) as source,
                archive.open(_info(name, _size(contents[name])), "w") as sink,
            ):
                while piece := source.read(_PIECE):
                    sink.write(piece)


class Bundle:
    """A bundle opened for reading, its container already checked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise Unreadable(f"There is no file {path}.") from error
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise Unreadable(f"{path} is not a zip file: {error}.") from error
        self.members = _members(self._archive)
        try:
            same = _written_again(self) == _digest_of(path)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
            EOFError,
        ) as error:
            raise BadContainer("not the container this product writes") from error
        if not same:
            raise BadContainer("not the container this product writes")

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def read(self, name: str) -> bytes:
        """A small file whole. Raises ``BadContainer`` for one that is larger than any of these may be."""
        if self.members[name].size > _SMALL:
            raise BadContainer(f"{name} is too large")
        with self.open(name) as file:
            return file.read()

    def open(self, name: str) -> BinaryIO:
        return self._archive.open(name)  # type: ignore[return-value]

    def sha256(self, name: str) -> str:
        with self.open(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]

    def under(self, folder: str) -> tuple[str, ...]:
        return tuple(name for name in self.members if name.startswith(f"{folder}/"))

    @contextmanager
    def extracted(self, name: str) -> Iterator[Path]:
        """A file on disk for as long as it is needed, under a name of ours."""
        with tempfile.TemporaryDirectory(prefix="dragoman-verify-") as folder:
            path = Path(folder) / f"file{Path(name).suffix[:8]}"
            with self.open(name) as source, path.open("wb") as sink:
                while piece := source.read(_PIECE):
                    sink.write(piece)
            yield path

    def close(self) -> None:
        self._archive.close()

    def __enter__(self) -> Bundle:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def _members(archive: zipfile.ZipFile) -> dict[str, Member]:
    infos = archive.infolist()
    if len(infos) > _MOST_FILES:
        raise BadContainer("there are too many files in it")
    found: dict[str, Member] = {}
    for info in infos:
        if not _NAME.fullmatch(info.filename) or info.filename in found:
            raise BadContainer("a name in it is not safe, or stands in it twice")
        if info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size or info.flag_bits:
            raise BadContainer("a file in it is packed or locked")
        found[info.filename] = Member(info.filename, info.file_size)
    if sum(member.size for member in found.values()) > _MOST_BYTES:
        raise BadContainer("it says that it is larger than any bundle")
    return found


def _written_again(bundle: Bundle) -> str:
    """The digest of the container that its contents make."""
    sink = _Digest()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for name in sorted(bundle.members):
            info = _info(name, bundle.members[name].size)
            with bundle.open(name) as source, archive.open(info, "w") as out:
                while piece := source.read(_PIECE):
                    out.write(piece)
    return sink.digest()


class _Digest:
    """Takes what a zip writer writes and seeks, and says what the file it made hashes to."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by digest()

    def write(self, data: bytes) -> int:
        return self._file.write(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def flush(self) -> None:
        self._file.flush()

    def seekable(self) -> bool:
        return True

    def digest(self) -> str:
        self._file.seek(0)
        with self._file as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _info(name: str, size: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.compress_type = zipfile.ZIP_STORED
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    info.file_size = size
    return info


def _size(content: bytes | Path) -> int:
    return content.stat().st_size if isinstance(content, Path) else len(content)


@contextmanager
def _opened(content: bytes | Path) -> Iterator[BinaryIO]:
    if isinstance(content, Path):
        with content.open("rb") as file:
            yield file
    else:
        yield io.BytesIO(content)
