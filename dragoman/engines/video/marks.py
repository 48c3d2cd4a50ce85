"""The mark that a viewer sees where something was left out: scissors and the length, in no language."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from dragoman.lib.timecode import format_clock

MARK_MS = 1500
"""How long a mark stays in the picture after its join."""

_DARK, _LIGHT = (0, 0, 0, 215), (255, 255, 255, 255)


def draw_mark(length_ms: int, height: int, out: Path) -> None:
    """A light sign on a dark plate with a light edge, readable on any picture, sized for one that high."""
    size = max(12, height // 14)
    font = ImageFont.load_default(size)  # fails loudly where Pillow came without its font
    words = format_clock(length_ms)
    text_width = round(font.getlength(words))
    pad, sign = size // 2, round(size * 1.3)
    plate = Image.new("RGBA", (sign + text_width + 3 * pad, size + 2 * pad), (0, 0, 0, 0))
    draw = ImageDraw.Draw(plate)
    draw.rounded_rectangle(
        (0, 0, plate.width - 1, plate.height - 1), size // 4, _DARK, _LIGHT, max(1, size // 12)
    )
    _draw_scissors(draw, pad, pad, size)
    draw.text((2 * pad + sign, plate.height // 2), words, _LIGHT, font, anchor="lm")
    plate.save(out, "PNG")


def _draw_scissors(draw: ImageDraw.ImageDraw, left: int, top: int, size: int) -> None:
    """Two rings and two crossing blades, pointing to the right."""
    ring, stroke, right = round(size * 0.4), max(1, size // 9), left + round(size * 1.3)
    bottom = top + size
    draw.ellipse((left, top, left + ring, top + ring), outline=_LIGHT, width=stroke)
    draw.ellipse((left, bottom - ring, left + ring, bottom), outline=_LIGHT, width=stroke)
    draw.line((left + ring, top + ring * 0.7, right, bottom - ring * 0.5), _LIGHT, stroke)
    draw.line((left + ring, bottom - ring * 0.7, right, top + ring * 0.5), _LIGHT, stroke)
