"""ClamAV's daemon, asked over its socket: the file is sent along (INSTREAM), so the daemon needs no access to it."""

from __future__ import annotations

import socket
import struct
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.engines.scanning.port import ScannerUnavailable, Verdict

_PIECE = 64 * 1024
_PATIENCE_S = 60.0
_LONGEST_ANSWER = 4096


class ClamAv:
    """``tcp://127.0.0.1:3310`` or ``unix:///run/clamav/clamd.ctl``."""

    def __init__(self, address: str) -> None:
        self._address = urlsplit(address)

    def scan(self, path: Path) -> Verdict:
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                _send(line, path)
                return _verdict(_answer(line))
        except (OSError, ValueError) as error:
            raise ScannerUnavailable(f"ClamAV does not answer: {error}") from error

    def _connected(self) -> socket.socket:
        if self._address.scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(_PATIENCE_S)
            try:
                line.connect(self._address.path)
            except OSError:
                line.close()
                raise
            return line
        return socket.create_connection(
            (self._address.hostname or "127.0.0.1", self._address.port or 3310), timeout=_PATIENCE_S
        )


def _send(line: socket.socket, path: Path) -> None:
    """Pieces with their length before each; a length of nothing ends it."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            line.sendall(struct.pack("!L", len(piece)) + piece)
    line.sendall(struct.pack("!L", 0))


def _answer(line: socket.socket) -> str:
    heard = b""
    while b"\0" not in heard and len(heard) < _LONGEST_ANSWER and (more := line.recv(_LONGEST_ANSWER)):
        heard += more
    return heard.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _verdict(answer: str) -> Verdict:
    """``stream: OK`` or ``stream: Eicar-Signature FOUND``; anything else is no answer."""
    if answer == "stream: OK":
        return Verdict()
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return Verdict(answer[len("stream: ") : -len(" FOUND")] or "unnamed")
    raise ValueError(answer or "an empty answer")
