"""What was mailed, as rows of the outbox, and the links in it."""

from __future__ import annotations

import re

from dragoman.letters.models import Letter

_LINK = re.compile(r"https?://\S+")


def letters(address: str = "mona@reader.example") -> list[Letter]:
    """Oldest first."""
    return list(Letter.objects.filter(address__iexact=address).order_by("created_at"))


def link_in(letter: Letter) -> str:
    """The address of the button, without the site."""
    return next(
        line.partition("://")[2].partition("/")[2]
        for line in letter.text.splitlines()
        if _LINK.fullmatch(line.strip())
    )


def token_in(letter: Letter) -> str:
    return link_in(letter).rpartition("/")[2]
