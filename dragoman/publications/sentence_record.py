"""One published sentence through all editions: its words, the hashes of its leaves, and since when it stands so."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lib.record.edition import line_hash, parse_leaf, split_lines
from dragoman.publications.content import Content, Line, Rendering
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.models import Edition, Publication
from dragoman.publications.rules import readable
from dragoman.publications.selectors import content_of


class NoSuchSentence(LookupError):
    """No edition of the clip ever had a sentence of this label."""


@dataclass(frozen=True, slots=True)
class Side:
    """A translation of a sentence with the hash of its leaf."""

    language: str
    rendering: Rendering
    leaf: str


@dataclass(frozen=True, slots=True)
class Version:
    """The sentence as an edition had it. ``line`` is None for a label that only a translation carries."""

    edition: int
    line: Line | None
    leaf: str
    sides: tuple[Side, ...]

    @property
    def leaves(self) -> tuple[str, ...]:
        return (self.leaf, *(side.leaf for side in self.sides))


def versions_of(number: int, label: str) -> tuple[Version, ...]:
    """Every edition's version of a sentence that differs from the one before, oldest first; never empty."""
    publication = Publication.objects.filter(readable(), number=number).first()
    if publication is None:
        raise NoSuchNumber(f"There is no published number {number}.")
    found: list[Version] = []
    for edition in publication.editions.order_by("ordinal"):
        version = _version(edition, content_of(edition), label)
        if version is not None and (not found or version.leaves != found[-1].leaves):
            found.append(version)
    if not found:
        raise NoSuchSentence(f"Number {number} never had a sentence s{label}.")
    return tuple(found)


def _version(edition: Edition, content: Content, label: str) -> Version | None:
    line = next((one for one in content.lines if one.label == label), None)
    renderings = [
        (track.language, one)
        for track in content.translations
        for one in track.renderings
        if one.label == label or label in one.of
    ]
    if line is None and not renderings:
        return None
    hashes = _hashes(edition)
    sides = (
        Side(language, one, hashes.get(("translation", one.label, language), ""))
        for language, one in renderings
    )
    leaf = hashes.get(("original", label, line.language), "") if line else ""
    return Version(edition.ordinal, line, leaf, tuple(sides))


def _hashes(edition: Edition) -> dict[tuple[str, str, str], str]:
    found = {}
    for line in split_lines(bytes(edition.lines)):
        leaf = parse_leaf(line)
        if "cue" in leaf:
            found[leaf["leaf"], leaf["cue"], leaf["lang"]] = line_hash(leaf, line)
    return found
