"""The pages every installation begins with, and what their texts may say by a mark."""

from __future__ import annotations

from dataclasses import dataclass

HOUSE_PAGES = ("about", "how-we-work", "privacy", "accessibility", "terms", "contact")
"""They stand at the root, ``/about``, in this order, with a text of ours until the desk writes its own."""

TITLE_MOST, SUMMARY_MOST, TEXT_MOST, WHY_MOST = 120, 300, 60_000, 200
MARKS_MOST = 60


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote of a page in one language."""

    title: str
    summary: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text can't be published: what stands in it, and in words what to do."""

    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What readers get of a page: a version, or the house's own text. ``version`` is 0 for that."""

    slug: str
    language: str
    title: str
    summary: str
    text: str
    version: int = 0
