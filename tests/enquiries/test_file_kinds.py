from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.enquiries.file_kinds import ENDINGS, kind_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped(entries, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def kind(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    return kind_of(path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        ("Где ночной поезд?\n".encode(), "text/plain"),
        (b"<script>alert(1)</script>", "text/plain"),
        (b"", None),
        (b"MZ\x90\0\x03", None),
        (b"\x7fELF\x02", None),
        (b"....WEBP", "text/plain"),
        (b"\xff\xfe\0h\0i", None),
        (zipped([("word/document.xml", "<w/>"), ("[Content_Types].xml", "")]), DOCX),
        (zipped([("word/document.xml", "<w/>"), ("word/vbaProject.bin", "x")]), None),
        (zipped([("a.txt", "plain archives are not taken")]), None),
        (zipped([("word/document.xml", b"\0" * 50_000_000)]), None),
        (zipped([("word/document.xml", "x"), *((f"{n}", "") for n in range(4100))]), None),
        (
            zipped([("mimetype", "application/vnd.oasis.opendocument.text")], zipfile.ZIP_STORED),
            "application/vnd.oasis.opendocument.text",
        ),
        (zipped([("mimetype", "application/x-evil")], zipfile.ZIP_STORED), None),
        (b"PK\x03\x04 broken", None),
    ],
)
def test_a_file_is_what_is_in_it(tmp_path, content, expected):
    assert kind(tmp_path, content) == expected


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PK\x03\x04PK\x05\x06", b"%PDF-"]))
def test_any_bytes_are_a_kind_that_is_taken_or_none(tmp_path_factory, content, start):
    assert kind(tmp_path_factory.mktemp("k"), start + content) in {None, *ENDINGS}
