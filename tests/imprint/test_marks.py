from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from dragoman.imprint.errors import MarkRefused
from dragoman.imprint.marks import MOST_BYTES, cleaned_mark
from tests.imprint.drawings import SVG, png


def test_drawing_is_cleaned_and_named_for_its_bytes():
    name, mime, data = cleaned_mark(SVG)
    assert (mime, b"onload" in data, name == cleaned_mark(SVG)[0]) == ("image/svg+xml", False, True)
    assert name.startswith("mark-")
    assert name.endswith(".svg")


def test_picture_is_drawn_anew_without_what_it_told():
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Nobody’s business")
    made = io.BytesIO()
    Image.new("RGB", (3000, 300)).save(made, "PNG", pnginfo=told)
    name, mime, data = cleaned_mark(made.getvalue())
    picture = Image.open(io.BytesIO(data))
    assert (mime, name[-4:], picture.size, picture.info) == ("image/png", ".png", (1024, 102), {})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        png()[:60],
        png(5000, 2),
        b"\xff\xd8\xff",
        b"<svg " + b" " * 140_000,
        b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES,
    ],
    ids=["nothing", "gif", "broken", "cut short", "too wide", "jpeg", "large drawing", "large picture"],
)
def test_anything_else_is_refused_in_words(data):
    with pytest.raises(MarkRefused) as refused:
        cleaned_mark(data)
    assert (str(refused.value)[-1], refused.value.field) == (".", "mark")
