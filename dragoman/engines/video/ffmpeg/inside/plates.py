"""The plates of a film as one track, so that laying a thousand of them over it costs no more than laying one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av

from dragoman.engines.video.ffmpeg.inside.opening import AnyPacket

_MS = Fraction(1, 1000)


def plates(out: str, pictures: list[tuple[str, int]], width: int, height: int) -> None:
    """A QuickTime file whose frames are the PNG files byte for byte, each at its time in ms."""
    with av.open(f"file:{out}", "w", format="mov") as container:
        stream = container.add_stream("png", rate=1000)
        stream.width, stream.height, stream.pix_fmt = width, height, "rgba"
        stream.codec_context.time_base = stream.time_base = _MS
        container.start_encoding()
        for path, at_ms in pictures:
            packet: AnyPacket = av.Packet(Path(path).read_bytes())
            packet.stream = stream
            packet.pts = packet.dts = at_ms
            packet.time_base = _MS
            packet.is_keyframe = True
            container.mux_one(packet)
