"""The pictures of a broadcast: shots of people and places, under a rail that says what this is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from PIL import Image, ImageDraw

from demo.canvas import DENSITY, HEIGHT, WIDTH, Canvas, Placement, lay
from demo.lettering import RIGHT_TO_LEFT, Style, height_of, width_of, written
from demo.palette import INK, PAPER, SCREEN, SIGNAL, Colour, from_hex, mix
from demo.people import ABOVE, MOUTHS, SPAN, Pose, figure
from demo.scenes import SCENES, Moment, Scene
from demo.script import Broadcast, Shot, Speaker
from demo.sound import loudness
from demo.timeline import FRAME_MS, FRAMES_A_SECOND, OPENING_MS, Placed, Timeline

RAIL = 22
_NAME_MS = 4_600
_MONITOR = (272, 58, 316, 178)


@dataclass(frozen=True, slots=True)
class Instant:
    """What one frame shows: its number, the line on the air, the moment and who is heard."""

    frame: int
    placed: Placed | None
    now: Moment
    heard: str


class Camera:
    """Draws any frame of one broadcast."""

    def __init__(self, broadcast: Broadcast, timeline: Timeline) -> None:
        self._broadcast, self._timeline = broadcast, timeline
        self._mirrored = broadcast.language in RIGHT_TO_LEFT
        self._accent = from_hex(broadcast.colour)
        self._levels = loudness(timeline.samples, timeline.frames, FRAMES_A_SECOND)
        self._scenes: dict[str, Scene] = {
            shot.scene: SCENES[shot.scene]() for shot in broadcast.shots.values()
        }
        self._stills = {name: scene.still.convert("RGB") for name, scene in self._scenes.items()}
        self._studio = _studio(self._accent, mirrored=self._mirrored)
        self._desk = _desk(self._accent)
        self._opening = self._opening_card()

    def frames(self) -> Iterator[bytes]:
        """Every frame as packed RGB."""
        for number in range(self._timeline.frames):
            yield self.frame(number).tobytes()

    def frame(self, number: int) -> Image.Image:
        at = self._instant(number)
        if at.placed is None:
            picture = self._open(number)
        else:
            shot = self._broadcast.shots[at.placed.line.shot]
            picture = self._shoot(shot, at)
            self._lower_third(picture, at)
        self._rail(picture, at)
        self._pocket_clock(picture, at.now.clock)
        return picture.reduce(DENSITY)

    def _instant(self, number: int) -> Instant:
        at_ms = number * FRAME_MS
        on_air = None
        for placed in self._timeline.placed:
            if placed.cut_ms <= at_ms:
                on_air = placed
        heard = on_air.line.speaker if on_air and on_air.in_ms <= at_ms < on_air.out_ms else ""
        clock = self._broadcast.aired + timedelta(milliseconds=at_ms)
        return Instant(number, on_air, Moment(at_ms / 1000, clock, self._levels[number]), heard)

    def _place(self, scene: str, now: Moment) -> Image.Image:
        picture = self._stills[scene].copy()
        self._scenes[scene].move(picture, now)
        return picture

    def _shoot(self, shot: Shot, at: Instant) -> Image.Image:
        if shot.kind == "place":
            return self._place(shot.scene, at.now)
        if shot.kind == "studio":
            return self._in_studio(shot, at)
        picture = self._place(shot.scene, at.now)
        alone = WIDTH * (0.3 if self._stands_left(shot) else 0.64)
        spots = ((alone, 1.72),) if len(shot.who) == 1 else ((178.0, 1.5), (462.0, 1.5))
        for index, (key, (x, size)) in enumerate(zip(shot.who, spots, strict=True)):
            gaze = 0 if len(spots) == 1 else (1, -1)[index]
            self._person(picture, self._broadcast.speakers[key], (x, 172, size), at, gaze)
        return picture

    def _stands_left(self, shot: Shot) -> bool:
        return (shot.side == "left") != self._mirrored

    def _in_studio(self, shot: Shot, at: Instant) -> Image.Image:
        picture = self._studio.copy()
        x, y, width, height = _MONITOR
        if self._mirrored:
            x = WIDTH - x - width
        window = self._place(shot.scene, at.now).resize(
            (width * DENSITY, height * DENSITY), Image.Resampling.BILINEAR
        )
        picture.paste(window, (x * DENSITY, y * DENSITY))
        middle = WIDTH - 168 if self._mirrored else 168
        self._person(picture, self._broadcast.speakers[shot.who[0]], (middle, 150, 1.62), at, 0)
        lay(picture, self._desk, 0, HEIGHT - 52)
        return picture

    def _person(
        self, picture: Image.Image, who: Speaker, spot: tuple[float, float, float], at: Instant, gaze: int
    ) -> None:
        x, y, size = spot
        offset = sum(map(ord, who.key))
        mouth = 0
        if at.heard == who.key and at.now.loudness > 0.07:
            mouth = min(MOUTHS - 1, 1 + int(at.now.loudness * 4.2))
        sway = math.sin(at.now.seconds * 0.8 + offset) + 0.5 * math.sin(at.now.seconds * 1.7 + offset * 2)
        tilt = round(sway * (2.2 if mouth or at.heard == who.key else 1.2)) * 0.8
        blinking = (at.frame + offset * 13) % 103 < 4
        sprite = figure(who.look, Pose(mouth, blinking, tilt, gaze), size)
        lay(picture, sprite, x - SPAN * size, y - ABOVE * size)

    def _lower_third(self, picture: Image.Image, at: Instant) -> None:
        placed = at.placed
        if placed is None:
            return
        shot = self._broadcast.shots[placed.line.shot]
        if placed.line.speaker not in shot.who:
            return
        start = self._turn_start(placed)
        since = at.frame * FRAME_MS - start
        if since >= _NAME_MS:
            return
        shown = min(1.0, since / 320, (_NAME_MS - since) / 320)
        speaker = self._broadcast.speakers[placed.line.speaker]
        plate = self._name_plate(speaker)
        width = max(1, round(plate.width * shown * (2 - shown)))
        edge = (
            picture.width - 28 * DENSITY - plate.width
            if self._plate_at_right(shot, speaker)
            else 28 * DENSITY
        )
        hidden = plate.width - width if self._mirrored else 0
        part = plate.crop((hidden, 0, hidden + width, plate.height))
        picture.paste(part, (edge + hidden, 262 * DENSITY))

    def _plate_at_right(self, shot: Shot, speaker: Speaker) -> bool:
        """Beside one person, under the one of two who speaks, or where reading begins."""
        if shot.kind == "portrait":
            return self._stands_left(shot)
        if shot.kind == "two":
            return shot.who.index(speaker.key) == 1
        return self._mirrored

    def _turn_start(self, placed: Placed) -> int:
        """When this speaker's unbroken turn began."""
        start = placed.cut_ms
        for before in reversed(self._timeline.placed[: self._timeline.placed.index(placed)]):
            if before.line.speaker != placed.line.speaker:
                break
            start = before.cut_ms
        return start

    def _name_plate(self, speaker: Speaker) -> Image.Image:
        language = self._broadcast.language
        name = written(speaker.name_original, Style(language, "serif", 21, bold=True), INK)
        role = written(speaker.role_original, Style(language, "sans", 12.5), from_hex("ink-2"))
        width = max(width_of(name), width_of(role)) + 34
        plate = Image.new("RGB", (round(width * DENSITY), 52 * DENSITY), PAPER)
        bar = (
            (plate.width - 6 * DENSITY, 0, plate.width, plate.height)
            if self._mirrored
            else (0, 0, 6 * DENSITY, plate.height)
        )
        plate.paste(from_hex(speaker.colour), bar)
        for text, middle in ((name, 18), (role, 39)):
            x = width - 18 - width_of(text) if self._mirrored else 18
            lay(plate, text, x, middle - height_of(text) / 2)
        return plate

    def _rail(self, picture: Image.Image, at: Instant) -> None:
        picture.paste(INK, (0, 0, picture.width, RAIL * DENSITY))
        bug = written(self._broadcast.bug, Style(self._broadcast.language, "sans", 12, bold=True), PAPER)
        words = written(
            self._broadcast.demonstration,
            Style(self._broadcast.language, "sans", 10.5),
            mix(PAPER, INK, 0.15),
        )
        count = f"{self._stamp(at.frame)}"
        time = written(count, Style("en", "mono", 10.5), mix(PAPER, INK, 0.15))
        ends = (
            (WIDTH - 12 - width_of(bug) - 12, 10.0) if self._mirrored else (12.0, WIDTH - 10 - width_of(time))
        )
        square = WIDTH - 20 if self._mirrored else 12
        picture.paste(
            SIGNAL,
            (square * DENSITY, 7 * DENSITY, (square + 8) * DENSITY, 15 * DENSITY),
        )
        lay(picture, bug, ends[0] + (0 if self._mirrored else 14), RAIL / 2 - height_of(bug) / 2)
        lay(picture, words, WIDTH / 2 - width_of(words) / 2, RAIL / 2 - height_of(words) / 2)
        lay(picture, time, ends[1], RAIL / 2 - height_of(time) / 2)

    def _stamp(self, frame: int) -> str:
        seconds, rest = divmod(frame, FRAMES_A_SECOND)
        return f"{seconds // 60:02}:{seconds % 60:02}:{rest:02}  {frame:05}"

    def _pocket_clock(self, picture: Image.Image, clock: datetime) -> None:
        x, y, r = (26 if self._mirrored else WIDTH - 26) * DENSITY, 44 * DENSITY, 15 * DENSITY
        pen = ImageDraw.Draw(picture)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=PAPER, outline=INK, width=4)
        seconds = clock.second + clock.microsecond / 1e6
        minutes = clock.minute + seconds / 60
        turns = (
            ((clock.hour % 12 + minutes / 60) / 12, 0.5, 5),
            (minutes / 60, 0.72, 4),
            (seconds / 60, 0.82, 2),
        )
        for index, (share, length, width) in enumerate(turns):
            end = (x + r * length * math.sin(math.tau * share), y - r * length * math.cos(math.tau * share))
            pen.line((x, y, *end), fill=SIGNAL if index == 2 else INK, width=width)

    def _open(self, number: int) -> Image.Image:
        picture = self._opening.copy()
        share = min(1.0, number * FRAME_MS / (OPENING_MS - 400))
        eased = 1 - (1 - share) ** 3
        half = round(150 * eased * DENSITY)
        middle = picture.width // 2
        picture.paste(SIGNAL, (middle - half, 214 * DENSITY, middle + half, 217 * DENSITY))
        return picture

    def _opening_card(self) -> Image.Image:
        language = self._broadcast.language
        picture = Image.new("RGB", (WIDTH * DENSITY, HEIGHT * DENSITY), mix(self._accent, INK, 0.55))
        canvas = Canvas()
        for ring in range(5):
            canvas.oval(
                (WIDTH / 2, 400, 420 - ring * 62, 300 - ring * 44), mix(self._accent, INK, 0.5 - ring * 0.08)
            )
        art = canvas.finished()
        picture.paste(art, (0, 0), art)
        lines = (
            (self._broadcast.channel_original, Style(language, "serif", 38, bold=True), 170),
            (self._broadcast.programme_original, Style(language, "sans", 18), 246),
            (self._broadcast.demonstration, Style(language, "sans", 12), 290),
        )
        for text, style, middle in lines:
            sprite = written(text, style, PAPER)
            lay(picture, sprite, WIDTH / 2 - width_of(sprite) / 2, middle - height_of(sprite) / 2)
        return picture


def _studio(accent: Colour, *, mirrored: bool) -> Image.Image:
    canvas = Canvas()
    canvas.sky(mix(accent, INK, 0.35), mix(accent, INK, 0.68))
    for bar in range(9):
        canvas.box((bar * 74 - 10, 0, 30, HEIGHT), mix(accent, INK, 0.42), 0.35)
    canvas.oval((168, 190, 168, 168), mix(accent, INK, 0.34))
    x, y, width, height = _MONITOR
    canvas.fill(f"M{x - 8} {y - 8}h{width + 16}v{height + 16}h-{width + 16}Z", SCREEN)
    canvas.fill(f"M{x + width / 2 - 20} {y + height + 8}h40v60h-40Z", mix(SCREEN, accent, 0.2), Placement())
    picture = canvas.finished().convert("RGB")
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else picture


def _desk(accent: Colour) -> Image.Image:
    canvas = Canvas(WIDTH, 52)
    canvas.fill("M0 14C200 2 440 2 640 14V52H0Z", mix(accent, INK, 0.78))
    canvas.fill("M0 12C200 0 440 0 640 12V18C440 6 200 6 0 18Z", mix(accent, PAPER, 0.55))
    canvas.fill("M250 12L300 8L312 15L258 19Z", PAPER)
    return canvas.finished()
