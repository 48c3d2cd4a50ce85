from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.svg import NotADrawing, cleaned_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


def cleaned(inside: str, more: str = "") -> str:
    return cleaned_svg(f"{HEAD} {more}>{inside}</svg>".encode()).decode()


def test_shapes_and_what_they_are_painted_with_stay():
    inside = (
        '<title>Mark</title><defs><linearGradient id="a"><stop offset="1" stop-color="#f00"/></linearGradient></defs>'
        '<g transform="rotate(4)"><path d="M0 0h9v9z" fill="url(#a)"/></g>'
    )
    assert cleaned(inside) == f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="x()"/></foreignObject>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<image href="https://evil.example/x.png"/>',
        "<style>@import url(https://evil.example)</style>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xlink:href="data:image/svg+xml;base64,AAAA"/>',
        '<rect width="1" height="1" onclick="x()" fill="url(https://evil.example/a)" style="fill:url(//evil.example)"/>',  # noqa: E501
    ],
)
def test_nothing_that_acts_or_loads_is_left(hostile):
    left = cleaned(f"{hostile}<circle r='1'/>", 'onload="x()"')
    for word in ("script", "evil", "onload", "onclick", "javascript", "data:", "import", "foreign", "image"):
        assert word not in left


def test_styles_of_drawing_programs_become_attributes():
    assert 'fill="#0b5394"' in cleaned('<rect width="1" height="1" style="fill:#0b5394;behavior:url(x)"/>')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"\x89PNG",
        b"<svg/>",
        b"<html><svg/></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path/></svg>',
        f"{HEAD}>{'<g>' * 3000}<path/>{'</g>' * 3000}</svg>".encode(),
    ],
)
def test_what_is_no_plain_drawing_is_refused(data):
    with pytest.raises(NotADrawing):
        cleaned_svg(data)


def test_drawing_with_a_size_alone_scales():
    clean = cleaned_svg(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="8px" height="4"><path d="M0 0"/></svg>'
    )
    assert b'viewBox="0 0 8 4"' in clean


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"{HEAD}>{text}</svg>".encode()))
def test_any_bytes_are_cleaned_or_refused(data):
    try:
        clean = cleaned_svg(data)
    except NotADrawing:
        return
    assert cleaned_svg(clean) == clean
