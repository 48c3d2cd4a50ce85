"""What changed between two editions: sentence by sentence, in each language, in words and in facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.lib.word_diff import Piece, word_differences
from dragoman.publications.content import Content, Fate, Line, Rendering

_PEOPLE = ("writer", "reviewers")


@dataclass(frozen=True, slots=True)
class SideChange:
    """The words of a sentence in one language, then and now. ``is_withheld``: the old words may not be shown."""

    language: str
    is_original: bool
    before: str
    after: str
    is_withheld: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return word_differences(self.before, self.after)


@dataclass(frozen=True, slots=True)
class FactChange:
    """Something else about a sentence: ``time``, ``speaker``, ``role``, ``evidence``, ``certainty``, ``voice``,
    ``relay_of``, ``kind``, ``language``, ``of``, ``note``, ``alternates``, ``reviewers``, ``writer``."""

    name: str
    before: str
    after: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """``fate`` is ``changed``, ``added``, ``split``, ``merged`` or ``deleted``; ``successors`` carry its words on."""

    label: str
    fate: str
    in_ms: int | None
    sides: tuple[SideChange, ...]
    facts: tuple[FactChange, ...]
    successors: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_visible(self) -> bool:
        return (
            bool(self.sides) or self.fate != "changed" or any(one.name not in _PEOPLE for one in self.facts)
        )


@dataclass(frozen=True, slots=True)
class TextChange:
    """A change outside the sentences: ``title``, ``title_original``, ``summary``, ``intro``."""

    name: str
    language: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return word_differences(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Differences:
    sentences: tuple[SentenceChange, ...]
    texts: tuple[TextChange, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The sentences in which something changed that a reader sees: not only who wrote or read them."""
        return tuple(one.label for one in self.sentences if one.is_visible)

    @property
    def are_none(self) -> bool:
        return not self.sentences and not self.texts


def differences(old: Content, new: Content) -> Differences:
    """What a reader of ``old`` must know of ``new``, in the order of the new edition, what was taken out last."""
    return Differences(tuple(_sentences(old, new)), tuple(_texts(old, new)))


@dataclass(frozen=True, slots=True)
class _Row:
    """Everything an edition says under one label."""

    line: Line | None
    renderings: dict[str, Rendering]
    speaker: tuple[str, str]


def _rows(content: Content) -> dict[str, _Row]:
    voices = {voice.key: (voice.name, voice.role) for voice in content.voices}
    lines = {line.label: line for line in content.lines}
    renderings: dict[str, dict[str, Rendering]] = {}
    for track in content.translations:
        for rendering in track.renderings:
            renderings.setdefault(rendering.label, {})[track.language] = rendering
    return {
        label: _Row(
            line := lines.get(label),
            renderings.get(label, {}),
            voices.get(line.voice if line else "", ("", "")),
        )
        for label in [*lines, *(one for one in renderings if one not in lines)]
    }


def _sentences(old: Content, new: Content) -> Iterator[SentenceChange]:
    before, after = _rows(old), _rows(new)
    fates = {fate.label: fate for fate in new.lineage}
    for label, row in after.items():
        then = before.get(label)
        if then is None:
            yield SentenceChange(label, "added", _in_ms(row), tuple(_sides(None, row)), ())
            continue
        sides, facts = tuple(_sides(then, row)), tuple(_facts(then, row))
        if sides or facts:
            yield SentenceChange(label, "changed", _in_ms(row), sides, facts)
    for label, row in before.items():
        if label not in after:
            fate = fates.get(label) or Fate(label, "deleted", (), "")
            yield SentenceChange(
                label, fate.fate, _in_ms(row), tuple(_sides(row, None)), (), fate.successors, fate.reason
            )


def _sides(then: _Row | None, now: _Row | None) -> Iterator[SideChange]:
    old_line, new_line = then.line if then else None, now.line if now else None
    before, after = old_line.text if old_line else "", new_line.text if new_line else ""
    hidden = any(one is not None and one.is_withheld for one in (old_line, new_line))
    if before != after or hidden:
        line = new_line or old_line
        yield SideChange(line.language if line else "", True, before, after, hidden)
    old, new = then.renderings if then else {}, now.renderings if now else {}
    for language in dict.fromkeys([*new, *old]):
        one, other = old.get(language), new.get(language)
        before, after = one.text if one else "", other.text if other else ""
        hidden = any(each is not None and each.is_withheld for each in (one, other))
        if before != after or hidden:
            yield SideChange(language, False, before, after, hidden)


def _facts(then: _Row, now: _Row) -> Iterator[FactChange]:
    if then.line is not None and now.line is not None and not then.line.is_withheld:
        pairs = zip(_line_facts(then), _line_facts(now), strict=True)
        yield from (FactChange(name, old, new) for (name, old), (_, new) in pairs if old != new)
    for language, rendering in now.renderings.items():
        old_rendering = then.renderings.get(language)
        if old_rendering is None or old_rendering.is_withheld:
            continue
        both = zip(_rendering_facts(old_rendering), _rendering_facts(rendering), strict=True)
        yield from (FactChange(name, old, new, language) for (name, old), (_, new) in both if old != new)


def _line_facts(row: _Row) -> Iterator[tuple[str, str]]:
    line = row.line
    if line is None:
        return
    yield "time", "" if line.in_ms is None else f"{line.in_ms}-{line.out_ms}"
    yield "speaker", row.speaker[0]
    yield "role", row.speaker[1]
    yield "evidence", line.evidence
    yield "certainty", line.certainty
    yield "voice", line.heard
    yield "relay_of", line.relay_of
    yield "kind", line.kind
    yield "language", line.language
    yield "writer", line.person or line.origin
    yield "reviewers", " ".join(line.reviewers)


def _rendering_facts(rendering: Rendering) -> Iterator[tuple[str, str]]:
    yield "of", " ".join(rendering.of)
    yield "note", rendering.note
    yield "alternates", "\n".join(f"{one.text}\t{one.note}" for one in rendering.alternates)
    yield "writer", rendering.translator or rendering.origin
    yield "reviewers", " ".join(rendering.reviewers)


def _texts(old: Content, new: Content) -> Iterator[TextChange]:
    pairs = (
        ("title", new.language, old.title, new.title),
        ("title_original", new.title_language, old.title_original, new.title_original),
        ("summary", new.language, "\n\n".join(old.summary), "\n\n".join(new.summary)),
        ("intro", new.language, old.intro, new.intro),
    )
    return (TextChange(*pair) for pair in pairs if pair[2] != pair[3])


def _in_ms(row: _Row) -> int | None:
    return row.line.in_ms if row.line else None
