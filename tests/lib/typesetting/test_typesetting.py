from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from dragoman.lib.typesetting import SANS, SERIF, NotSet, set_pdf, set_png

WHEN = datetime(2024, 4, 9, 9, 30, tzinfo=UTC)
PAGE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: "Words")
#set page(width: 400pt, height: 300pt, margin: 20pt)
#set text(font: d.fonts, size: 14pt, lang: "en", fallback: false)
#for one in d.words [
  #set text(lang: one.lang, dir: if one.rtl { rtl } else { ltr })
  #par(one.text)
]
"""
# One word of each script that has letters no other of these typefaces has.
SCRIPTS = {
    "Source Serif 4": ("en", "rainßŁ"),
    "Source Serif 4 ": ("ru", "дождь"),
    "Amiri": ("ar", "السلام"),
    "Amiri ": ("fa", "می‌خواهم"),
    "Frank Ruhl Libre": ("he", "שלום"),
    "Noto Sans CJK JP": ("zh", "你好"),
    "Noto Sans CJK JP ": ("ko", "안녕하세요"),
}


def words(*texts: tuple[str, str], fonts: tuple[str, ...] = SERIF) -> dict[str, object]:
    rows = [{"lang": tag, "text": text, "rtl": tag in {"ar", "fa", "he"}} for tag, text in texts]
    return {"words": rows, "fonts": fonts}


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def faces_in(pdf: bytes) -> set[str]:
    fonts = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    return {str(fonts[name]["/BaseFont"]).partition("+")[2] for name in fonts}


@pytest.mark.parametrize(("face", "word"), SCRIPTS.items())
def test_every_script_has_a_face_of_its_own(face: str, word: tuple[str, str]) -> None:
    pdf = set_pdf(PAGE, words(word), WHEN)
    (used,) = faces_in(pdf)
    assert used.replace("-", "").lower().startswith(face.replace(" ", "").lower())


def test_arabic_is_joined_and_runs_from_the_right() -> None:
    # Four letters that join are narrower than four that stand alone, and the ink begins at the right edge.
    joined, apart = (
        Image.open(BytesIO(set_png(PAGE, words(("ar", text))))).convert("L").point(lambda one: 255 - one)
        for text in ("بببب", "ب\u200cب\u200cب\u200cب")
    )
    assert joined.getbbox()[2] == apart.getbbox()[2] > 370
    assert joined.getbbox()[0] > apart.getbbox()[0] + 10


def test_words_are_never_markup() -> None:
    trap = '#panic("no") *bold* $x$ `code` <label> @ref \\ #import "@preview/x:0.1.0"'
    assert read(set_pdf(PAGE, words(("en", trap)), WHEN)).split() == trap.split()


def test_same_words_give_the_same_bytes_and_say_when_and_for_whom() -> None:
    first, again = (set_pdf(PAGE, words(("en", "one"), ("he", "שתיים")), WHEN) for _ in range(2))
    assert first == again
    document = PdfReader(BytesIO(first))
    assert document.metadata.creation_date == WHEN
    xmp = document.trailer["/Root"]["/Metadata"].get_data().decode()
    assert ("<pdfaid:part>3</pdfaid:part>" in xmp, "<pdfuaid:part>1</pdfuaid:part>" in xmp) == (True, True)
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_picture_is_a_pixel_for_each_point() -> None:
    small, large = (Image.open(BytesIO(set_png(PAGE, words(fonts=SANS), dots))) for dots in (72, 144))
    assert (small.format, small.size, large.size) == ("PNG", (400, 300), (800, 600))


@pytest.mark.parametrize("source", ["#nosuch", '#import "@local/x:1.0.0": y', '#read("/etc/passwd")'])
def test_a_source_that_cannot_be_set_says_why(source: str) -> None:
    with pytest.raises(NotSet, match=r"unknown variable|package not found|file not found|access"):
        set_png(source, words())


def test_a_source_reads_no_files_outside() -> None:
    with pytest.raises(NotSet):
        set_png('#read("../../../pyproject.toml")', words())


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_set(text: str) -> None:
    assert set_png(PAGE, words(("en", text), ("ar", text))).startswith(b"\x89PNG")
