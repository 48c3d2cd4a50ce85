"""What the product asks of a video engine, in its own words.

Position 0 of a recording is the time of its first picture that can be shown; of its first sound where it has
no picture. Every position and span in these calls counts from there. A frame belongs to a span when its time
``t`` satisfies ``in <= t < out``, reckoned in whole ticks of the source's clock, never in floating point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Protocol

from dragoman.engines.video.wanted import Chapter as Chapter
from dragoman.engines.video.wanted import Film as Film
from dragoman.engines.video.wanted import Plate as Plate
from dragoman.engines.video.wanted import SoundAlone as SoundAlone
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span


class VideoError(Exception):
    """A video engine could not do what was asked; the message is a sentence for the person who asked."""


class NotMedia(VideoError):
    """The file is no recording: a text, a playlist, a picture, nothing at all."""


class DamagedMedia(VideoError):
    """The file was a recording once, but parts it announces are missing or cannot be decoded."""


class UnsupportedMedia(VideoError):
    """The file is whole, but of a kind this engine does not take."""


class NoPicture(VideoError):
    """The recording has no moving picture."""


class NoSound(VideoError):
    """The recording has no sound."""


class BeyondTheEnd(VideoError):
    """The place asked for lies past the end of the recording."""


class CutNotExact(VideoError):
    """A cut does not hold exactly the frames and the sound of its span."""


class DiskFull(VideoError):
    """There is no room left to write the result."""


class CannotWrite(VideoError):
    """The place for the result cannot be written to."""


class WorkCancelled(VideoError):
    """The watcher asked for the work to stop."""


class WorkTooLong(VideoError):
    """The work used up the time it was given."""


class EngineFailed(VideoError):
    """The engine itself broke; the message holds its last words."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """The picture track. ``frame_rate`` is measured; ``constant_rate`` says whether it holds throughout.

    ``stream`` is the track's index in the file and ``time_base`` the length of one tick of its clock.
    """

    stream: int
    time_base: Fraction
    codec: str
    profile: str
    width: int
    height: int
    pixel_format: str
    pixel_aspect: Fraction
    rotation: int
    frame_rate: Fraction | None
    constant_rate: bool
    frames: int
    interlaced: bool

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height on a screen with square pixels, the right way up."""
        width, height = round(self.width * self.pixel_aspect), self.height
        return (height, width) if self.rotation % 180 == 90 else (width, height)


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """The sound track. ``start_ms`` is where it begins, from position 0; below zero when it leads."""

    stream: int
    codec: str
    profile: str
    sample_rate: int
    channels: int
    start_ms: int


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a recording is, as its data say; headers are not believed.

    ``origin`` is position 0 in seconds of the recording's own clock.
    """

    container: str
    duration_ms: int
    origin: Fraction
    size_bytes: int
    picture: PictureFacts | None
    sound: SoundFacts | None
    other_streams: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenditionFacts:
    """A file made for playing in a browser."""

    path: Path
    mime: str
    width: int
    height: int
    duration_ms: int
    size_bytes: int
    sha256: str
    copied_picture: bool
    copied_sound: bool


@dataclass(frozen=True, slots=True)
class SourceFrame:
    """One frame of the source: its place in showing order and its time in the source's own clock."""

    index: int
    pts: int
    time_base: Fraction


@dataclass(frozen=True, slots=True)
class CutFacts:
    """A clip as cut. The frames are ``None`` where the source has no picture."""

    path: Path
    first_frame: SourceFrame | None
    last_frame: SourceFrame | None
    frames: int
    duration_ms: int
    frame_rate: Fraction | None
    width: int
    height: int
    has_sound: bool
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Join:
    """A cut to be put after others, and how much of the recording was left out just before it."""

    cut: CutFacts
    left_out_ms: int = 0


@dataclass(frozen=True, slots=True)
class PosterFacts:
    """A still picture, and the position it shows."""

    path: Path
    at_ms: int
    width: int
    height: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Peaks:
    """The loudest sample of each slice of time, 0 to 255, from position 0."""

    per_second: int
    values: bytes


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """One language of captions: ``language`` is a BCP 47 tag, ``title`` what a player's menu shows."""

    language: str
    title: str
    cues: tuple[CaptionCue, ...]


class Watch(Protocol):
    """Told how far the work is, in thousandths, and asked a few times a second whether to stop."""

    def progress(self, permille: int) -> None: ...

    def cancelled(self) -> bool: ...


class Unwatched:
    """Nobody is looking."""

    def progress(self, permille: int) -> None:
        return None

    def cancelled(self) -> bool:
        return False


UNWATCHED = Unwatched()


class VideoEngine(Protocol):
    """Every method may raise a ``VideoError``; none leaves a half-made file behind."""

    def identity(self) -> EngineIdentity:
        """Who this is, for the record."""

    def probe(self, path: Path, watch: Watch = UNWATCHED) -> MediaFacts:
        """Look at a file from outside; read it to its end."""

    def remux(self, source: Path, out: Path, watch: Watch = UNWATCHED) -> RenditionFacts:
        """The quickest MP4 every browser plays, on the same time line as the source."""

    def cut(self, source: Path, span: Span, out: Path, watch: Watch = UNWATCHED) -> CutFacts:
        """Exactly the frames of the span, and the sound from the first of them to the end of the span."""

    def verify_cut(self, source: Path, span: Span, facts: CutFacts, watch: Watch = UNWATCHED) -> None:
        """Decode both sides and compare them frame by frame; raise ``CutNotExact`` where they differ."""

    def join(self, joins: Sequence[Join], out: Path, watch: Watch = UNWATCHED) -> CutFacts:
        """Cuts of one recording one after another; at each join the picture shows what was left out."""

    def poster(self, source: Path, at_ms: int, out: Path, max_width: int = 1280) -> PosterFacts:
        """A JPEG at or soon after the position, past black and empty frames."""

    def stills(
        self, source: Path, at_ms: Sequence[int], folder: Path, max_width: int = 1280
    ) -> tuple[PosterFacts, ...]:
        """JPEGs of exactly what is shown at each position, ``0.jpg`` and on; past the end the last picture."""

    def peaks(self, source: Path, per_second: int = 20, watch: Watch = UNWATCHED) -> Peaks:
        """The outline of the sound, for drawing."""

    def extract_speech(self, source: Path, span: Span | None, out: Path, watch: Watch = UNWATCHED) -> Path:
        """16 kHz mono 16-bit WAV whose first sample is the in point (position 0 without a span)."""

    def with_captions(self, source: Path, tracks: Sequence[CaptionTrack], out: Path) -> RenditionFacts:
        """A copy of an MP4 that carries its captions along; the first track is on by default."""

    def film(self, film: Film, out: Path, watch: Watch = UNWATCHED) -> RenditionFacts:
        """Encode a part of a file with its plates burnt in; sound goes along where there is any."""

    def sound_alone(self, wanted: SoundAlone, out: Path, watch: Watch = UNWATCHED) -> RenditionFacts:
        """An M4A of nothing but the sound, its tags and its chapters."""
