"""How headlines are set, as against speech."""

from __future__ import annotations

import re
from typing import Final

from dragoman.lib.pages.vocabulary import words

_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL: Final = words(
    """
    a an the and or of for in on at to by from with as is are vs but its it be
    """
)


def is_title_case(text: str, *, most: int = 60) -> bool:
    """Whether (nearly) every word of weight is capitalised, as headlines are and speech is not."""
    words = [word for word in _WORD.findall(text[:600]) if word.casefold() not in _SMALL]
    if not 2 <= len(words) <= most or text.rstrip().endswith((".", "...", "…", "?", ".”", '."')):
        return False
    return sum(1 for word in words if word[0].isupper()) >= 0.8 * len(words)
