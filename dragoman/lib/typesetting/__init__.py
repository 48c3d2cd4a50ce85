"""Pages set in type, as PDF or as a picture: every script shaped, in its own direction, from wheels alone.

A page is a Typst source of ours, kept beside whoever sets it, and words that come to it as data: the source reads them
with ``#let d = json(bytes(sys.inputs.data))``, so nothing in them is ever markup. Typefaces are those of the installed
packages and no others, so a page looks the same on every machine. Nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg
import noto_cjk_sans_jp_regular
import typst

from dragoman.lib.hashing import clean_text

_PACKAGES = (
    "Source Serif 4",
    "Inter",
    "JetBrains Mono",
    "Amiri",
    "IBM Plex Sans Arabic",
    "Frank Ruhl Libre",
)
SERIF = ("Source Serif 4", "Amiri", "Frank Ruhl Libre", "Noto Sans CJK JP")
"""Families for what is read, in the order they are asked for a character."""
SANS = ("Inter", "IBM Plex Sans Arabic", "Frank Ruhl Libre", "Noto Sans CJK JP")
"""Families for what stands around it."""

# What a source could read files from: a folder that holds nothing but this.
_ROOT = Path(__file__).parent

Words = Mapping[str, Any]  # Any: JSON


class NotSet(RuntimeError):
    """The source can't be set: a mistake of ours, never of the words."""


def set_pdf(source: str, words: Words, made_at: datetime) -> bytes:
    """A document for screen readers (PDF/UA-1) and for archives (PDF/A-3a); the same words give the same bytes.

    ``made_at`` is the aware time the document says it was made.
    """
    return _set(
        source, words, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=int(made_at.timestamp())
    )


def set_png(source: str, words: Words, dots_per_inch: float = 72) -> bytes:
    """The first page as a picture; at 72 dots an inch a point is a pixel."""
    return _set(source, words, format="png", ppi=dots_per_inch)


def _set(source: str, words: Words, **how: Any) -> bytes:  # Any: handed on to the engine
    # Made for each page: an engine that is kept keeps every page's words in its memory too.
    given = {"data": json.dumps(_clean(words), ensure_ascii=False)}
    try:
        made: object = typst.compile(
            source.encode(), root=str(_ROOT), font_paths=_faces(), sys_inputs=given, **how
        )
    except typst.TypstError as error:
        raise NotSet(f"{error.message} {error.diagnostic}") from error
    first = made[0] if isinstance(made, list) else made
    if not isinstance(first, bytes):
        raise NotSet("The source makes no page.")
    return first


@cache
def _faces() -> typst.Fonts:
    files = [Path(fontpkg.path(name)) for name in _PACKAGES]
    files.append(Path(noto_cjk_sans_jp_regular.FONT_PATH))
    folders = list(dict.fromkeys(str(file.parent) for file in files))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _clean(value: Any) -> Any:  # Any: JSON
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {str(name): _clean(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(one) for one in value]
    return value
