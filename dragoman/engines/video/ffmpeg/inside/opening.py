"""Open a foreign file so that nothing but that file is read."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from dragoman.engines.video.ffmpeg.formats import DEMUXERS, MAX_PIXELS
from dragoman.engines.video.ffmpeg.inside.boxes import check_boxes
from dragoman.engines.video.port import DamagedMedia, NotMedia, UnsupportedMedia

_BARE = frozenset({"mp3", "aac", "ac3", "eac3"})
_TRIED = 40
AnyStream = VideoStream | AudioStream
AnyPacket: TypeAlias = "Packet[Any]"  # generic for the type checker only
_PLAYLISTS = (b"#EXTM3U", b"ffconcat", b"[playlist]", b"<MPD", b"<asx", b"<smil")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file being read, and the tracks of it that count: the first picture and the first sound."""

    container: InputContainer
    picture: VideoStream | None
    sound: AudioStream | None


@contextmanager
def open_media(path: str) -> Iterator[Opened]:
    """The file, open for reading.

    The demuxer list is the guard: a playlist under any name is refused before a line of it is followed.
    """
    _look_first(Path(path))
    options = {
        "protocol_whitelist": "file",
        "format_whitelist": DEMUXERS,
        "max_pixels": str(MAX_PIXELS),
    }
    try:
        container = av.open(f"file:{path}", "r", options=options)
    except (av.error.FFmpegError, ValueError) as error:
        raise NotMedia(
            "This file is no recording that can be read: its contents match no known format."
        ) from error
    with container:
        picture, sound = _picture_of(container), _sound_of(container)
        if picture is None and sound is None:
            raise NotMedia("This file has neither a moving picture nor sound.")
        if picture is not None:
            picture.thread_type = "AUTO"
            picture.codec_context.options = {"max_pixels": str(MAX_PIXELS)}
        opened = Opened(container, picture, sound)
        _refuse_noise(opened)
        yield opened


def _look_first(path: Path) -> None:
    try:
        status = path.stat()
    except OSError as error:
        raise NotMedia(f"The file {path.name} cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(status.st_mode):
        raise NotMedia("This is a folder or a device, not a file.")
    if status.st_size == 0:
        raise NotMedia("The file is empty.")
    with path.open("rb") as file:
        start = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(_PLAYLISTS) or (start.startswith(b"<?xml") and b"<MPD" in start):
        raise NotMedia(
            "This file is a playlist, not a recording: it only names other files. Upload the recording."
        )
    check_boxes(path)


def _refuse_noise(opened: Opened) -> None:
    """Bare sound has no header to know it by, so that any bytes may look like it: most of it must decode."""
    if opened.sound is None or opened.container.format.name not in _BARE:
        return
    tried = good = 0
    for packet in islice(packets(opened, opened.sound), _TRIED):
        tried += 1
        try:
            good += bool(opened.sound.codec_context.decode(packet))
        except av.error.FFmpegError:
            continue
    if good * 2 <= tried:
        raise NotMedia("This file is no recording that can be read: its contents match no known format.")
    opened.container.seek(0)
    opened.sound.codec_context.flush_buffers()


def _picture_of(container: InputContainer) -> VideoStream | None:
    for stream in container.streams.video:
        if stream.disposition & Disposition.attached_pic or stream.codec_context is None:
            continue
        width, height = stream.codec_context.width, stream.codec_context.height
        if width * height > MAX_PIXELS:
            raise UnsupportedMedia(f"The picture is {width} × {height} pixels: more than this desk can take.")
        return stream
    return None


def _sound_of(container: InputContainer) -> AudioStream | None:
    for stream in container.streams.audio:
        if stream.codec_context is not None and stream.codec_context.sample_rate:
            return stream
    return None


def packets(opened: Opened, *streams: AnyStream | None) -> Iterator[AnyPacket]:
    """The packets of the streams to the end of what can be read: a broken tail ends them without an error."""
    wanted = [stream for stream in streams if stream is not None]
    source = opened.container.demux(*wanted)
    while True:
        try:
            packet = next(source)
        except (StopIteration, av.error.FFmpegError):
            return
        if packet.size:
            yield packet


def pictures(opened: Opened) -> Iterator[VideoFrame]:
    """The frames of the picture in showing order; a packet that cannot be decoded is passed over."""
    if opened.picture is not None:
        yield from _decoded(opened, opened.picture)


def sounds(opened: Opened) -> Iterator[AudioFrame]:
    """The decoded stretches of sound, in the same way."""
    if opened.sound is not None:
        yield from _decoded(opened, opened.sound)


def _decoded(opened: Opened, stream: AnyStream) -> Iterator[Any]:  # the frames of that stream's kind
    for packet in chain(packets(opened, stream), (None,)):
        try:
            frames = stream.codec_context.decode(packet)
        except av.error.FFmpegError:
            continue
        for frame in frames:
            if frame.time_base is None:  # what the decoder held back at the end has lost it
                frame.time_base = stream.time_base
            yield frame


def time_of(frame: VideoFrame | AudioFrame) -> Fraction | None:
    """When a frame is, in seconds of the file's own clock."""
    if frame.pts is None or frame.time_base is None:
        return None
    return frame.pts * frame.time_base


def first_picture(path: str) -> tuple[VideoFrame, Fraction]:
    """The first frame that can be shown, and its time: position 0."""
    with open_media(path) as opened:
        for frame in pictures(opened):
            if (at := time_of(frame)) is not None:
                return frame, at
    raise DamagedMedia("No frame of the picture can be decoded: the file is damaged or encrypted.")


def first_sound(path: str) -> Fraction | None:
    """When the first sound is, in seconds of the file's own clock; ``None`` when none can be decoded."""
    with open_media(path) as opened:
        for frame in sounds(opened):
            if (at := time_of(frame)) is not None and frame.samples:
                return at
    return None


def origin_of(path: str) -> Fraction:
    """Position 0, in seconds of the file's own clock."""
    with open_media(path) as opened:
        has_picture = opened.picture is not None
    if has_picture:
        return first_picture(path)[1]
    origin = first_sound(path)
    if origin is None:
        raise DamagedMedia("None of the sound can be decoded: the file is damaged or encrypted.")
    return origin
