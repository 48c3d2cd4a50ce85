from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from dragoman.engines.video.ffmpeg.commands import fitted, seconds
from dragoman.engines.video.scripted import FACTS

PICTURE = FACTS.picture
assert PICTURE is not None


@pytest.mark.parametrize(
    ("size", "aspect", "rotation", "wanted"),
    [
        ((1280, 720), 1, 0, (1280, 720)),
        ((1920, 1080), 1, 0, (1280, 720)),
        ((720, 576), Fraction(16, 11), 0, (1048, 576)),
        ((1440, 1080), Fraction(4, 3), 0, (1280, 720)),
        ((1080, 1920), 1, 0, (720, 1280)),
        ((1920, 1080), 1, 90, (720, 1280)),
        ((2750, 1834), 1, 0, (1080, 720)),
        ((321, 181), 1, 0, (320, 180)),
        ((4000, 2), 1, 0, (1280, 2)),
    ],
)
def test_pictures_fit_and_are_never_enlarged(
    size: tuple[int, int], aspect: int, rotation: int, wanted: tuple[int, int]
) -> None:
    picture = replace(
        PICTURE, width=size[0], height=size[1], pixel_aspect=Fraction(aspect), rotation=rotation
    )
    assert fitted(picture) == wanted


def test_seconds_are_told_exactly() -> None:
    assert [
        seconds(Fraction(*pair)) for pair in ((0, 1), (-7, 5), (1, 3), (126_001, 90_000), (-1, 10**7))
    ] == [
        "0.000000",
        "-1.400000",
        "0.333333",
        "1.400011",
        "0.000000",
    ]
