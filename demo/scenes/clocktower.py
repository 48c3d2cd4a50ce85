"""A town square with a clock tower whose hands show the broadcast's own time."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from demo.canvas import DENSITY, Canvas, Placement, lay
from demo.palette import INK, PAPER, SIGNAL, SUBTITLE, VOICE_1, VOICE_3, VOICE_4, from_hex, mix
from demo.scenes.scene import Moment

FACE = (446.0, 118.0)
BRICK = from_hex("#b4694f")


class Clocktower:
    def __init__(self) -> None:
        self.still = _square()
        self._pigeons = [_pigeon(0), _pigeon(4)]

    def move(self, picture: Image.Image, now: Moment) -> None:
        seconds = now.clock.second + now.clock.microsecond / 1e6
        minutes = now.clock.minute + seconds / 60
        hours = now.clock.hour % 12 + minutes / 60
        for share, length, width, colour in (
            (hours / 12, 20, 9, INK),
            (minutes / 60, 29, 6, INK),
            (math.floor(seconds) / 60, 31, 3, SIGNAL),
        ):
            _hand(picture, share, (length, width), colour)
        for bird in range(4):
            pecking = math.sin(now.seconds * (1.1 + bird * 0.3) + bird) > 0.6
            lay(picture, self._pigeons[pecking], 250 + bird * 34 + (bird % 2) * 9, 304 + (bird % 3) * 11)


def _hand(picture: Image.Image, share: float, size: tuple[float, int], colour: tuple[int, int, int]) -> None:
    angle = math.tau * share
    x, y = FACE[0] * DENSITY, FACE[1] * DENSITY
    reach = size[0] * DENSITY
    end = (x + reach * math.sin(angle), y - reach * math.cos(angle))
    tail = (x - reach * 0.2 * math.sin(angle), y + reach * 0.2 * math.cos(angle))
    ImageDraw.Draw(picture).line((tail, end), fill=colour, width=size[1])


def _square() -> Image.Image:
    canvas = Canvas()
    canvas.sky(from_hex("#8fa3c4"), from_hex("#f5cdb0"), 290)
    for x, y, size in ((60, 70, 1.0), (230, 48, 0.7), (560, 92, 0.9)):
        canvas.fill(
            "M0 16C-14 16 -12 2 2 4C6 -10 30 -8 32 4C46 0 54 16 42 16Z",
            mix(PAPER, from_hex("#f5cdb0"), 0.3),
            Placement(x, y, size),
        )
    houses = (
        (0, 172, 92, VOICE_4),
        (92, 190, 78, VOICE_1),
        (170, 164, 86, SIGNAL),
        (256, 184, 84, VOICE_3),
        (540, 176, 100, VOICE_1),
    )
    for x, top, width, colour in houses:
        _house(canvas, (x, top, width), mix(colour, PAPER, 0.5))
    _tower(canvas)
    canvas.fill("M0 284H640V360H0Z", from_hex("#a8a094"))
    for row in range(4):
        for column in range(17):
            x = column * 42 + (row % 2) * 21 - 20
            canvas.box(
                (x, 290 + row * 18, 36, 13),
                mix(from_hex("#a8a094"), PAPER, 0.12 + 0.06 * ((row + column) % 2)),
            )
    canvas.box((64, 214, 5, 96), INK)
    canvas.fill("M54 196H79L75 214H58Z", SUBTITLE)
    canvas.fill("M52 196L66.5 184L81 196Z", INK)
    return canvas.finished()


def _house(canvas: Canvas, place: tuple[float, float, float], colour: tuple[int, int, int]) -> None:
    x, top, width = place
    canvas.box((x, top, width, 290 - top), colour)
    canvas.fill(
        f"M{x - 4} {top + 1}L{x + width / 2} {top - 36}L{x + width + 4} {top + 1}Z", mix(colour, INK, 0.55)
    )
    for row in range(2):
        for column in range(3):
            left = x + 11 + column * (width - 16) / 3
            lit = (row + column + int(x)) % 3 == 0
            canvas.box((left, top + 18 + row * 38, 14, 20), SUBTITLE if lit else mix(colour, INK, 0.5))
            canvas.box((left - 2, top + 38 + row * 38, 18, 3), PAPER)


def _tower(canvas: Canvas) -> None:
    dark = mix(BRICK, INK, 0.3)
    canvas.box((396, 60, 100, 236), BRICK)
    canvas.box((396, 60, 16, 236), dark, 0.45)
    canvas.fill("M386 62L446 25L506 62Z", from_hex("#3d5a5c"))
    canvas.box((388, 60, 116, 8), PAPER)
    canvas.box((390, 172, 112, 7), mix(PAPER, BRICK, 0.2))
    for x in (424, 458):
        canvas.fill(f"M{x} 232V204C{x} 190 {x + 16} 190 {x + 16} 204V232Z", mix(BRICK, INK, 0.6))
    canvas.fill("M430 296V262C430 244 462 244 462 262V296Z", from_hex("#4a3328"))
    canvas.oval((*FACE, 42, 42), mix(PAPER, BRICK, 0.25))
    canvas.oval((*FACE, 37, 37), PAPER)
    for mark in range(12):
        canvas.stroke("M0 -34V-29", INK, 2.6 if mark % 3 == 0 else 1.4, Placement(*FACE, 1, mark * 30))


def _pigeon(peck: int) -> Image.Image:
    canvas = Canvas(30, 24)
    grey = from_hex("#66707e")
    canvas.fill("M2 12C10 6 18 8 21 13C20 19 10 20 7 17Z", grey)
    canvas.oval((22, 8 + peck * 1.6, 3.4, 3.4), mix(grey, VOICE_3, 0.35))
    canvas.fill(f"M25 {8 + peck * 1.6}L29 {9 + peck * 1.9}L25 {10 + peck * 1.6}Z", VOICE_4)
    canvas.stroke("M13 18V22M16 18V22", SIGNAL, 1.2)
    return canvas.finished()
