"""Where a recording came from, as someone tells it: off the air, or a copy from an address."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.lib.hashing import clean_text
from dragoman.recordings.terms import RecordingOrigin

LONGEST_ADDRESS = 2000
LONGEST_NOTE = 500
# Where media are fetched from. Scripts and data are not places.
_SCHEMES = ("http", "https", "ftp", "rtmp", "rtsp")


class BadCapture(ValueError):
    """What is told of the capture can't stand in public; ``field`` names the part."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Capture:
    """What is told of a capture. An empty part was not told: a recording that is here keeps its own."""

    origin: str = ""
    origin_url: str = ""
    note: str = ""


UNTOLD = Capture()


def read_capture(origin: str, origin_url: str, note: str) -> Capture:
    """The three as they are kept. Raises ``BadCapture``."""
    if origin and origin not in RecordingOrigin.values:
        raise BadCapture("origin", f"Choose one of {', '.join(RecordingOrigin.values)}.")
    words = " ".join(clean_text(note).split())
    if len(words) > LONGEST_NOTE:
        raise BadCapture("capture_note", f"Say in at most {LONGEST_NOTE} characters how it was captured.")
    return Capture(origin, _address(origin_url.strip()), words)


def _address(text: str) -> str:
    if not text:
        return ""
    if len(text) > LONGEST_ADDRESS:
        raise BadCapture(
            "origin_url", f"The address of the copy is longer than {LONGEST_ADDRESS} characters."
        )
    if any(ch.isspace() or unicodedata.category(ch) in {"Cc", "Cf", "Cs"} for ch in text):
        raise BadCapture("origin_url", "The address of the copy holds a space or an invisible character.")
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise BadCapture("origin_url", f"“{text[:60]}” is not an address: {error}.") from error
    if parts.scheme not in _SCHEMES or not host:
        raise BadCapture(
            "origin_url", f"“{text[:60]}” is not the address of a copy: write it whole, https://example.org/…"
        )
    if "@" in parts.netloc:
        raise BadCapture("origin_url", "Leave the name and password out of the address: it is published.")
    return clean_text(text)
