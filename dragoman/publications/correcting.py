"""What was corrected in a publication so far, told sentence by sentence for pages, lists and machines.

Renewed with each edition from all of them, so that what is withheld since is withheld here too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from dragoman.publications.canonical import read_edition
from dragoman.publications.comparing import Differences, differences
from dragoman.publications.content import Content
from dragoman.publications.models import Publication
from dragoman.publications.terms import EditionKind

TOLD = frozenset(
    {
        EditionKind.TYPO,
        EditionKind.CLARIFICATION,
        EditionKind.CORRECTION,
        EditionKind.RETRACTION,
        EditionKind.REDACTION,
    }
)
"""The kinds of editions that change what was published; an addition does not."""
GRAVE = frozenset({EditionKind.CLARIFICATION, EditionKind.CORRECTION, EditionKind.RETRACTION})
"""The kinds that a reader of the sentence is told of beside it."""


@dataclass(frozen=True, slots=True)
class CorrectedSide:
    language: str
    is_original: bool
    before: str
    after: str
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class CorrectedSentence:
    """``fate`` as in a comparison: changed, added, split, merged or deleted."""

    label: str
    fate: str
    in_ms: int | None
    sides: tuple[CorrectedSide, ...]
    facts: tuple[tuple[str, str, str], ...]
    """(what, then, now)"""


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """One edition that changed what the one before had said."""

    edition: int
    kind: str
    note: str
    published_at: datetime
    sentences: tuple[CorrectedSentence, ...]
    texts: tuple[tuple[str, str, str, str], ...]
    """(which text, language, then, now): title, summary and the like."""


def tell_corrections(publication: Publication) -> list[dict[str, Any]]:  # Any: JSON
    """Every correction of a publication as plain JSON, oldest first."""
    told = []
    before: Content | None = None
    for edition in publication.editions.order_by("ordinal"):
        content = read_edition(bytes(edition.content), bytes(edition.lines))
        if before is not None and content.kind in TOLD:
            told.append(_told(content, differences(before, content)))
        before = content
    return told


def read_corrections(told: Iterable[dict[str, Any]]) -> tuple[CorrectionNote, ...]:  # Any: JSON
    return tuple(
        CorrectionNote(
            edition=one["edition"],
            kind=one["kind"],
            note=one["note"],
            published_at=datetime.fromisoformat(one["published_at"]),
            sentences=tuple(_sentence(sentence) for sentence in one["sentences"]),
            texts=tuple(tuple(text) for text in one["texts"]),
        )
        for one in told
    )


def is_retracted(corrections: Iterable[CorrectionNote], label: str) -> bool:
    """Whether the last grave change to a sentence, or to the clip as a whole, took back what was said to be said."""
    about = [
        note
        for note in corrections
        if note.kind in GRAVE
        and (not note.sentences or any(label == sentence.label for sentence in note.sentences))
    ]
    return bool(about) and about[-1].kind == EditionKind.RETRACTION


def _told(content: Content, changed: Differences) -> dict[str, Any]:
    return {
        "edition": content.edition,
        "kind": content.kind,
        "note": content.public_note,
        "published_at": content.published_at.isoformat(),
        "sentences": [
            {
                "label": one.label,
                "fate": one.fate,
                "in_ms": one.in_ms,
                "sides": [asdict(side) for side in one.sides],
                "facts": [[fact.name, fact.before, fact.after] for fact in one.facts],
            }
            for one in changed.sentences
            if one.is_visible
        ],
        "texts": [[one.name, one.language, one.before, one.after] for one in changed.texts],
    }


def _sentence(told: dict[str, Any]) -> CorrectedSentence:
    return CorrectedSentence(
        told["label"],
        told["fate"],
        told["in_ms"],
        tuple(CorrectedSide(**side) for side in told["sides"]),
        tuple((name, before, after) for name, before, after in told["facts"]),
    )
