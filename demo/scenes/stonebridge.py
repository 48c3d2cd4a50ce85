"""A stone bridge over a river, with a cyclist who crosses it and comes back."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from demo.canvas import DENSITY, Canvas, Placement, lay
from demo.palette import INK, PAPER, SIGNAL, SUBTITLE, VOICE_1, VOICE_4, from_hex, mix
from demo.scenes.scene import Moment

RIVER = from_hex("#4f8394")
STONE = from_hex("#b9a68c")


class Stonebridge:
    def __init__(self) -> None:
        self.still = _valley()
        self._cyclist = [_cyclist(turn) for turn in range(0, 180, 30)]

    def move(self, picture: Image.Image, now: Moment) -> None:
        t = now.seconds
        pen = ImageDraw.Draw(picture)
        for streak in range(9):
            y = (282 + streak * 8) * DENSITY
            x = ((streak * 173 + t * (10 + streak)) % 740 - 50) * DENSITY
            half = (18 + streak * 3) * DENSITY
            pen.line((x - half, y, x + half, y), fill=mix(RIVER, PAPER, 0.25), width=3)
        ride = (t * 26) % 760 - 60
        height = 146 + 22 * ((ride + 16 - 320) / 320) ** 2
        lay(picture, self._cyclist[int(t * 9) % 6], ride, height)


def _valley() -> Image.Image:
    canvas = Canvas()
    canvas.sky(from_hex("#cfe0e4"), from_hex("#f4ead8"), 240)
    canvas.fill(
        "M0 176C90 120 170 150 250 132C350 108 430 160 520 134C570 122 610 130 640 138V270H0Z",
        from_hex("#a8bda9"),
    )
    canvas.fill("M0 214C120 176 210 206 330 196C450 188 540 208 640 186V280H0Z", from_hex("#86a389"))
    for x, y, r in ((46, 196, 20), (74, 204, 16), (566, 190, 22), (600, 200, 17), (532, 204, 13)):
        canvas.box((x - 2, y, 4, 30), from_hex("#5b4a3a"))
        canvas.oval((x, y, r, r * 1.2), from_hex("#55795f"))
    for x, colour in ((250, VOICE_4), (284, SIGNAL), (318, VOICE_1), (352, SUBTITLE)):
        canvas.box((x, 152, 26, 32), mix(colour, PAPER, 0.55))
        canvas.fill(f"M{x - 3} 153L{x + 13} 136L{x + 29} 153Z", from_hex("#8a4b3c"))
        canvas.box((x + 6, 162, 5, 7), INK, 0.6)
        canvas.box((x + 16, 162, 5, 7), INK, 0.6)
    canvas.box((0, 262, 640, 98), RIVER)
    _arches(canvas)
    canvas.fill("M0 252C30 246 60 262 70 300C40 330 20 344 0 348Z", from_hex("#6d8a66"))
    canvas.fill("M640 246C606 246 584 262 572 300C600 330 620 346 640 350Z", from_hex("#6d8a66"))
    return canvas.finished()


def _arches(canvas: Canvas) -> None:
    dark = mix(STONE, INK, 0.35)
    canvas.fill("M0 204Q320 160 640 204V292H0Z", STONE)
    for middle, half, top in ((140, 66, 214), (320, 80, 200), (500, 66, 214)):
        canvas.fill(_arch(half, top + 40, 48), dark, Placement(middle, -1))
        canvas.fill(_arch(half - 7, top + 44, 44), mix(RIVER, PAPER, 0.14), Placement(middle))
    for row in range(5):
        for column in range(22):
            x = column * 31 + (row % 2) * 15
            y = 212 + row * 15 + 22 * ((x - 320) / 320) ** 2 * 0.8
            if all(abs(x + 9 - m) > h + 12 for m, h in ((140, 66), (320, 80), (500, 66))):
                canvas.box((x, y, 18, 7), mix(STONE, INK, 0.1 + 0.05 * ((row + column) % 3)), 0.6)
    canvas.stroke("M0 203Q320 159 640 203", mix(STONE, PAPER, 0.35), 7)
    canvas.stroke("M0 208Q320 164 640 208", dark, 2)


def _arch(half: float, spring: float, rise: float) -> str:
    """An opening around x = 0, whose curve starts at ``spring``."""
    foot, top = spring + 52, spring - rise
    return f"M{-half} {foot}V{spring}C{-half} {top} {half} {top} {half} {spring}V{foot}Z"


def _cyclist(turn: int) -> Image.Image:
    canvas = Canvas(44, 44)
    for x in (10, 33):
        canvas.stroke("M-7 0C-7 -9.4 7 -9.4 7 0C7 9.4 -7 9.4 -7 0", INK, 1.5, Placement(x, 33))
        for spoke in (0, 90):
            a = math.radians(turn + spoke)
            dx, dy = 6.5 * math.cos(a), 6.5 * math.sin(a)
            canvas.stroke(f"M{x - dx:.2f} {33 - dy:.2f}L{x + dx:.2f} {33 + dy:.2f}", INK, 0.7)
    canvas.stroke("M10 33L18 23L30 22L33 33M18 23L22 33L30 22M30 22L31 18L34 18", SIGNAL, 1.7)
    pedal = math.radians(turn * 2)
    foot = (22 + 3.5 * math.cos(pedal), 32 + 3.5 * math.sin(pedal))
    canvas.stroke(f"M18 21L25 26L{foot[0]:.2f} {foot[1]:.2f}", from_hex("#2f3b4c"), 3)
    canvas.stroke("M18 20L23 11", VOICE_1, 6)
    canvas.stroke("M23 12L31 18", VOICE_1, 2.6)
    canvas.oval((25.5, 5, 4, 4.4), from_hex("#d9aa86"))
    canvas.fill("M21 4C21 -1 30 -1 30 3L31 4.5Z", SUBTITLE)
    return canvas.finished()
