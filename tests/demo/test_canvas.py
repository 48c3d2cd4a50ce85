"""Path data becomes the polygons it describes."""

from __future__ import annotations

import pytest

from demo.canvas import Canvas, Placement, outlines


def test_lines_absolute_and_relative_give_the_same_outline() -> None:
    square = [(1.0, 1.0), (5.0, 1.0), (5.0, 4.0), (1.0, 4.0)]
    assert outlines("M1 1L5 1L5 4L1 4Z") == [square]
    assert outlines("M1 1h4l0 3l-4 0z") == [square]


def test_curve_ends_where_it_says() -> None:
    assert outlines("M0 0C0 10 10 10 10 0")[0][-1] == (10.0, 0.0)


def test_placement_turns_clockwise_scales_and_moves() -> None:
    assert Placement(10, 20, 2, 90).of((3, 0)) == pytest.approx((10, 26))


def test_finished_picture_has_twice_the_frames_size_and_the_fill() -> None:
    canvas = Canvas(4, 4)
    canvas.box((0, 0, 2, 4), (255, 0, 0))
    picture = canvas.finished()
    assert (picture.size, picture.getpixel((1, 4)), picture.getpixel((6, 4))) == (
        (8, 8),
        (255, 0, 0, 255),
        (0, 0, 0, 0),
    )
