"""A second of sound, made here."""

from __future__ import annotations

import io
import math
import struct
import wave

from django.core.files.uploadedfile import SimpleUploadedFile


def tone(name: str = "evening-news.wav", *, pitch_hz: int = 440) -> SimpleUploadedFile:
    """A recording as a browser sends it: one second at 16 kHz."""
    samples = (round(9_000 * math.sin(2 * math.pi * pitch_hz * at / 16_000)) for at in range(16_000))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return SimpleUploadedFile(name, file.getvalue(), "audio/wav")
