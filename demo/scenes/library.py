"""A reading room: shelves, a lamp, evening in the window, a cat asleep on the map cabinet."""

from __future__ import annotations

import math
from random import Random

from PIL import Image

from demo.canvas import Canvas, lay
from demo.palette import INK, PAPER, SIGNAL, SUBTITLE, VOICE_1, VOICE_2, VOICE_3, VOICE_4, from_hex, mix
from demo.scenes.scene import Moment

WOOD = from_hex("#7a5238")
FUR = from_hex("#d98d45")


class Library:
    def __init__(self) -> None:
        self.still = _room()
        self._cat = [_cat(breath, tail) for breath in range(3) for tail in range(-3, 4)]

    def move(self, picture: Image.Image, now: Moment) -> None:
        breath = round(1 + math.sin(now.seconds * 1.6))
        tail = round(3 * math.sin(now.seconds * 0.9))
        lay(picture, self._cat[breath * 7 + tail + 3], 414, 178)


def _room() -> Image.Image:
    canvas = Canvas(ground=from_hex("#e9d8bd"))
    canvas.box((0, 300, 640, 60), from_hex("#8f6b4b"))
    canvas.box((0, 300, 640, 4), mix(WOOD, INK, 0.3))
    _shelves(canvas)
    _window(canvas)
    canvas.box((372, 226, 220, 92), WOOD)
    canvas.box((364, 218, 236, 10), mix(WOOD, PAPER, 0.2))
    for row in range(3):
        canvas.box((384, 236 + row * 26, 196, 20), mix(WOOD, INK, 0.18))
        canvas.box((470, 243 + row * 26, 24, 5), VOICE_4)
    canvas.fill("M560 218V176H566V218ZM536 178L548 142H578L590 178Z", from_hex("#2f5f57"))
    canvas.fill("M538 178H588L632 300H500Z", SUBTITLE, alpha=0.13)
    canvas.oval((563, 179, 8, 4), from_hex("#fff3c0"))
    canvas.box((550, 214, 26, 5), from_hex("#2f5f57"))
    return canvas.finished()


def _shelves(canvas: Canvas) -> None:
    dice = Random(11045)
    bindings = [VOICE_1, VOICE_2, VOICE_3, VOICE_4, SIGNAL, INK, from_hex("#c9b48c"), from_hex("#5f7f95")]
    canvas.box((14, 30, 322, 282), WOOD)
    for shelf in range(5):
        top = 40 + shelf * 54
        canvas.box((22, top, 306, 46), mix(WOOD, INK, 0.55))
        x = 25.0
        while x < 316:
            width, height = dice.choice((7, 8, 9, 11, 13)), dice.randint(28, 42)
            if dice.random() < 0.07:
                x += 12
                continue
            colour = mix(dice.choice(bindings), PAPER, dice.choice((0.05, 0.15, 0.3)))
            canvas.box((x, top + 46 - height, width, height), colour)
            if width >= 9:
                canvas.box((x + 2, top + 46 - height + 6, width - 4, 3), mix(colour, PAPER, 0.6))
            x += width + 1


def _window(canvas: Canvas) -> None:
    canvas.box((386, 40, 130, 128), PAPER)
    canvas.box((393, 47, 116, 114), from_hex("#31456b"))
    canvas.fill("M393 161V128L418 104L444 132L470 96L509 140V161Z", from_hex("#22304c"))
    canvas.oval((482, 74, 12, 12), from_hex("#f5edcf"))
    canvas.oval((487, 71, 11, 11), from_hex("#31456b"))
    for x, y in ((410, 62), (432, 82), (452, 60), (500, 100), (420, 94)):
        canvas.oval((x, y, 1.3, 1.3), PAPER)
    canvas.box((448, 47, 6, 114), PAPER)
    canvas.box((393, 101, 116, 5), PAPER)


def _cat(breath: int, tail: int) -> Image.Image:
    canvas = Canvas(130, 76)
    dark = mix(FUR, INK, 0.3)
    back = 12 - breath
    canvas.stroke(f"M92 40C112 38 116 50 112 58Q{108 + tail} 68 {100 + tail * 2} 70", FUR, 8)
    canvas.fill(f"M18 42C16 {back} 60 {back - 4} 84 {back + 6}C104 {back + 14} 104 42 96 42Z", FUR)
    for x in (52, 64, 76):
        canvas.stroke(f"M{x} {back + 1 + (x - 52) / 8}q3 6 0 12", dark, 3)
    canvas.fill("M8 30L8 10L19 18H28L38 9L39 30C40 46 6 46 8 30Z", FUR)
    canvas.fill("M10 20L10 14L15 18ZM36 19L36 13L31 18Z", mix(FUR, SIGNAL, 0.3))
    canvas.stroke("M13 29q3 3 6 0M27 29q3 3 6 0", INK, 1.5)
    canvas.fill("M21 33H26L23.5 36Z", from_hex("#8c4a3c"))
    canvas.stroke("M14 35L3 33M14 37L4 39M33 35L44 33M33 37L43 39", PAPER, 0.8)
    canvas.fill("M30 42C30 34 52 34 52 42Z", mix(FUR, PAPER, 0.4))
    return canvas.finished()
