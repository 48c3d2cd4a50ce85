"""Flat drawing with SVG path data, smoothed by drawing large and shrinking."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw

from demo.palette import Colour

WIDTH, HEIGHT = 640, 360
DENSITY = 2
"""Frames are composed at twice their size, so that slow things move in half pixels."""

_SMOOTHING = 3
_TOKEN = re.compile(r"[MLHVCQZmlhvcqz]|-?\d*\.?\d+")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4}
_STEPS = 14

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a drawing's own coordinates land: moved, scaled and turned (degrees, clockwise)."""

    x: float = 0
    y: float = 0
    size: float = 1
    turn: float = 0

    def of(self, point: Point) -> Point:
        angle = math.radians(self.turn)
        px, py = point[0] * self.size, point[1] * self.size
        return (
            self.x + px * math.cos(angle) - py * math.sin(angle),
            self.y + px * math.sin(angle) + py * math.cos(angle),
        )


def _curve(points: list[Point]) -> list[Point]:
    """Points along a Bézier curve after its first point (de Casteljau)."""
    found: list[Point] = []
    for step in range(1, _STEPS + 1):
        t, level = step / _STEPS, points
        while len(level) > 1:
            level = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)]
        found.append(level[0])
    return found


def outlines(path: str) -> list[list[Point]]:
    """The polygons of SVG path data with the commands M, L, H, V, C, Q and Z."""
    tokens = _TOKEN.findall(path)
    shapes: list[list[Point]] = []
    command, here, at = "M", (0.0, 0.0), 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
            if command in "Zz":
                here = shapes[-1][0]
                continue
        count = _ARGUMENTS[command.upper()]
        values = [float(token) for token in tokens[at : at + count]]
        at += count
        points = _absolute(command, values, here)
        if command in "Mm":
            shapes.append(points)
            command = "L" if command == "M" else "l"
        else:
            shapes[-1].extend(_curve([here, *points]) if len(points) > 1 else points)
        here = points[-1]
    return shapes


def _absolute(command: str, values: list[float], here: Point) -> list[Point]:
    x, y = here if command.islower() else (0.0, 0.0)
    if command in "Hh":
        return [(x + values[0], here[1])]
    if command in "Vv":
        return [(here[0], y + values[0])]
    return [(x + values[i], y + values[i + 1]) for i in range(0, len(values), 2)]


class Canvas:
    """A picture in the frame's coordinates, finished at ``DENSITY`` times their size."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, ground: Colour | None = None) -> None:
        self.scale = DENSITY * _SMOOTHING
        size = (round(width * self.scale), round(height * self.scale))
        self._image = Image.new("RGBA", size, (*ground, 255) if ground else (0, 0, 0, 0))

    def fill(self, path: str, colour: Colour, at: Placement | None = None, alpha: float = 1) -> None:
        at = at or Placement()
        for shape in outlines(path):
            self._polygon([at.of(point) for point in shape], colour, alpha)

    def ring(self, outer: str, inner: str, colour: Colour, at: Placement | None = None) -> None:
        """Fill between an outer and an inner outline."""
        at = at or Placement()
        mask = Image.new("L", self._image.size)
        for path, value in ((outer, 255), (inner, 0)):
            for shape in outlines(path):
                points = [at.of(point) for point in shape]
                ImageDraw.Draw(mask).polygon(
                    [(x * self.scale, y * self.scale) for x, y in points], fill=value
                )
        self._image.paste((*colour, 255), (0, 0), mask)

    def stroke(self, path: str, colour: Colour, width: float = 2, at: Placement | None = None) -> None:
        at = at or Placement()
        pen = ImageDraw.Draw(self._image)
        thick = max(1, round(width * at.size * self.scale))
        for shape in outlines(path):
            points = [tuple(c * self.scale for c in at.of(point)) for point in shape]
            pen.line([(p[0], p[1]) for p in points], fill=(*colour, 255), width=thick, joint="curve")
            for x, y in (points[0], points[-1]):
                r = thick / 2
                pen.ellipse((x - r, y - r, x + r, y + r), fill=(*colour, 255))

    def oval(
        self, box: tuple[float, float, float, float], colour: Colour, at: Placement | None = None
    ) -> None:
        """An ellipse given by its middle and radii: ``(x, y, rx, ry)``."""
        at = at or Placement()
        x, y, rx, ry = box
        turns = [math.tau * step / 48 for step in range(48)]
        self._polygon([at.of((x + rx * math.cos(a), y + ry * math.sin(a))) for a in turns], colour, 1)

    def box(self, box: tuple[float, float, float, float], colour: Colour, alpha: float = 1) -> None:
        """A rectangle given by ``(x, y, width, height)``."""
        x, y, w, h = box
        self._polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour, alpha)

    def sky(self, top: Colour, bottom: Colour, height: float = HEIGHT) -> None:
        """A gradient from the top edge down to ``height``."""
        ramp = Image.linear_gradient("L").resize((self._image.width, round(height * self.scale)))
        upper = Image.new("RGBA", ramp.size, (*top, 255))
        lower = Image.new("RGBA", ramp.size, (*bottom, 255))
        self._image.paste(Image.composite(lower, upper, ramp), (0, 0))

    def finished(self) -> Image.Image:
        return self._image.reduce(_SMOOTHING)

    def _polygon(self, points: list[Point], colour: Colour, alpha: float) -> None:
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        if alpha >= 1:
            ImageDraw.Draw(self._image).polygon(scaled, fill=(*colour, 255))
            return
        mask = Image.new("L", self._image.size)
        ImageDraw.Draw(mask).polygon(scaled, fill=round(255 * alpha))
        self._image.paste((*colour, 255), (0, 0), mask)


def lay(picture: Image.Image, sprite: Image.Image, x: float, y: float) -> None:
    """Put a sprite's top left corner at frame coordinates, to the half pixel."""
    picture.paste(sprite, (round(x * DENSITY), round(y * DENSITY)), sprite)
