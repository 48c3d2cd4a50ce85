from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.publications.embeds import (
    Embed,
    Shape,
    Size,
    embed_code,
    frame_ancestors,
    may_be_embedded,
    shape_of,
    size_of,
)
from dragoman.publications.page import File

FILM = Shape(Size(1280, 720), has_sound=True, has_words=False)
FILM_AND_WORDS = Shape(Size(1280, 720), has_sound=True, has_words=True)


@pytest.mark.parametrize(
    ("shape", "room", "expected"),
    [
        (FILM, (None, None), (640, 510)),
        (FILM_AND_WORDS, (None, None), (640, 810)),
        (FILM, (320, None), (320, 330)),
        (FILM, (4000, 4000), (640, 510)),
        (FILM_AND_WORDS, (640, 700), (640, 700)),  # the words give way
        (FILM, (640, 400), (444, 400)),  # then the picture
        (FILM_AND_WORDS, (640, 400), (231, 400)),
        (FILM, (100, 100), (100, 100)),
        (Shape(None, has_sound=True, has_words=False), (None, None), (640, 214)),
        (Shape(None, has_sound=False, has_words=False), (None, None), (640, 450)),
    ],
)
def test_embed_is_as_large_as_there_is_room(shape, room, expected):
    size = size_of(shape, *room)
    assert (size.width, size.height) == expected


def test_no_embed_is_larger_than_its_room():
    for width in range(1, 900, 37):
        for height in range(1, 900, 37):
            for shape in (FILM, FILM_AND_WORDS):
                size = size_of(shape, width, height)
                assert 0 < size.width <= width
                assert 0 < size.height <= height


def test_shape_follows_the_files():
    film = File("clip.mp4", "", 1, "video/mp4", 640, 360)
    sound = File("clip.m4a", "", 1, "audio/mp4")
    assert shape_of({"clip.mp4": film}, has_words=True) == Shape(Size(640, 360), True, True)
    assert shape_of({"clip.m4a": sound}, has_words=False) == Shape(None, True, False)
    assert shape_of({}, has_words=False).shows_words is True


def test_code_holds_whatever_a_title_says():
    embed = Embed(7, start_ms=14_000, end_ms=22_500, language="ar", theme="dark", has_words=True)
    frame = BeautifulSoup(embed_code(embed, Size(640, 510), '"><script>x</script>'), "lxml").iframe
    assert (frame["src"], frame["title"], frame["loading"]) == (
        "http://localhost:8000/embed/7?start=14&end=22.5&lang=ar&theme=dark&transcript=1",
        '"><script>x</script>',
        "lazy",
    )
    assert Embed(7).path == "/embed/7"


@pytest.mark.parametrize(
    ("allowed", "sources"),
    [
        (("anyone",), ["*"]),
        (("nobody",), ["'none'"]),
        (("https://news.example", "*.example.org"), ["'self'", "https://news.example", "*.example.org"]),
    ],
)
def test_the_setting_says_whose_pages_may_hold_ours(settings, allowed, sources):
    settings.EMBEDDERS = allowed
    assert (frame_ancestors(), may_be_embedded()) == (sources, allowed != ("nobody",))
