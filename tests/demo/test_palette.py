"""Token colours come out as the browser shows them."""

from __future__ import annotations

from demo.palette import from_hex, mix, oklch


def test_oklch_reaches_white_black_and_red() -> None:
    assert [oklch(1, 0, 0), oklch(0, 0, 0), oklch(0.62796, 0.25768, 29.234)] == [
        (255, 255, 255),
        (0, 0, 0),
        (255, 0, 0),
    ]


def test_colours_are_read_and_mixed() -> None:
    assert from_hex("#c99a78") == (201, 154, 120)
    assert mix((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
