"""The children's words, line by line, each with the child's name before it."""

from __future__ import annotations

import os
import selectors
from contextlib import suppress
from typing import IO

READ_BYTES = 65_536
LONGEST_LINE = 65_536


class Relay:
    """Reads many pipes and writes whole lines to one stream."""

    def __init__(self, output: IO[bytes], width: int) -> None:
        self._output = output
        self._width = width
        self._selector = selectors.DefaultSelector()
        self._names: dict[IO[bytes], str] = {}
        self._begun: dict[IO[bytes], bytes] = {}

    def wake_on(self, descriptor: int) -> None:
        """Let ``pass_on`` return early when there is something to read here; it is read and forgotten."""
        self._selector.register(descriptor, selectors.EVENT_READ, None)

    def add(self, name: str, pipe: IO[bytes]) -> None:
        os.set_blocking(pipe.fileno(), False)
        self._names[pipe], self._begun[pipe] = name, b""
        self._selector.register(pipe, selectors.EVENT_READ, pipe)

    def drop(self, pipe: IO[bytes]) -> None:
        """Pass on what is left and close the pipe. Dropping twice is harmless."""
        while pipe in self._names and self._read(pipe):
            continue
        if pipe in self._names:
            self._close(pipe)

    def pass_on(self, timeout_s: float) -> None:
        """Pass on what came within ``timeout_s``; returns at the first words."""
        for key, _events in self._selector.select(timeout_s):
            if key.data is not None:
                self._read(key.data)
                continue
            with suppress(BlockingIOError):
                os.read(key.fd, READ_BYTES)

    def say(self, name: str, line: str) -> None:
        self._write(name, line.encode())

    def close(self) -> None:
        self._selector.close()

    def _read(self, pipe: IO[bytes]) -> bool:
        """False when there is nothing more to read now."""
        try:
            piece = os.read(pipe.fileno(), READ_BYTES)
        except BlockingIOError:
            return False
        if not piece:
            self._close(pipe)
            return False
        *lines, rest = (self._begun[pipe] + piece).split(b"\n")
        if len(rest) > LONGEST_LINE:
            lines, rest = [*lines, rest], b""
        self._begun[pipe] = rest
        for line in lines:
            self._write(self._names[pipe], line)
        return True

    def _close(self, pipe: IO[bytes]) -> None:
        name, rest = self._names.pop(pipe), self._begun.pop(pipe)
        if rest:
            self._write(name, rest)
        self._selector.unregister(pipe)
        pipe.close()

    def _write(self, name: str, line: bytes) -> None:
        with suppress(OSError):  # nobody listens any more: the work goes on
            self._output.write(f"{name:<{self._width}} | ".encode() + line.rstrip(b"\r") + b"\n")
            self._output.flush()
