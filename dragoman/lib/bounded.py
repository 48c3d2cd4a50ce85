"""Lines that must fit: what is too long is refused in words, never cut off in silence."""

from __future__ import annotations

from dragoman.lib.hashing import clean_text


class TooLong(ValueError):
    """The text does not fit where it is to be kept."""


def bounded_line(text: str, *, most: int, what: str) -> str:
    """The text on one line, cleaned of control characters. Raises ``TooLong`` past ``most`` characters.

    >>> bounded_line("  two   words ", most=20, what="title")
    'two words'
    """
    line = " ".join(clean_text(text).split())
    if len(line) > most:
        raise TooLong(f"The {what} is longer than {most} characters: “{line[:60]}…”. Shorten it.")
    return line
