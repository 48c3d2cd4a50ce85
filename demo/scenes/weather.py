"""A weather map of an invented coast: sun, cloud and rain drift over it."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from demo.canvas import DENSITY, Canvas, Placement, lay
from demo.lettering import Style, written
from demo.palette import INK, PAPER, SUBTITLE, VOICE_1, from_hex, mix
from demo.scenes.scene import Moment

_READINGS = ((226, 96, "14°"), (300, 268, "16°"), (462, 168, "19°"), (560, 286, "17°"))
SEA = from_hex("#88aabb")


class Weather:
    def __init__(self) -> None:
        self.still = _map()
        self._sun = [_sun(turn) for turn in range(0, 30, 3)]
        self._cloud = _cloud()

    def move(self, picture: Image.Image, now: Moment) -> None:
        t = now.seconds
        lay(picture, self._sun[int(t * 8) % 10], 396, 84)
        drift = 10 * math.sin(t * 0.35)
        pen = ImageDraw.Draw(picture)
        for place, (x, y) in enumerate(((176 + drift, 120), (250 - drift, 200))):
            for drop in range(5 if place == 0 else 0):
                fall = (t * 34 + drop * 13) % 34
                left, top = (x + 16 + drop * 13) * DENSITY, (y + 38 + fall) * DENSITY
                pen.line((left, top, left - 5, top + 14), fill=VOICE_1, width=4)
            lay(picture, self._cloud, x, y)
        for gust in range(3):
            x = ((t * 30 + gust * 60) % 190 + 20) * DENSITY
            y = (210 + gust * 20) * DENSITY
            pen.line((x, y, x + 50, y), fill=mix(SEA, PAPER, 0.6), width=4)


def _map() -> Image.Image:
    canvas = Canvas(ground=SEA)
    for ring in range(3):
        canvas.stroke(
            f"M{-20 + ring * 24} 380C{40 + ring * 22} 260 {60 + ring * 24} 150 {20 + ring * 30} -10",
            mix(SEA, PAPER, 0.22),
            2,
        )
    land = "M210 400C196 330 232 300 206 262C180 226 150 214 160 170"
    land += "C172 128 214 120 220 76C226 46 250 20 262 -10H660V400Z"
    canvas.fill(land, mix(from_hex("#8ba37f"), INK, 0.35), Placement(-4, 4))
    canvas.fill(land, from_hex("#a9bd93"))
    canvas.fill(
        "M380 400C360 320 420 280 404 220C392 176 440 140 470 96C490 62 500 30 520 -10H660V400Z",
        from_hex("#bccba3"),
    )
    canvas.fill("M520 400C520 330 560 280 548 220C540 176 590 140 620 120L660 110V400Z", from_hex("#cfd8b6"))
    canvas.stroke("M640 150C560 170 520 210 440 214C370 218 320 250 196 250", from_hex("#5f93ac"), 4)
    canvas.fill(
        "M70 120C86 104 108 108 112 124C116 142 92 152 78 144C66 138 62 128 70 120Z", from_hex("#a9bd93")
    )
    for x, y, _ in _READINGS:
        canvas.oval((x - 9, y + 9, 3.4, 3.4), INK)
        canvas.box((x, y - 2, 40, 22), PAPER, 0.85)
    picture = canvas.finished()
    for x, y, text in _READINGS:
        lay(picture, written(text, Style(size=15, bold=True), INK), x + 7, y - 1)
    return picture


def _sun(turn: int) -> Image.Image:
    canvas = Canvas(76, 76)
    for ray in range(12):
        canvas.stroke("M0 -25V-34", SUBTITLE, 3.4, Placement(38, 38, 1, ray * 30 + turn))
    canvas.oval((38, 38, 20, 20), SUBTITLE)
    return canvas.finished()


def _cloud() -> Image.Image:
    canvas = Canvas(96, 56)
    shape = "M18 46C2 46 2 24 20 24C20 4 52 0 58 18C74 8 92 22 84 34C94 40 88 46 80 46Z"
    canvas.fill(shape, mix(PAPER, INK, 0.18), Placement(1, 3))
    canvas.fill(shape, PAPER)
    return canvas.finished()
