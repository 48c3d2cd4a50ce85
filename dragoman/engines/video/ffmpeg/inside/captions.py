"""Caption tracks as an MP4 carries them (3GPP timed text), written byte for byte: no markup to escape."""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import Any

import av
from av.subtitles.stream import SubtitleStream

from dragoman.engines.video.ffmpeg.inside.opening import AnyPacket

_MS = Fraction(1, 1000)
# The encoder is opened only for the sample description it writes; it insists on a style sheet.
_STYLES = (
    b"[Script Info]\r\nScriptType: v4.00+\r\nPlayResX: 384\r\nPlayResY: 288\r\n\r\n[V4+ Styles]\r\n"
    b"Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, "
    b"Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, "
    b"MarginL, MarginR, MarginV, Encoding\r\n"
    b"Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0\r\n\r\n"
    b"[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n"
)


def captions(out: str, tracks: list[dict[str, Any]]) -> None:
    """An MP4 of nothing but caption tracks: each has a three-letter language, a title and timed texts."""
    with av.open(f"file:{out}", "w", format="mp4") as container:
        streams = []
        for track in tracks:
            stream = container.add_stream("mov_text")
            stream.codec_context.subtitle_header = _STYLES
            stream.codec_context.time_base = stream.time_base = _MS
            stream.metadata["language"] = track["language"]
            stream.metadata["handler_name"] = track["title"]
            streams.append(stream)
        container.start_encoding()
        for stream, track in zip(streams, tracks, strict=True):
            for start, end, text in track["texts"]:
                container.mux_one(_packet(stream, start, end, text))


def _packet(stream: SubtitleStream, start: int, end: int, text: str) -> AnyPacket:
    data = text.encode("utf-8", "replace")[:65535]
    packet: AnyPacket = av.Packet(struct.pack(">H", len(data)) + data)
    packet.stream = stream
    packet.pts = packet.dts = start
    packet.duration = end - start
    packet.time_base = _MS
    return packet
