"""Words become sprites in their own script."""

from __future__ import annotations

from demo.lettering import Style, width_of, written


def test_arabic_letters_are_joined() -> None:
    style = Style("ar", "serif", 24)
    apart = sum(width_of(written(letter, style, (0, 0, 0))) for letter in "قناة")
    assert width_of(written("قناة", style, (0, 0, 0))) < apart * 0.85


def test_bold_is_wider_than_regular() -> None:
    regular = written("Riverside", Style("en", "serif", 24), (0, 0, 0))
    bold = written("Riverside", Style("en", "serif", 24, bold=True), (0, 0, 0))
    assert width_of(bold) > width_of(regular)
