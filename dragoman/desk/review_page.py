"""A clip as a reviewer reads it: each sentence on both sides, what changed since it was published, who said yes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.accounts.rules import Person, can_review
from dragoman.accounts.selectors import names_of
from dragoman.clips.models import Clip
from dragoman.lib.word_diff import Piece, word_differences
from dragoman.publications.content import Content
from dragoman.publications.models import Publication
from dragoman.publications.selectors import content_of
from dragoman.reviews.gate import Gate, gate_of
from dragoman.reviews.sentences import SUMMARY, SentenceSide, sides_of
from dragoman.transcripts.selectors import cues_of


@dataclass(frozen=True, slots=True)
class ReviewedSide:
    """One side of a sentence; ``pieces`` compare it with the last edition, and are empty where nothing changed."""

    label: str
    language: str
    spoken: str
    text: str
    digest: str
    pieces: tuple[Piece, ...]
    by: tuple[str, ...]
    writer: str
    may_approve: bool
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewedSentence:
    label: str
    in_ms: int | None
    speaker: str
    sides: tuple[ReviewedSide, ...]

    @property
    def is_summary(self) -> bool:
        return self.label == SUMMARY


@dataclass(frozen=True, slots=True)
class ReviewPage:
    sentences: tuple[ReviewedSentence, ...]
    open_count: int
    may_review: bool


def read_review_page(clip: Clip, person: Person) -> ReviewPage:
    gate, sides = gate_of(clip), sides_of(clip)
    names = names_of({side.writer for side in sides} | {one for by in gate.reviewers.values() for one in by})
    before = _published_texts(clip)
    cues = list(cues_of(clip))
    handle = getattr(person, "handle", "")
    may = can_review(person)
    shown = {side.key: _side(side, gate, before, names, may and side.writer != handle) for side in sides}
    languages = {cue.label: cue.language for cue in cues}
    rows = [ReviewedSentence(SUMMARY, None, "", (one,)) for key, one in shown.items() if key[0] == SUMMARY]
    for cue in cues:
        mine = [
            replace(one, spoken="" if one.language else cue.language)
            for (label, _language), one in shown.items()
            if label == cue.label
        ]
        rows.append(
            ReviewedSentence(cue.label, cue.in_ms, cue.speaker.name if cue.speaker else "", tuple(mine))
        )
    rows += [
        ReviewedSentence(one.label, None, "", (one,))
        for (label, _l), one in shown.items()
        if label not in languages and label != SUMMARY
    ]
    waiting = sum(not side.by for side in shown.values())
    return ReviewPage(tuple(rows), waiting, may)


def _side(
    side: SentenceSide, gate: Gate, before: dict[tuple[str, str], str], names: dict[str, str], may: bool
) -> ReviewedSide:
    old = before.get(side.key)
    by = gate.reviewers.get(side.key, ())
    return ReviewedSide(
        label=side.label,
        language=side.language,
        spoken="",
        text=side.text,
        digest=side.digest,
        pieces=word_differences(old, side.text) if old is not None and old != side.text else (),
        by=tuple(names.get(one, one) for one in by),
        writer=names.get(side.writer, ""),
        may_approve=may,
        obstacles=tuple(
            one.words
            for one in gate.obstacles
            if (one.label, one.language) == side.key and one.rule not in {"unreviewed", "same_eyes"}
        ),
    )


def _published_texts(clip: Clip) -> dict[tuple[str, str], str]:
    """The words of the last edition, by label and side; empty for a clip that was never published."""
    publication = Publication.objects.filter(clip=clip).first()
    last = publication.editions.order_by("-ordinal").first() if publication else None
    if last is None:
        return {}
    content: Content = content_of(last)
    said = {(line.label, ""): line.text for line in content.lines}
    said[SUMMARY, ""] = "\n\n".join(content.summary)
    rendered = {
        (one.label, track.language): one.text for track in content.translations for one in track.renderings
    }
    return {**said, **rendered}


def texts_of(clip: Clip, label: str) -> tuple[tuple[str, str, str], ...]:
    """(language, as published, as it stands) of each side of a sentence; no language for the original."""
    before = _published_texts(clip)
    now = {side.key: side.text for side in sides_of(clip)}
    keys = dict.fromkeys(key for key in (*before, *now) if key[0] == label)
    return tuple((key[1], before.get(key, ""), now.get(key, "")) for key in keys)
