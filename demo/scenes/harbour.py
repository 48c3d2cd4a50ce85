"""A harbour in the morning: hills, a lighthouse, a ferry under way, gulls."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from demo.canvas import DENSITY, Canvas, Placement, lay
from demo.palette import INK, PAPER, SIGNAL, VOICE_1, VOICE_4, from_hex, mix
from demo.scenes.scene import Moment

SEA = from_hex("#3f6b80")


class Harbour:
    def __init__(self) -> None:
        self.still = _coast()
        self._ferry = _ferry()
        self._gulls = [_gull(lift) for lift in (-5, 0, 5)]

    def move(self, picture: Image.Image, now: Moment) -> None:
        t = now.seconds
        pen = ImageDraw.Draw(picture)
        for row in range(5):
            y = (250 + row * 22) * DENSITY
            for column in range(5):
                x = ((column * 151 + row * 67 + t * (5 + row * 2)) % 760 - 60) * DENSITY
                half = (14 + row * 5) * DENSITY
                pen.line((x - half, y, x + half, y), fill=mix(SEA, PAPER, 0.22), width=3)
        lay(picture, self._ferry, 40 + (t * 7) % 560, 176 + 1.5 * math.sin(t * 1.3))
        for gull in range(3):
            x = (gull * 230 + 90 - t * (9 + gull * 2)) % 720 - 40
            sprite = self._gulls[round(1 + math.sin(t * 5 + gull * 2))]
            lay(picture, sprite, x, 64 + gull * 22 + 5 * math.sin(t * 0.8 + gull))


def _coast() -> Image.Image:
    canvas = Canvas()
    canvas.sky(from_hex("#bcd0dc"), from_hex("#f6e3cd"), 226)
    canvas.oval((470, 150, 34, 34), from_hex("#fbeec9"))
    canvas.fill("M0 190L70 156L150 184L240 132L330 180L430 158L520 186L640 166V232H0Z", from_hex("#a9b7c2"))
    canvas.fill("M0 206C60 178 120 200 180 196C260 190 300 214 380 212H640V232H0Z", from_hex("#7f97a3"))
    canvas.box((0, 222, 640, 138), SEA)
    canvas.fill("M470 232C500 200 560 190 640 194V236H470Z", from_hex("#5d6f63"))
    canvas.fill("M562 110H586L592 204H556Z", PAPER)
    canvas.fill("M560 138H588L589 156H559ZM557.5 178H590.5L591.5 194H557Z", SIGNAL)
    canvas.box((559, 98, 30, 12), INK)
    canvas.box((564, 84, 20, 14), from_hex("#fbe7a1"))
    canvas.fill("M561 84L574 70L587 84Z", SIGNAL)
    for x, colour in ((500, VOICE_4), (520, VOICE_1), (608, mix(SIGNAL, PAPER, 0.35))):
        canvas.box((x, 192, 18, 20), mix(colour, PAPER, 0.35))
        canvas.fill(f"M{x - 3} 193L{x + 9} 181L{x + 21} 193Z", mix(colour, INK, 0.45))
        canvas.box((x + 7, 200, 5, 12), mix(colour, INK, 0.55))
    return canvas.finished()


def _ferry() -> Image.Image:
    canvas = Canvas(190, 84)
    hull, glass = from_hex("#1f4f5c"), from_hex("#4a6a7c")
    canvas.box((62, 6, 15, 24), SIGNAL)
    canvas.box((62, 6, 15, 6), INK)
    canvas.box((86, 14, 46, 16), PAPER)
    canvas.box((44, 30, 104, 20), mix(PAPER, INK, 0.04))
    canvas.fill("M8 50H182L166 76H28Z", PAPER)
    canvas.fill("M14 60H176L166 76H28Z", hull)
    canvas.stroke("M150 48V26M150 26L160 31L150 35", hull, 1.6)
    for x in range(50, 144, 13):
        canvas.box((x, 35, 8, 8), glass)
    for x in range(91, 130, 10):
        canvas.box((x, 18, 7, 7), glass)
    canvas.stroke("M16 79H172", mix(SEA, PAPER, 0.5), 2)
    return canvas.finished()


def _gull(lift: int) -> Image.Image:
    canvas = Canvas(30, 22)
    canvas.stroke(
        f"M3 {10 - lift}Q9 {7 - lift / 2} 15 12Q21 {7 - lift / 2} 27 {10 - lift}", PAPER, 2.2, Placement()
    )
    return canvas.finished()
