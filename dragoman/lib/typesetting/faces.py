"""The typefaces that pages are set in, and what they have no letters for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import fontpkg
import noto_cjk_sans_jp_regular
import typst
from fontTools.ttLib import TTFont

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

# Nothing is drawn for these: marks of direction, joiners, line ends.
_UNSEEN = {"Cf", "Cc", "Zs", "Zl", "Zp"}
# Signs that no sentence depends on.
_SIGNS = {"So", "Co", "Cn", "Sk", "Cs"}


@cache
def packaged_faces() -> typst.Fonts:
    """Those of the installed packages and no others: a page looks the same on every machine."""
    folders = list(dict.fromkeys(str(file.parent) for file in _files()))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def all_faces() -> typst.Fonts:
    """These and whatever is installed on the machine."""
    folders = list(dict.fromkeys(str(file.parent) for file in _files()))
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=folders)


def unset_letters(text: str) -> str:
    """The letters of a text that no packaged face has, each once."""
    return "".join(dict.fromkeys(one for one in text if _is_missing(one)))


def with_signs_named(text: str) -> str:
    """The text with ``[U+1F600]`` for each sign, such as an emoji, that no packaged face has; without controls."""
    return "".join(map(_named, text))


def _named(one: str) -> str:
    category = unicodedata.category(one)
    if category == "Cc" and one not in "\n\t":
        return ""
    # What is for private use means something else to everyone: archives refuse it, face or no face.
    is_named = category == "Co" or (category in _SIGNS and _is_missing(one))
    return f"[U+{ord(one):04X}]" if is_named else one


def _is_missing(one: str) -> bool:
    return ord(one) not in _covered() and unicodedata.category(one) not in _UNSEEN


@cache
def _covered() -> frozenset[int]:
    found: set[int] = set()
    for file in _files():
        with TTFont(file, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


def _files() -> Iterable[Path]:
    return (*(Path(fontpkg.path(name)) for name in _PACKAGES), Path(noto_cjk_sans_jp_regular.FONT_PATH))
