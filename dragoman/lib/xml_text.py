"""Text that any XML reader takes."""

from __future__ import annotations

import re

# XML 1.0, production 2: what a document may hold at all. Everything else ends the reading of the whole file.
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 has no place for.

    >>> xml_text("a\\x00b")
    'a\ufffdb'
    """
    return _REFUSED.sub("\ufffd", text)


def xml_line(text: str) -> str:
    """The same on one line."""
    return " ".join(xml_text(text).split())
