"""Where the reader of the moment is, as far as the law asks and a trusted proxy tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_country: ContextVar[str] = ContextVar("country", default="")


def reader_country() -> str:
    """The code of a country in which something is restricted; empty for every other reader, and for jobs."""
    return _country.get()


@contextmanager
def reading_from(country: str) -> Iterator[None]:
    token = _country.set(country)
    try:
        yield
    finally:
        _country.reset(token)
