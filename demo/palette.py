"""The demonstration's colours: the design tokens, written as the style sheet writes them."""

from __future__ import annotations

import math

Colour = tuple[int, int, int]


def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """The sRGB colour of a CSS ``oklch()``; what lies outside sRGB is clipped."""
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (_encode(channel) for channel in linear)
    return red, green, blue


def _encode(channel: float) -> int:
    channel = min(max(channel, 0.0), 1.0)
    curved = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(curved * 255)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` of the other colour stirred into the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def from_hex(text: str) -> Colour:
    """``#c99a78`` or the name of a token such as ``voice-1``."""
    if text in TOKENS:
        return TOKENS[text]
    digits = text.removeprefix("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


PAPER = oklch(0.985, 0.005, 90)
PAPER_SUNK = oklch(0.945, 0.012, 90)
INK = oklch(0.22, 0.02, 260)
INK_2 = oklch(0.39, 0.018, 260)
SCREEN = oklch(0.16, 0.012, 262)
SIGNAL = oklch(0.55, 0.20, 27)
SUBTITLE = oklch(0.92, 0.16, 100)
VOICE_1 = oklch(0.53, 0.10, 232)
VOICE_2 = oklch(0.52, 0.13, 325)
VOICE_3 = oklch(0.53, 0.10, 155)
VOICE_4 = oklch(0.62, 0.12, 65)
VOICE_5 = oklch(0.55, 0.03, 260)

TOKENS: dict[str, Colour] = {
    "paper": PAPER,
    "ink": INK,
    "ink-2": INK_2,
    "signal": SIGNAL,
    "subtitle": SUBTITLE,
    "voice-1": VOICE_1,
    "voice-2": VOICE_2,
    "voice-3": VOICE_3,
    "voice-4": VOICE_4,
    "voice-5": VOICE_5,
}
