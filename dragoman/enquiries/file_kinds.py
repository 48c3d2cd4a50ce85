"""Which files may come along, told by what is in them: names and announced types are not believed.

Nothing is unpacked here. Documents that are archives inside are refused when their own list of contents announces
more than a document has: they would go off in the hands of whoever opens them.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

MOST_ENTRIES = 4000
MOST_UNPACKED = 300 * 2**20
MOST_RATIO = 150
_START = 4096
_TEXT_LOOK = 1 << 20

_SIGNS: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"WAVE", 8, "audio/wav"),
    (b"ftyp", 4, "video/mp4"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"OggS", 0, "audio/ogg"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_INSIDE = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "text/plain": "txt",
    f"{_OFFICE}wordprocessingml.document": "docx",
    f"{_OFFICE}spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}presentationml.presentation": "pptx",
    f"{_OPEN_DOCUMENT}text": "odt",
    f"{_OPEN_DOCUMENT}spreadsheet": "ods",
    f"{_OPEN_DOCUMENT}presentation": "odp",
}


def kind_of(path: Path) -> str | None:
    """The media type of a file that may come along; None for any other, and for one that can't be read."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return None
    for sign, at, mime in _SIGNS:
        if start[at : at + len(sign)] == sign and (at != 8 or start.startswith(b"RIFF")):
            return mime
    if start.startswith(b"PK\x03\x04"):
        return _document(path)
    return "text/plain" if start and _is_text(path) else None


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        looked = file.read(_TEXT_LOOK)
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in looked[:_START]):
        return False
    try:
        looked.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(looked) - 3 and len(looked) == _TEXT_LOOK  # cut in the middle of a letter
    return b"\0" not in looked


def _document(path: Path) -> str | None:
    try:
        if _announced_entries(path) > MOST_ENTRIES:
            return None
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if not _is_modest(entries, path.stat().st_size) or any(
                "vbaproject" in name.lower() for name in names
            ):
                return None
            for name, mime in _INSIDE.items():
                if name in names:
                    return mime
            return _open_document(archive, entries)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return None


def _announced_entries(path: Path) -> int:
    """From the end of the archive, before anything is read into memory."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 66_000))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    return int.from_bytes(end[at + 10 : at + 12], "little") if at >= 0 else MOST_ENTRIES + 1


def _is_modest(entries: list[zipfile.ZipInfo], size: int) -> bool:
    unpacked = sum(entry.file_size for entry in entries)
    is_open = all(not entry.flag_bits & 0x1 for entry in entries)
    return is_open and unpacked <= MOST_UNPACKED and unpacked <= MOST_RATIO * max(size, 4096)


def _open_document(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> str | None:
    """Its first entry, not packed, says what it is."""
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype" or first.compress_type or first.file_size > 100:
        return None
    said = archive.read(first).decode("ascii", "replace").strip()
    return said if said in ENDINGS else None
