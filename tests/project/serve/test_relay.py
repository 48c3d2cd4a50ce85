from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.project.serve.relay import LONGEST_LINE, READ_BYTES, Relay


class Piped:
    """A relay over one pipe, and the end that a child would write to."""

    def __init__(self) -> None:
        self.output = io.BytesIO()
        self.relay = Relay(self.output, width=3)
        reading, self.writing = os.pipe()
        self.pipe = os.fdopen(reading, "rb")
        self.relay.add("web", self.pipe)

    def says(self, words: bytes) -> list[bytes]:
        """What is passed on of ``words`` once the child is gone."""
        os.write(self.writing, words)
        self.hang_up()
        self.relay.drop(self.pipe)
        return self.output.getvalue().splitlines(keepends=True)

    def hang_up(self) -> None:
        if self.writing != -1:
            os.close(self.writing)
            self.writing = -1

    def close(self) -> None:
        self.hang_up()
        self.relay.drop(self.pipe)
        self.relay.close()


@pytest.fixture
def piped() -> Iterator[Piped]:
    piped = Piped()
    yield piped
    piped.close()


def test_lines_come_whole_and_named(piped: Piped) -> None:
    os.write(piped.writing, b"one\ntw")
    piped.relay.pass_on(1.0)
    assert piped.output.getvalue() == b"web | one\n"

    os.write(piped.writing, b"o\r\nthree")
    piped.relay.pass_on(1.0)
    assert piped.output.getvalue() == b"web | one\nweb | two\n"

    assert piped.says(b"!") == [b"web | one\n", b"web | two\n", b"web | three!\n"]


def test_a_line_without_end_is_cut(piped: Piped) -> None:
    os.set_blocking(piped.writing, False)
    left = 3 * LONGEST_LINE
    while left:
        left -= os.write(piped.writing, b"x" * min(left, 4096))
        piped.relay.pass_on(1.0)

    written = [line.removeprefix(b"web | ").rstrip(b"\n") for line in piped.says(b"")]

    assert b"".join(written) == b"x" * (3 * LONGEST_LINE)
    assert max(len(line) for line in written) <= LONGEST_LINE + READ_BYTES


def test_a_stream_that_is_gone_stops_nothing(piped: Piped) -> None:
    class Gone(io.BytesIO):
        def write(self, _: object) -> int:
            raise BrokenPipeError

    piped.relay._output = Gone()
    piped.relay.say("web", "unheard")

    assert piped.says(b"unheard\n") == []


def test_dropping_twice_is_harmless(piped: Piped) -> None:
    piped.relay.drop(piped.pipe)
    piped.relay.drop(piped.pipe)

    assert piped.pipe.closed


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.binary(max_size=300), max_size=8))
def test_no_byte_is_lost_however_it_comes(pieces: list[bytes]) -> None:
    piped = Piped()
    for piece in pieces:
        if piece:
            os.write(piped.writing, piece)
            piped.relay.pass_on(1.0)

    lines = b"".join(pieces).split(b"\n")
    expected = [line.rstrip(b"\r") for line in (lines if lines[-1] else lines[:-1])]
    got = piped.says(b"")

    piped.close()
    assert b"".join(got) == b"".join(b"web | " + line + b"\n" for line in expected)
