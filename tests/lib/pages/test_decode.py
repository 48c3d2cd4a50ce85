"""Bytes to text."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.decode import Decoded, decode_page
from dragoman.lib.pages.terms import PageIsUnreadable

RUSSIAN = "Министр заявил, что работа идёт: всё хорошо, и так далее."
ARABIC = "قال الوزير إن العلاقات بين البلدين جيدة جدا وسوف تستمر."
CHINESE = "首先，请转达我对总统的问候。今年是两国建交的周年。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("naïve – “quoted”", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (ARABIC, "cp1256"),
        (CHINESE, "gb18030"),
        (CHINESE + "\n", "utf-16-le"),
        (ARABIC + "\n", "utf-16-be"),
        ("ABC def\n", "utf-16-le"),
        ("é", "utf-8"),
    ],
)
def test_undeclared_character_set_is_found(text: str, encoding: str) -> None:
    assert decode_page(text.encode(encoding)) == Decoded(text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_decides(encoding: str) -> None:
    assert decode_page("é x".encode(encoding)) == Decoded("é x")


def test_declared_character_set_is_used_as_browsers_do() -> None:
    page = b"<html><meta charset=iso-8859-1><p>\x93caf\xe9\x94</p>"
    assert decode_page(page).text.endswith("<p>“café”</p>")


def test_nul_bytes_are_left_out_and_said() -> None:
    decoded = decode_page(b"Some text\x00 here, and more of it.")
    assert decoded == Decoded(
        "Some text here, and more of it.", ("The file holds NUL bytes; they were left out.",)
    )


def test_one_broken_byte_in_utf8_is_said() -> None:
    decoded = decode_page(("é" * 20).encode() + b"\xff")
    assert decoded.doubts == ("1 characters could not be read (as utf-8) and show as “\ufffd”.",)


def test_a_picture_is_named() -> None:
    with pytest.raises(PageIsUnreadable, match="This is a picture"):
        decode_page(b"\x89PNG\r\n\x1a\n")
