"""Which files are taken, and which of them a browser plays as they are."""

from __future__ import annotations

# Formats that hold media themselves. Playlists (hls, dash, concat), image patterns and devices are left out:
# they make a decoder open other files and addresses.
DEMUXERS = ",".join(
    (
        "mov",
        "matroska",
        "mpegts",
        "mpeg",
        "avi",
        "flv",
        "mxf",
        "asf",
        "mp3",
        "aac",
        "flac",
        "ogg",
        "wav",
        "w64",
        "ac3",
        "eac3",
    )
)
MAX_PIXELS = 8192 * 4352
WEB_PICTURES = frozenset({("h264", "yuv420p"), ("h264", "yuvj420p")})
WEB_SOUNDS = frozenset({"aac", "mp3", "mp3float"})
SAMPLE_RATE = 48_000
SOUND_GAP = 0.015  # seconds: a shorter slip between two sound packets is the container's rounding, not a gap
