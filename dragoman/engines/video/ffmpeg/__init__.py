"""The video engine on ffmpeg: PyAV looks and the ffmpeg program encodes, each in a sandboxed child."""

from __future__ import annotations

from dragoman.engines.video.ffmpeg.engine import FfmpegEngine

__all__ = ["FfmpegEngine"]
