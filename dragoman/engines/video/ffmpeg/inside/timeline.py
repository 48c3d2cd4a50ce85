"""The clock of a recording as its packets tell it: when each frame is, and where decoding can begin."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from dragoman.engines.video.ffmpeg.inside.opening import AnyPacket, AnyStream, open_media, packets

_REORDER_SECONDS = 5  # no codec shows a frame this long after its place in the file


@dataclass(slots=True)
class Track:
    """The packets of one track. ``times`` and ``keys`` are in ticks of ``time_base``, in file order."""

    time_base: Fraction
    times: array[int] = field(default_factory=lambda: array("q"))
    keys: array[int] = field(default_factory=lambda: array("q"))
    end: int = 0
    last_duration: int = 0
    corrupt: int = 0
    jumps: int = 0
    timeless: int = 0
    stated_end: int | None = None
    """Where the container says that the track ends."""

    def take(self, packet: AnyPacket) -> None:
        self.corrupt += packet.is_corrupt
        if packet.is_discard:
            return
        time = packet.pts if packet.pts is not None else packet.dts
        if time is None:
            self.timeless += 1
            return
        if self.times and time + _REORDER_SECONDS / self.time_base < self.times[-1]:
            self.jumps += 1
        self.times.append(time)
        if packet.is_keyframe:
            self.keys.append(time)
        if time + (packet.duration or 0) >= self.end or len(self.times) == 1:
            self.end = time + (packet.duration or 0)
            self.last_duration = packet.duration or 0

    def forget_after(self, until: Fraction) -> None:
        """Past the place where reading stopped, frames stored later may be missing in between."""
        self.times = array("q", [time for time in self.times if time * self.time_base <= until])


@dataclass(frozen=True, slots=True)
class Timeline:
    """Both tracks. ``complete`` says that the file was read to its end."""

    picture: Track | None
    sound: Track | None
    complete: bool


def read_timeline(path: str, until: Fraction | None = None) -> Timeline:
    """The packets of the file up to some seconds after ``until`` (seconds in the source's own clock)."""
    with open_media(path) as opened:
        picture, sound = _track(opened.picture), _track(opened.sound)
        complete = True
        stop = None if until is None else until + _REORDER_SECONDS
        for packet in packets(opened, opened.picture, opened.sound):
            track = picture if opened.picture and packet.stream_index == opened.picture.index else sound
            if track is None:
                continue
            track.take(packet)
            if stop is not None and track.times and track.times[-1] * track.time_base > stop:
                complete = False
                break
    if until is not None and not complete and picture is not None:
        picture.forget_after(until)
    return Timeline(picture, sound, complete)


def _track(stream: AnyStream | None) -> Track | None:
    if stream is None or stream.time_base is None:
        return None
    stated = None if stream.duration is None else (stream.start_time or 0) + stream.duration
    return Track(stream.time_base, stated_end=stated)


def usual_step(times: list[int]) -> tuple[int, bool]:
    """The most common distance of neighbouring frames, and whether it is the only one but for rounding."""
    steps = Counter(after - before for before, after in pairwise(times))
    if not steps:
        return 0, True
    step = steps.most_common(1)[0][0]
    return step, all(abs(each - step) <= 1 for each in steps)
