"""What a reference says, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reference:
    """A clip or, where ``label`` is set, one sentence of it.

    Names are whole, never taken apart: which part of a name is the family's is not for a machine to say.
    ``title`` is what is cited: the clip's headline, or the words in the language of the reader; ``original`` is the
    headline or the words as they were said. ``at`` is the position in the clip as readers write it, ``0:14``.
    """

    key: str
    identifier: str
    address: str
    archive: str
    edition: int
    digest: str
    title: str
    language: str
    original: str
    original_language: str
    authors: tuple[str, ...]
    sources: tuple[str, ...]
    programme: str
    aired: date | None
    published: date
    accessed: date
    medium: str = ""
    """video, audio or nothing."""
    length: str = ""
    container: str = ""
    """The headline of the clip that a sentence stands in."""
    label: str = ""
    at: str = ""
    translators: tuple[str, ...] = ()
    is_machine_translated: bool = False
    rights: str = ""
    notes: tuple[str, ...] = ()
    """Sentences for people: edition, translation, what else a reader should know."""
    subjects: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    """The summary, by paragraphs."""
    updated: date | None = None
