"""The top-level boxes of an MP4 or MOV file, to tell a file that was cut short before a decoder guesses."""

from __future__ import annotations

import struct
from pathlib import Path

from dragoman.engines.video.port import DamagedMedia

_FIRST = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"styp", b"pnot"}
_MAX_BOXES = 200_000


def check_boxes(path: Path) -> None:
    """Raise ``DamagedMedia`` when an MP4 is shorter than it says; files of other kinds pass."""
    size = path.stat().st_size
    seen: set[bytes] = set()
    with path.open("rb") as file:
        at = 0
        for _ in range(_MAX_BOXES):
            file.seek(at)
            header = file.read(16)
            if len(header) < 8:
                break
            length, kind = struct.unpack(">I4s", header[:8])
            if at == 0 and kind not in _FIRST:
                return
            if length == 1 and len(header) == 16:
                (length,) = struct.unpack(">Q", header[8:])
            if length == 0 and kind.isalnum():  # the last box may reach to the end of the file
                seen.add(kind)
                break
            if length < 8:
                break  # bytes after the last box: harmless, and not rare
            seen.add(kind)
            at += length
            if at > size:
                raise DamagedMedia(
                    f"The file is cut short: {at - size} bytes that it announces are missing. Copy it "
                    "again from where it came from."
                )
    if seen and b"moov" not in seen:
        raise DamagedMedia(
            "The file has no index (moov): the recorder or the upload was stopped before the end. "
            "Without it the recording cannot be read."
        )
