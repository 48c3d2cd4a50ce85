"""One colour, made readable on light and on dark paper: lightness is moved, hue and strength are kept."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"#?([0-9a-f]{6})", re.ASCII)

READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text at level AA."""

# The papers of the pages, the darkest of the light ones and the lightest of the dark ones.
LIGHT_PAPER, DARK_PAPER = "#f3f0ea", "#24272d"
_WHITE = (255, 255, 255)

Rgb = tuple[int, int, int]


class BadColour(ValueError):
    """The text is no colour of six hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour as it stands on light paper and on dark, and as the ground of white words."""

    light: str
    dark: str
    fill: str


def parse_colour(text: str) -> Rgb:
    found = _WRITTEN.fullmatch(text.strip().lower())
    if not found:
        raise BadColour(f"“{text[:20]}” is no colour.")
    value = int(found[1], 16)
    return value >> 16, value >> 8 & 255, value & 255


def written(colour: Rgb) -> str:
    """``#1f6feb``"""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Rgb, other: Rgb) -> float:
    """Between 1 and 21, as WCAG counts it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def accent_of(text: str) -> Accent:
    """The colour itself wherever it can be read, else the nearest lightness at which it can."""
    colour = parse_colour(text)
    light = _moved(colour, parse_colour(LIGHT_PAPER), -1)
    dark = _moved(colour, parse_colour(DARK_PAPER), 1)
    return Accent(written(light), written(dark), written(_moved(light, _WHITE, -1)))


def _moved(colour: Rgb, ground: Rgb, way: int) -> Rgb:
    lightness, a, b = _to_oklab(colour)
    found = colour
    end = 1.0 if way > 0 else 0.0
    while contrast(found, ground) < READABLE and lightness != end:
        lightness = min(1.0, max(0.0, lightness + way * 0.005))
        # Near white and black there is little room for strength.
        room = min(1.0, 4 * (1 - lightness), 4 * lightness)
        found = _from_oklab(lightness, a * room, b * room)
    return found


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> int:
    value = min(1.0, max(0.0, value))
    shown = value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(shown * 255)


def _to_oklab(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = (_linear(part) for part in colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> Rgb:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )
