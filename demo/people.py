"""People drawn from a few flat shapes: a look, a mouth, a blink and a tilt of the head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PIL import Image

from demo.canvas import Canvas, Placement
from demo.palette import INK, PAPER, Colour, from_hex, mix

MOUTHS = 5
"""Openings of the mouth, from closed (0) to wide (4)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one drawn person from another. Colours are ``#rrggbb`` or token names."""

    skin: str = "#d9aa86"
    hair: str = "#2a2420"
    style: str = "short"
    clothes: str = "#37424f"
    collar: str = "shirt"
    beard: str = "none"
    glasses: bool = False


@dataclass(frozen=True, slots=True)
class Pose:
    """One drawable moment: half pixels and degrees are few, so that poses can be kept."""

    mouth: int = 0
    blinking: bool = False
    tilt: float = 0
    gaze: int = 0


SPAN, ABOVE, BELOW = 112, 66, 166
"""A figure reaches this far to each side of, above and below the middle of the face, at size 1."""


@cache
def figure(look: Look, pose: Pose, size: float) -> Image.Image:
    """The person as a sprite whose middle of the face lies at ``(SPAN, ABOVE) * size``."""
    canvas = Canvas(2 * SPAN * size, (ABOVE + BELOW) * size)
    middle = Placement(SPAN * size, ABOVE * size, size)
    neck = middle.of((0, 44))
    angle = Placement(0, 0, size, pose.tilt).of((0, -44))
    head = Placement(neck[0] + angle[0], neck[1] + angle[1], size, pose.tilt)
    _BACK_HAIR.get(look.style, _nothing)(canvas, look, head)
    _body(canvas, look, middle)
    _head(canvas, look, pose, head)
    _FRONT_HAIR.get(look.style, _nothing)(canvas, look, head)
    if look.glasses:
        for side in (-1, 1):
            ring = f"M{side * 13 - 10} -3C{side * 13 - 10} -14 {side * 13 + 10} -14 {side * 13 + 10} -3"
            ring += f"C{side * 13 + 10} 9 {side * 13 - 10} 9 {side * 13 - 10} -3"
            canvas.stroke(ring, INK, 1.5, head)
        canvas.stroke("M-3 -4Q0 -7 3 -4M-23 -4L-29 -6M23 -4L29 -6", INK, 1.5, head)
    return canvas.finished()


def _nothing(canvas: Canvas, look: Look, at: Placement) -> None:
    """Some styles have no hair on this side."""


def _body(canvas: Canvas, look: Look, at: Placement) -> None:
    skin, clothes = from_hex(look.skin), from_hex(look.clothes)
    at = Placement(at.x, at.y - 9 * at.size, at.size)
    shade = mix(clothes, INK, 0.28)
    canvas.fill("M-104 176C-106 92 -76 70 -24 56L24 56C76 70 106 92 104 176Z", clothes, at)
    canvas.fill("M-14 22H14V54C14 68 -14 68 -14 54Z", mix(skin, INK, 0.16), at)
    canvas.stroke("M-74 112Q-70 140 -72 176M74 112Q70 140 72 176", shade, 2, at)
    if look.collar == "shirt":
        canvas.fill("M-20 48L0 84L20 48L30 58L22 176H-22L-30 58Z", mix(PAPER, clothes, 0.08), at)
        canvas.fill("M-22 50L-36 58L-14 84L0 72ZM22 50L36 58L14 84L0 72Z", PAPER, at)
        canvas.fill("M-36 58L-48 68L-24 176H0L-20 110ZM36 58L48 68L24 176H0L20 110Z", shade, at)
    elif look.collar == "tie":
        canvas.fill("M-20 48L0 96L20 48L30 60L18 176H-18L-30 60Z", PAPER, at)
        canvas.fill("M-7 74H7L10 84L5 90L9 150L0 164L-9 150L-5 90L-10 84Z", from_hex("signal"), at)
        canvas.fill("M-36 58L-52 70L-28 176H0L-20 112ZM36 58L52 70L28 176H0L20 112Z", shade, at)
    elif look.collar == "vneck":
        canvas.fill("M-22 54L0 94L22 54C14 66 -14 66 -22 54Z", skin, at)
        canvas.stroke("M-24 55L0 97L24 55", shade, 4, at)
    else:
        canvas.fill("M-24 54C-20 74 20 74 24 54L28 58C24 82 -24 82 -28 58Z", shade, at)


def _head(canvas: Canvas, look: Look, pose: Pose, at: Placement) -> None:
    skin = from_hex(look.skin)
    shade, warm = mix(skin, INK, 0.16), mix(skin, (214, 92, 74), 0.28)
    for side in (-1, 1):
        canvas.oval((side * 30, 2, 6, 9), shade, at)
    canvas.fill("M-30 -8C-30 -50 30 -50 30 -8C31 18 19 42 0 42C-19 42 -31 18 -30 -8Z", skin, at)
    for side in (-1, 1):
        canvas.oval((side * 19, 14, 6, 4.5), warm, at)
    if look.beard != "none":
        _beard(canvas, look, at)
    _eyes(canvas, look, pose, at)
    canvas.stroke("M1 -1Q6 10 3 12Q0 14 -3 12", shade, 2, at)
    _mouth(canvas, pose.mouth, warm, at)


def _beard(canvas: Canvas, look: Look, at: Placement) -> None:
    hair = from_hex(look.hair)
    if look.beard == "full":
        canvas.fill(
            "M-30 -2C-29 18 -27 22 -13 17Q0 13 13 17C27 22 29 18 30 -2C35 30 20 54 0 54C-20 54 -35 30 -30 -2Z",
            hair,
            at,
        )
    elif look.beard == "short":
        canvas.fill(
            "M-29 6C-26 22 -20 22 -12 18Q0 15 12 18C20 22 26 22 29 6C30 28 17 45 0 45C-17 45 -30 28 -29 6Z",
            hair,
            at,
        )
    canvas.fill("M-15 22C-12 14 -4 14 0 17C4 14 12 14 15 22C8 19 4 20 0 20C-4 20 -8 19 -15 22Z", hair, at)


def _eyes(canvas: Canvas, look: Look, pose: Pose, at: Placement) -> None:
    brow = mix(from_hex(look.hair), INK, 0.25) if look.style != "scarf" else (54, 40, 34)
    lift = -1.5 if pose.mouth >= 3 else 0
    for side in (-1, 1):
        x = side * 12.5
        canvas.stroke(f"M{x - 7} {-14 + lift}Q{x} {-18.5 + lift} {x + 7} {-14 + lift}", brow, 2.4, at)
        if pose.blinking:
            canvas.stroke(f"M{x - 5} -3Q{x} 0 {x + 5} -3", INK, 1.8, at)
            continue
        canvas.oval((x, -4, 6, 4.6), PAPER, at)
        canvas.oval((x + pose.gaze * 2.2, -4, 3.3, 3.9), INK, at)
        canvas.oval((x + pose.gaze * 2.2 + 1, -5.4, 1, 1), PAPER, at)
        canvas.stroke(f"M{x - 6} -5.5Q{x} -10.5 {x + 6} -5.5", INK, 1.4, at)


def _mouth(canvas: Canvas, opening: int, lip: Colour, at: Placement) -> None:
    lip, inside = mix(lip, (150, 40, 40), 0.55), (84, 26, 30)
    if opening == 0:
        canvas.stroke("M-9 24Q0 29 9 24", lip, 2.2, at)
        return
    half = (0, 6.5, 7.5, 8.5, 9)[opening]
    drop = (0, 2.5, 5, 7.5, 10)[opening]
    outer, low = half + 2, 26 + drop
    canvas.fill(
        f"M{-outer} 23Q0 {19 - drop / 6} {outer} 23Q{half} {low} 0 {low}Q{-half} {low} {-outer} 23Z", lip, at
    )
    inner, low = half - 1, 24 + drop
    canvas.fill(
        f"M{-half} 23.5Q0 {21.5 - drop / 8} {half} 23.5Q{inner} {low} 0 {low}Q{-inner} {low} {-half} 23.5Z",
        inside,
        at,
    )
    if opening >= 2:
        canvas.fill(
            f"M{-half + 1.5} 23.2Q0 21.5 {half - 1.5} 23.2L{half - 3} 26Q0 27 {-half + 3} 26Z", PAPER, at
        )
    if opening >= 3:
        canvas.oval((0, 22.5 + drop, half - 3.5, drop / 5), (196, 92, 88), at)


def _cap_of_hair(canvas: Canvas, look: Look, at: Placement, fringe: str) -> None:
    canvas.fill(
        f"M-31 2C-42 -54 42 -54 31 2C30 -8 28 -14 24 -20{fringe}C-28 -14 -30 -8 -31 2Z",
        from_hex(look.hair),
        at,
    )


def _short(canvas: Canvas, look: Look, at: Placement) -> None:
    _cap_of_hair(canvas, look, at, "C12 -22 2 -24 -6 -30C-12 -24 -20 -22 -24 -18")


def _parted(canvas: Canvas, look: Look, at: Placement) -> None:
    _cap_of_hair(canvas, look, at, "C8 -20 -10 -26 -14 -34C-16 -28 -20 -22 -24 -20")
    canvas.stroke("M-14 -33Q-11 -37 -6 -38.5", mix(from_hex(look.hair), PAPER, 0.25), 1.2, at)


def _bob(canvas: Canvas, look: Look, at: Placement) -> None:
    canvas.fill(
        "M-29 -8C-42 -60 42 -60 29 -8C22 -12 10 -20 6 -32C-2 -20 -18 -14 -29 -8Z", from_hex(look.hair), at
    )
    canvas.fill(
        "M-29 -10C-36 10 -38 30 -30 38C-25 30 -27 10 -26 -10ZM29 -10C36 10 38 30 30 38C25 30 27 10 26 -10Z",
        from_hex(look.hair),
        at,
    )


def _bob_back(canvas: Canvas, look: Look, at: Placement) -> None:
    canvas.fill(
        "M-38 38C-50 -66 50 -66 38 38Q20 48 0 46Q-20 48 -38 38Z", mix(from_hex(look.hair), INK, 0.3), at
    )


def _long_back(canvas: Canvas, look: Look, at: Placement) -> None:
    canvas.fill(
        "M-42 84C-54 -74 54 -74 42 84Q20 96 0 92Q-20 96 -42 84Z", mix(from_hex(look.hair), INK, 0.3), at
    )


def _bun_back(canvas: Canvas, look: Look, at: Placement) -> None:
    canvas.oval((0, -50, 17, 14), mix(from_hex(look.hair), INK, 0.2), at)
    canvas.stroke("M-10 -52Q0 -44 10 -53", from_hex(look.hair), 2, at)


def _bun(canvas: Canvas, look: Look, at: Placement) -> None:
    _cap_of_hair(canvas, look, at, "C16 -28 6 -32 0 -33C-6 -32 -16 -28 -24 -20")


def _curly(canvas: Canvas, look: Look, at: Placement) -> None:
    hair = from_hex(look.hair)
    for x, y, r in (
        (-30, -12, 10),
        (-28, -26, 12),
        (-16, -38, 13),
        (0, -42, 14),
        (16, -38, 13),
        (28, -26, 12),
        (30, -12, 10),
        (-10, -30, 10),
        (10, -30, 10),
    ):
        canvas.oval((x, y, r, r), hair, at)


def _scarf_back(canvas: Canvas, look: Look, at: Placement) -> None:
    canvas.fill("M-44 90C-52 -76 52 -76 44 90Q0 110 -44 90Z", mix(from_hex(look.hair), INK, 0.22), at)


def _scarf(canvas: Canvas, look: Look, at: Placement) -> None:
    cloth = from_hex(look.hair)
    hood = "M-36 34C-52 -70 52 -70 36 34C46 58 40 82 12 90C-16 96 -44 82 -40 60C-38 48 -36 42 -36 34Z"
    face = "M-26.5 -6C-26 -40 26 -40 26.5 -6C27 16 16 38 0 38C-16 38 -27 16 -26.5 -6Z"
    canvas.ring(hood, face, cloth, at)
    canvas.stroke("M-38 58Q2 62 30 30M-30 76Q10 76 37 46", mix(cloth, INK, 0.2), 1.8, at)


def _balding(canvas: Canvas, look: Look, at: Placement) -> None:
    hair = from_hex(look.hair)
    canvas.fill(
        "M-30 6C-38 -8 -34 -26 -26 -30C-27 -18 -28 -8 -30 6ZM30 6C38 -8 34 -26 26 -30C27 -18 28 -8 30 6Z",
        hair,
        at,
    )


def _flat_cap(canvas: Canvas, look: Look, at: Placement) -> None:
    _balding(canvas, look, at)
    cloth = mix(from_hex(look.clothes), INK, 0.35)
    canvas.fill("M-36 -18C-40 -56 36 -62 38 -20C20 -28 -18 -28 -36 -18Z", cloth, at)
    canvas.fill("M-38 -17C-20 -30 22 -30 42 -18C30 -12 -20 -18 -38 -17Z", mix(cloth, INK, 0.4), at)


def _sailor_cap(canvas: Canvas, look: Look, at: Placement) -> None:
    _balding(canvas, look, at)
    canvas.fill("M-38 -30C-44 -58 44 -58 38 -30Q0 -40 -38 -30Z", PAPER, at)
    canvas.fill("M-34 -22C-34 -34 34 -34 34 -22Q0 -34 -34 -22Z", INK, at)
    canvas.fill("M-30 -22Q0 -34 30 -22Q0 -16 -30 -22Z", mix(INK, PAPER, 0.12), at)
    canvas.oval((0, -36, 4, 4), from_hex("voice-4"), at)


_Painter = Callable[[Canvas, Look, Placement], None]
_BACK_HAIR: dict[str, _Painter] = {
    "bob": _bob_back,
    "long": _long_back,
    "bun": _bun_back,
    "scarf": _scarf_back,
}
_FRONT_HAIR: dict[str, _Painter] = {
    "short": _short,
    "parted": _parted,
    "bob": _bob,
    "long": _bob,
    "bun": _bun,
    "curly": _curly,
    "scarf": _scarf,
    "balding": _balding,
    "flat cap": _flat_cap,
    "sailor cap": _sailor_cap,
}
STYLES = frozenset(_FRONT_HAIR) | {"bald"}
