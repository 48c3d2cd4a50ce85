from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.engines.video.ffmpeg.inside.boxes import check_boxes
from dragoman.engines.video.port import DamagedMedia


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def large(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4sQ", 1, kind, 16 + len(body)) + body


@pytest.mark.parametrize(
    "data",
    [
        box(b"ftyp", b"isom") + box(b"moov") + box(b"mdat", b"x" * 50),
        box(b"ftyp") + large(b"mdat", b"x" * 50) + box(b"moov"),
        box(b"ftyp") + box(b"moov") + struct.pack(">I4s", 0, b"mdat") + b"to the end",
        box(b"ftyp") + box(b"moov") + b"\0\0\0",
        box(b"ftyp") + box(b"moov") + bytes(40),
        b"\x47" * 188,
        b"",
    ],
)
def test_a_whole_file_passes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    check_boxes(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (box(b"ftyp") + box(b"mdat", b"x" * 50), "no index"),
        (box(b"ftyp") + box(b"moov") + box(b"mdat", b"x" * 50)[:-7], "7 bytes that it announces are missing"),
        (box(b"ftyp") + large(b"mdat", b"x" * 50)[:-1], "1 bytes that it announces"),
    ],
)
def test_a_file_cut_short_is_told(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(DamagedMedia, match=words):
        check_boxes(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.lists(st.sampled_from([b"ftyp", b"moov", b"mdat", b"\0\0\0\1", b"\0\0\0\0", b"\xff" * 8, b"x"])).map(
        b"".join
    )
)
def test_any_bytes_pass_or_are_damaged(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\0\0\0\x08ftyp" + data)
    with contextlib.suppress(DamagedMedia):
        check_boxes(path)
