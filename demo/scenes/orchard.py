"""A pomegranate orchard at harvest: swaying branches, baskets, a ladder, a falling leaf."""

from __future__ import annotations

import math

from PIL import Image

from demo.canvas import Canvas, Placement, lay
from demo.palette import INK, PAPER, SIGNAL, VOICE_4, from_hex, mix
from demo.scenes.scene import Moment

LEAF = from_hex("#6c8f56")
FRUIT = mix(SIGNAL, from_hex("#7a1f2c"), 0.25)


class Orchard:
    def __init__(self) -> None:
        self.still = _grove()
        self._crowns = [_crown(sway) for sway in range(-3, 4)]
        self._leaves = [_leaf(turn) for turn in range(0, 360, 30)]

    def move(self, picture: Image.Image, now: Moment) -> None:
        t = now.seconds
        for index, (x, y) in enumerate(((-34, 18), (444, 2))):
            sway = round(3 * math.sin(t * 0.7 + index * 2))
            lay(picture, self._crowns[sway + 3], x, y)
        for leaf in range(3):
            fell = (t * (17 + leaf * 3) + leaf * 90) % 250
            left = 130 + leaf * 190 + 22 * math.sin(fell / 24 + leaf)
            lay(picture, self._leaves[int(fell / 5) % 12], left, 80 + fell)


def _grove() -> Image.Image:
    canvas = Canvas()
    canvas.sky(from_hex("#f3dcb8"), from_hex("#fbf1de"), 220)
    canvas.oval((330, 96, 30, 30), from_hex("#fff7e0"))
    canvas.fill("M0 190C100 140 180 170 270 152C380 130 470 176 640 140V260H0Z", from_hex("#d8b98a"))
    canvas.fill("M0 222C140 190 260 214 380 204C480 196 560 214 640 200V360H0Z", from_hex("#b9a06a"))
    for x in range(150, 520, 46):
        size = 0.8 + 0.12 * math.sin(x)
        canvas.box((x - 2, 206, 4, 16), from_hex("#6b5238"))
        canvas.oval((x, 200, 17 * size, 14 * size), mix(LEAF, from_hex("#d8b98a"), 0.35))
        for dx, dy in ((-7, 2), (5, -4), (8, 5)):
            canvas.oval((x + dx, 200 + dy, 2, 2), FRUIT)
    canvas.fill("M0 272C160 240 420 250 640 262V360H0Z", from_hex("#96854f"))
    canvas.fill("M70 130C76 200 66 260 52 330H92C86 260 88 190 84 130Z", from_hex("#6b5238"))
    canvas.fill("M556 120C560 200 552 270 540 336H584C574 270 574 190 572 120Z", from_hex("#6b5238"))
    for side in (0, 22):
        canvas.stroke(f"M{470 + side} 330L{508 + side} 120", from_hex("#c9a46c"), 4)
    for rung in range(8):
        y = 312 - rung * 25
        canvas.stroke(f"M{474 + rung * 4.4} {y}h21", from_hex("#c9a46c"), 3)
    for x in (168, 232):
        _basket(canvas, x)
    return canvas.finished()


def _basket(canvas: Canvas, x: float) -> None:
    for dx, dy in ((-18, 0), (-6, -4), (7, -3), (18, 1), (-11, -10), (2, -13), (13, -10)):
        _fruit(canvas, Placement(x + dx, 298 + dy, 0.72))
    canvas.fill(f"M{x - 32} 300H{x + 32}L{x + 24} 334H{x - 24}Z", VOICE_4)
    for row in range(3):
        canvas.stroke(f"M{x - 29 + row * 2} {308 + row * 9}H{x + 29 - row * 2}", mix(VOICE_4, INK, 0.3), 1.6)
    canvas.stroke(f"M{x - 33} 300H{x + 33}", mix(VOICE_4, PAPER, 0.3), 4)


def _fruit(canvas: Canvas, at: Placement) -> None:
    canvas.oval((0, 0, 11, 11), FRUIT, at)
    canvas.fill("M-4 9L-5 15L-1 12L1 15L4 12L6 15L4 9Z", mix(FRUIT, INK, 0.2), at)
    canvas.oval((-4, -4, 3, 2.4), mix(FRUIT, PAPER, 0.45), at)


def _crown(sway: int) -> Image.Image:
    canvas = Canvas(230, 190)
    lumps = ((60, 70, 50), (110, 50, 52), (160, 74, 48), (84, 112, 46), (140, 116, 44))
    for x, y, r in lumps:
        canvas.oval((x + sway * 0.8 + 3, y + 5, r, r * 0.8), mix(LEAF, INK, 0.3))
    for x, y, r in lumps:
        canvas.oval((x + sway * (1.4 - y / 120), y, r, r * 0.8), LEAF)
    for x, y in ((50, 60), (96, 40), (150, 58), (74, 100), (128, 92), (170, 88), (112, 128)):
        canvas.stroke(f"M{x - 8 + sway} {y}q8 -8 18 -2", mix(LEAF, PAPER, 0.25), 2)
    for x, y in ((40, 104), (78, 138), (118, 74), (146, 148), (182, 106), (64, 62), (108, 118)):
        _fruit(canvas, Placement(x + sway * 1.2, y, 0.85, sway * 2))
    return canvas.finished()


def _leaf(turn: int) -> Image.Image:
    canvas = Canvas(16, 16)
    canvas.fill("M-6 0Q0 -5 6 0Q0 5 -6 0Z", VOICE_4, Placement(8, 8, 1, turn))
    return canvas.finished()
