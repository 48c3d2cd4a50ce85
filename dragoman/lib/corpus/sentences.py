"""What goes into a corpus, whatever its format: who spoke, what was said, what it means, and what is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.lib.alignment import beads


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker. ``key`` is an XML name, unique in the corpus."""

    key: str
    name: str
    name_original: str
    role: str


@dataclass(frozen=True, slots=True)
class Said:
    """One original sentence. ``speaker`` is a key or empty; ``is_spoken`` is false for text on screen and the like.

    Times in ms of the clip; None when it came without any.
    """

    label: str
    speaker: str
    language: str
    text: str
    in_ms: int | None = None
    out_ms: int | None = None
    is_spoken: bool = True


@dataclass(frozen=True, slots=True)
class Missing:
    """A place where something is not in the corpus: ``reason`` is cut, withheld or not-reviewed.

    ``label`` is that of the sentence; empty for a cut, of which ``length_ms`` is known.
    """

    reason: str
    label: str = ""
    length_ms: int = 0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A translated sentence and the labels of those it renders."""

    label: str
    of: tuple[str, ...]
    language: str
    text: str
    note: str = ""
    translator: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An edition of the clip, as its history tells it."""

    ordinal: int
    on: date
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The checked sentences of one clip. ``sources`` are broadcasters with their places; ``aired`` an ISO date or
    empty; ``credits`` are (role, name) with roles as in an edition: transcriber, translator, reviewer."""

    identifier: str
    edition: int
    digest: str
    address: str
    publisher: str
    published_on: date
    title: str
    title_language: str
    title_original: str = ""
    title_original_language: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    programme: str = ""
    place: str = ""
    aired: str = ""
    rights: str = ""
    medium: str = ""
    duration_ms: int | None = None
    people: tuple[Person, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()
    items: tuple[Said | Missing, ...] = ()
    renderings: tuple[Rendered, ...] = ()
    versions: tuple[Version, ...] = ()

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(one for one in self.items if isinstance(one, Said))

    @property
    def languages(self) -> tuple[str, ...]:
        """Of what was said, then of what it was translated into; each once."""
        spoken = (one.language for one in self.said)
        return tuple(dict.fromkeys([*spoken, *(one.language for one in self.renderings)]))


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences said, and those that render them in one language."""

    said: tuple[Said, ...]
    rendered: tuple[Rendered, ...]


def pairs_of(corpus: Corpus, language: str) -> tuple[Pair, ...]:
    """What was said beside what renders it in a language; sentences without a rendering are left out."""
    said = corpus.said
    rendered = [one for one in corpus.renderings if one.language == language]
    found = beads([one.label for one in said], [one.of for one in rendered])
    return tuple(
        Pair(tuple(said[at] for at in bead.originals), tuple(rendered[at] for at in bead.renderings))
        for bead in found
        if bead.renderings
    )
