"""Six children and a lighthouse: a school choir whose mouths follow the sound."""

from __future__ import annotations

import math

from PIL import Image

from demo.canvas import Canvas, lay
from demo.palette import INK, PAPER, SIGNAL, SUBTITLE, VOICE_1, VOICE_2, VOICE_3, VOICE_4, from_hex, mix
from demo.people import ABOVE, MOUTHS, SPAN, Look, Pose, figure
from demo.scenes.scene import Moment

_SIZE = 0.7
_PLACES = ((92, 232), (182, 226), (272, 230), (362, 226), (452, 232), (542, 226))
_CHILDREN = (
    Look("#e2bd9b", "#2a2420", "bob", "voice-1", "round"),
    Look("#d5a880", "#1f1b1a", "short", "signal", "round"),
    Look("#e8c6a6", "#3a2a20", "bun", "voice-4", "round", glasses=True),
    Look("#cfa078", "#241f1d", "curly", "voice-3", "round"),
    Look("#e2bd9b", "#2d2522", "long", "voice-2", "round"),
    Look("#dcb08a", "#2a2420", "parted", "ink-2", "round", glasses=True),
)


class Choir:
    def __init__(self) -> None:
        self.still = _hall()

    def move(self, picture: Image.Image, now: Moment) -> None:
        for index, (look, (x, y)) in enumerate(zip(_CHILDREN, _PLACES, strict=True)):
            swing = math.sin(now.seconds * 2.2 + index * 0.9)
            mouth = round(now.loudness * (MOUTHS - 1)) if now.loudness > 0.08 else 0
            if mouth and index % 2:
                mouth = max(1, mouth - 1)
            blinking = (now.seconds * 25 + index * 37) % 97 < 4
            pose = Pose(mouth, blinking, tilt=2 * round(swing * 1.5), gaze=0)
            lay(picture, figure(look, pose, _SIZE), x - SPAN * _SIZE, y - ABOVE * _SIZE + 32)


def _hall() -> Image.Image:
    canvas = Canvas(ground=from_hex("#dfe4dc"))
    canvas.box((0, 250, 640, 110), from_hex("#b98d62"))
    canvas.box((0, 246, 640, 5), mix(from_hex("#b98d62"), INK, 0.4))
    for x in (40, 444):
        canvas.box((x, 44, 156, 132), PAPER)
        canvas.box((x + 7, 51, 142, 118), from_hex("#a9cbd8"))
        canvas.box((x + 7, 126, 142, 43), from_hex("#4d8497"))
        canvas.box((x + 75, 51, 6, 118), PAPER)
    canvas.fill("M112 128L117 84H127L132 128Z", PAPER)
    canvas.box((114, 100, 16, 8), SIGNAL)
    canvas.fill("M115 84L122 75L129 84Z", SIGNAL)
    canvas.fill("M500 130H540L534 140H506ZM518 128V100L534 126Z", PAPER)
    flags = (SIGNAL, SUBTITLE, VOICE_1, VOICE_3, VOICE_4, VOICE_2)
    canvas.stroke("M0 34Q320 84 640 34", INK, 1.4)
    for flag in range(16):
        x = 14 + flag * 40
        y = 34 + 25 * (1 - ((x - 320) / 320) ** 2)
        canvas.fill(f"M{x} {y}h24l-12 24Z", mix(flags[flag % 6], PAPER, 0.2))
    canvas.box((236, 92, 168, 86), from_hex("#3f5a52"))
    canvas.stroke("M236 92H404V178H236Z", from_hex("#8a6a48"), 5)
    for line in range(5):
        canvas.stroke(f"M252 {116 + line * 9}H388", mix(PAPER, from_hex("#3f5a52"), 0.4), 1)
    for x, y in ((268, 148), (292, 138), (316, 142), (342, 128), (368, 134)):
        canvas.oval((x, y, 4.6, 3.4), PAPER)
        canvas.stroke(f"M{x + 4} {y}V{y - 22}", PAPER, 1.4)
    return canvas.finished()
