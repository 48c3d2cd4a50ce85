"""The two byte strings of an edition: its header, whose SHA-256 is its digest, and its leaves under one root.

Format ``dragoman-edition/2``. The header is one canonical JSON document and names the count and the root of the
leaves; each leaf is one canonical JSON line: a sentence in one language, a speaker, a title, a piece of context. The
root is the RFC 9162 tree head over the lines without their line ends. A withheld leaf keeps its hash and the fields
that say where it stood, so that the root still holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.lib.hashing import Json, NotCanonical, canonical, digest, leaf_digest
from dragoman.lib.record import merkle

FORMAT = "dragoman-edition/2"

Leaf = dict[str, Any]  # Any: JSON

_LOCATORS = ("leaf", "cue", "lang", "key", "at", "where", "gap")


def _fields(names: str) -> frozenset[str]:
    return frozenset(names.split())


LEAF_FIELDS: dict[str, frozenset[str]] = {
    "title": _fields("lang text"),
    "title_original": _fields("lang text"),
    "summary": _fields("at lang text"),
    "intro": _fields("lang text"),
    "speaker": _fields("key name name_original role slug"),
    "original": _fields(
        "cue lang text in_ms out_ms speaker evidence certainty voice relay_of kind origin person "
        "opens_paragraph reviewers state"
    ),
    "translation": _fields("cue of lang text origin translator reviewers note alternates state"),
    "context": _fields("where gap at in_ms out_ms lang text into translation origin person"),
}
"""The kinds of leaves in the order in which they stand, with their fields besides ``leaf`` and ``salt``."""
HEADER_FIELDS = _fields(
    "format number edition kind public_note published_at previous recording broadcast cut gaps duration_ms "
    "spoken tracks convention language title_language place topics advisory rights warnings engines people "
    "eyes overrides lineage lines"
)


class NotAnEdition(ValueError):
    """The bytes are not an edition; the message says what is wrong. ``line`` counts from 1, 0 for the header."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Parsed:
    """An edition taken apart. A withheld leaf is a dict with the key ``withheld``."""

    header: Leaf
    leaves: tuple[Leaf, ...]
    lines: tuple[bytes, ...]

    @property
    def hashes(self) -> tuple[bytes, ...]:
        """The leaf hashes in order, 32 bytes each."""
        return tuple(
            bytes.fromhex(line_hash(leaf, line)) for leaf, line in zip(self.leaves, self.lines, strict=True)
        )


def parse_edition(header: bytes, lines: bytes) -> Parsed:
    """Take an edition apart and check that header and leaves belong together. Raises ``NotAnEdition``."""
    document = parse_header(header)
    split = split_lines(lines)
    leaves = tuple(parse_leaf(line, at) for at, line in enumerate(split, start=1))
    parsed = Parsed(document, leaves, split)
    stated = document["lines"]
    if stated["count"] != len(split):
        raise NotAnEdition(f"the header counts {stated['count']} lines, there are {len(split)}")
    if stated["root"] != merkle.root(parsed.hashes).hex():
        raise NotAnEdition("a line was changed: the lines do not have the root that the header names")
    return parsed


def parse_header(data: bytes) -> Leaf:
    document = _strict(data, 0)
    if document.get("format") != FORMAT:
        raise NotAnEdition(f"the format is not {FORMAT}")
    if set(document) != HEADER_FIELDS:
        odd = sorted(set(document) ^ HEADER_FIELDS)
        raise NotAnEdition(f"the header lacks or has too much: {', '.join(odd[:5])}")
    stated = document["lines"]
    if not isinstance(stated, dict) or set(stated) != {"count", "root"}:
        raise NotAnEdition("the header does not say how many lines there are and under which root")
    return document


def split_lines(data: bytes) -> tuple[bytes, ...]:
    if data and not data.endswith(b"\n"):
        raise NotAnEdition("the last line has no end")
    return tuple(data.split(b"\n")[:-1])


def join_lines(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def parse_leaf(line: bytes, at: int = 1) -> Leaf:
    """One leaf, strictly. Raises ``NotAnEdition`` with the line's number ``at``."""
    leaf = _strict(line, at)
    kind = leaf.get("leaf")
    if not isinstance(kind, str) or kind not in LEAF_FIELDS:
        raise NotAnEdition(f"line {at} is of no known kind", at)
    if "withheld" in leaf:
        if not set(leaf) <= {"withheld", *_LOCATORS} or not _is_hash(leaf["withheld"]):
            raise NotAnEdition(f"line {at} is not a withheld line as they are written", at)
    elif set(leaf) != LEAF_FIELDS[kind] | {"leaf", "salt"}:
        raise NotAnEdition(f"line {at} lacks a field or has one too many", at)
    return leaf


def withheld(line: bytes) -> bytes:
    """What stands in place of a leaf whose words are withheld. The same for one that is withheld already."""
    leaf = parse_leaf(line)
    if "withheld" in leaf:
        return line
    kept: dict[str, Json] = {name: leaf[name] for name in _LOCATORS if name in leaf}
    return canonical({**kept, "withheld": leaf_digest(line)})


def line_hash(leaf: Leaf, line: bytes) -> str:
    return str(leaf["withheld"]) if "withheld" in leaf else leaf_digest(line)


def root_of(lines: Sequence[bytes]) -> str:
    """The tree head over leaf lines none of which is withheld."""
    return merkle.root([merkle.leaf_hash(line) for line in lines]).hex()


def edition_digest(header: bytes) -> str:
    return digest(header)


def _strict(data: bytes, at: int) -> Leaf:
    where = f"line {at}" if at else "the header"
    try:
        document = json.loads(data)
        rewritten = canonical(document)
    except (ValueError, NotCanonical, RecursionError) as error:
        raise NotAnEdition(f"{where} is not canonical JSON", at) from error
    if not isinstance(document, dict) or rewritten != data:
        raise NotAnEdition(f"{where} is not canonical JSON", at)
    return document


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and all(ch in "0123456789abcdef" for ch in value)
