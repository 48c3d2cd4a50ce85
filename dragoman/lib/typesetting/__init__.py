"""Pages set in type, as PDF or as a picture: every script shaped, in its own direction, from wheels alone.

A page is a Typst source of ours, kept beside whoever sets it, and words that come to it as data: the source reads them
with ``#let d = json(bytes(sys.inputs.data))``, so nothing in them is ever markup. Typefaces are those of the installed
packages and no others, so a page looks the same on every machine. Nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from dragoman.lib.hashing import clean_text
from dragoman.lib.typesetting.faces import (
    SANS,
    SERIF,
    all_faces,
    packaged_faces,
    unset_letters,
    with_signs_named,
)

__all__ = ["SANS", "SERIF", "NoFace", "NotSet", "set_pdf", "set_png"]

# What a source could read files from: a folder that holds nothing but this.
_ROOT = Path(__file__).parent

Words = Mapping[str, Any]  # Any: JSON


class NotSet(RuntimeError):
    """The source can't be set: a mistake of ours, never of the words."""


class NoFace(NotSet):
    """Neither the packages nor the machine have a typeface for some of the words."""

    def __init__(self, letters: str) -> None:
        super().__init__(f"No typeface on this machine has {letters[:20]}")
        self.letters = letters


def set_pdf(source: str, words: Words, made_at: datetime) -> bytes:
    """A document for screen readers (PDF/UA-1) and for archives (PDF/A-3a); the same words give the same bytes.

    ``made_at`` is the aware time the document says it was made. Letters that no packaged face has come from the
    machine's own, and ``NoFace`` says so where it has none; signs without a face are named, ``[U+1F600]``.
    """
    named = _each(words, with_signs_named)
    letters = unset_letters("".join(_texts(named)))
    try:
        return _set(
            source,
            named,
            font_paths=all_faces() if letters else packaged_faces(),
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(made_at.timestamp()),
        )
    except NotSet as error:
        if letters:
            raise NoFace(letters) from error
        raise


def set_png(source: str, words: Words, dots_per_inch: float = 72) -> bytes:
    """The first page as a picture; at 72 dots an inch a point is a pixel."""
    return _set(source, words, font_paths=packaged_faces(), format="png", ppi=dots_per_inch)


def _set(source: str, words: Words, **how: Any) -> bytes:  # Any: handed on to the engine
    # Made for each page: an engine that is kept keeps every page's words in its memory too.
    given = {"data": json.dumps(_each(words, clean_text), ensure_ascii=False)}
    try:
        made: object = typst.compile(source.encode(), root=str(_ROOT), sys_inputs=given, **how)
    except typst.TypstError as error:
        raise NotSet(f"{error.message} {error.diagnostic}") from error
    first = made[0] if isinstance(made, list) else made
    if not isinstance(first, bytes):
        raise NotSet("The source makes no page.")
    return first


def _each(value: Any, change: Callable[[str], str]) -> Any:  # Any: JSON
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {str(name): _each(one, change) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each(one, change) for one in value]
    return value


def _texts(value: Any) -> Iterator[str]:  # Any: JSON
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)
