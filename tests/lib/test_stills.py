from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dragoman.lib.stills import FORMS, JPEG, NotAPicture, scaled, sheet


def picture(width=640, height=360, mode="RGB", **options):
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert(mode).save(out, "PNG", **options)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_picture_is_made_smaller_in_each_format(form):
    with Image.open(io.BytesIO(scaled(picture(), 320, form))) as made:
        assert (made.format, made.size) == (form.name, (320, 180))


def test_picture_is_never_enlarged():
    with Image.open(io.BytesIO(scaled(picture(100, 90), 320, JPEG))) as made:
        assert made.size == (100, 90)


def test_smallest_format_stands_first():
    sizes = [len(scaled(picture(), 320, form)) for form in FORMS.values()]
    assert sizes == sorted(sizes)


def test_transparent_picture_and_palette_are_taken():
    for mode in ("RGBA", "P", "L"):
        assert scaled(picture(mode=mode), 64, JPEG)[:2] == b"\xff\xd8"


@given(st.binary(max_size=200))
@settings(max_examples=60)
def test_anything_else_is_refused(data):
    with pytest.raises(NotAPicture):
        scaled(data, 320, JPEG)


def test_half_a_picture_is_refused():
    with pytest.raises(NotAPicture):
        scaled(picture()[:2_000], 320, JPEG)


def test_sheet_has_the_pictures_in_rows():
    with Image.open(io.BytesIO(sheet([picture(80, 45)] * 5))) as made:
        assert (made.format, made.size) == ("JPEG", (320, 90))
    with Image.open(io.BytesIO(sheet([picture(80, 45)]))) as made:
        assert made.size == (80, 45)
    with pytest.raises(NotAPicture):
        sheet([b"no picture"])
