"""Writing on pictures in any script, with faces from the font packages and Debian's CJK fonts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg
from PIL import Image, ImageDraw, ImageFont, features

from demo.canvas import DENSITY
from demo.palette import Colour

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_CJK = Path("/usr/share/fonts/opentype/noto")
_CJK_FACE = {"ko": 1, "zh": 2}
"""Noto's collections hold JP, KR, SC, TC and HK, in this order."""


class NoFace(RuntimeError):
    """The machine lacks a font or the shaping that this script needs."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is set: ``family`` is serif, sans or mono; ``size`` in frame pixels."""

    language: str = "en"
    family: str = "sans"
    size: float = 14
    bold: bool = False


@cache
def _face(style: Style) -> ImageFont.FreeTypeFont:
    pixels = round(style.size * DENSITY)
    if style.language in _CJK_FACE and style.family != "mono":
        name = f"Noto{style.family.capitalize()}CJK-{'Bold' if style.bold else 'Regular'}.ttc"
        if not (_CJK / name).exists():
            raise NoFace("Chinese and Korean lettering needs the Debian package fonts-noto-cjk.")
        return ImageFont.truetype(_CJK / name, pixels, index=_CJK_FACE[style.language])
    if style.language in RIGHT_TO_LEFT and style.family != "mono":
        weight = 700 if style.bold else 400
        family = "amiri" if style.family == "serif" else "ibm-plex-sans-arabic"
        return ImageFont.truetype(fontpkg.path(family, weight=weight), pixels)
    family = {"serif": "source-serif-4", "sans": "inter", "mono": "jetbrains-mono"}[style.family]
    face = ImageFont.truetype(fontpkg.path(family), pixels)
    weight = 700 if style.bold else 450
    axes = face.get_variation_axes()
    face.set_variation_by_axes(
        [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
    )
    return face


@cache
def written(text: str, style: Style, colour: Colour) -> Image.Image:
    """The text as a sprite, cut to its ink sideways and to the face's height."""
    if not features.check("raqm"):
        raise NoFace("Lettering needs Pillow with libraqm, which shapes Arabic and Persian.")
    face = _face(style)
    direction = "rtl" if style.language in RIGHT_TO_LEFT and style.family != "mono" else "ltr"
    ascent, descent = face.getmetrics()
    left, _, right, _ = face.getbbox(text, direction=direction, language=style.language)
    sprite = Image.new("RGBA", (max(1, round(right - left) + 2), ascent + descent), (*colour, 0))
    ImageDraw.Draw(sprite).text(
        (1 - left, 0), text, fill=(*colour, 255), font=face, direction=direction, language=style.language
    )
    return sprite


def width_of(sprite: Image.Image) -> float:
    return sprite.width / DENSITY


def height_of(sprite: Image.Image) -> float:
    return sprite.height / DENSITY
