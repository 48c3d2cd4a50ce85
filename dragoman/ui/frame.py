"""What the frame of every page says of the site: told by a stage above, which knows; by the settings till then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class FootLink:
    """A page about the site itself, in the foot of all others. ``language`` only where it is not the reader's."""

    title: str
    path: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    site_name: str
    description: str = ""
    """What the site is, in the reader's language; empty where nobody said."""
    mark_path: str = ""
    style_path: str = ""
    """The style sheet of the accent; empty for the house's own."""
    languages: tuple[str, ...] = ()
    """Those offered; empty for all."""
    pages: tuple[FootLink, ...] = ()

    def offers(self, language: str) -> bool:
        return not self.languages or language in self.languages


def told_by_settings() -> Frame:
    return Frame(settings.SITE_NAME)


_told: Callable[[], Frame] = told_by_settings


def tell(teller: Callable[[], Frame]) -> None:
    """From now on the frame is what this says, in the language of the page at hand."""
    global _told  # noqa: PLW0603  set once, when the stages are ready
    _told = teller


def frame() -> Frame:
    return _told()
