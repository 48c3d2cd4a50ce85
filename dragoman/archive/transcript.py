"""The transcript as a reader follows it: turns of sentences, what was said beside what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.archive.reading import Reading
from dragoman.archive.voices import Part, parts_of
from dragoman.publications.content import Content, Line, Rendering, TranslationTrack

_WITHOUT_SPACES = ("zh", "ja", "th", "lo", "km", "my", "yue")


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a sentence. ``exception`` names an origin unlike most of the column's; else empty."""

    text: str
    language: str
    origin: str
    is_original: bool
    exception: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A row: one or more originals that one translation renders, under the label of the first."""

    label: str
    more_labels: tuple[str, ...]
    in_ms: int | None
    out_ms: int | None
    opens_paragraph: bool
    cells: tuple[Cell, ...]
    """What stands first and, where there are two columns, what stands beside it."""
    note: str


@dataclass(frozen=True, slots=True)
class Turn:
    """An unbroken stretch by one speaker, or of one kind of thing that is not speech."""

    part: Part
    kind: str
    original_language: str
    is_new_name: bool
    sentences: tuple[Sentence, ...]


def turns_of(content: Content, reading: Reading) -> tuple[Turn, ...]:
    parts, renderings = parts_of(content), _by_first_original(reading.translation)
    spoken = content.spoken[0] if content.spoken else ""
    seen: set[str] = set()
    turns: list[Turn] = []
    for (voice, kind), grouped in groupby(content.lines, key=lambda line: (line.voice, line.kind)):
        lines = list(grouped)
        language = next((line.language for line in lines if line.language), spoken)
        rows = tuple(_sentence(row, found, language, reading) for row, found in _rows(lines, renderings))
        turns.append(Turn(parts.get(voice, parts[""]), kind, language, voice not in seen, rows))
        seen.add(voice)
    return _with_exceptions(turns)


def sentence_labels(turns: Iterable[Turn]) -> Iterator[tuple[str, int | None, int | None]]:
    """Each row's label with its span."""
    for turn in turns:
        for sentence in turn.sentences:
            yield sentence.label, sentence.in_ms, sentence.out_ms


def label_at(turns: Iterable[Turn], at_ms: int) -> str:
    """The sentence heard at a moment, or the last one that began before it; empty before the first."""
    found = ""
    for label, in_ms, _ in sentence_labels(turns):
        if in_ms is not None and in_ms <= at_ms:
            found = label
    return found


def _by_first_original(track: TranslationTrack | None) -> dict[str, list[Rendering]]:
    found: dict[str, list[Rendering]] = {}
    for rendering in track.renderings if track else ():
        for label in rendering.of[:1]:
            found.setdefault(label, []).append(rendering)
    return found


def _rows(
    lines: list[Line], renderings: dict[str, list[Rendering]]
) -> Iterator[tuple[list[Line], list[Rendering]]]:
    """Lines that share a translation stand in one row; a translation never pulls a line out of its turn."""
    positions = {line.label: at for at, line in enumerate(lines)}
    spans: list[tuple[int, int, Rendering]] = []
    for line in lines:
        for rendering in renderings.get(line.label, ()):
            here = [positions[label] for label in rendering.of if label in positions]
            spans.append((min(here), max(here), rendering))
    spans.sort(key=lambda span: span[:2])
    at = 0
    while at < len(lines):
        end, found = at, []
        while spans and spans[0][0] <= end:
            _, last, rendering = spans.pop(0)
            end = max(end, last)
            found.append(rendering)
        yield lines[at : end + 1], found
        at = end + 1


def _sentence(
    lines: list[Line], renderings: Sequence[Rendering], language: str, reading: Reading
) -> Sentence:
    timed = [line for line in lines if line.in_ms is not None]
    original = Cell(
        _joined([line.text for line in lines], language),
        next((line.language for line in lines if line.language), language),
        lines[0].origin,
        is_original=True,
    )
    cells: tuple[Cell, ...] = (original,)
    if track := reading.translation:
        text = _joined([one.text for one in renderings], track.language)
        translated = Cell(text, track.language, renderings[0].origin if renderings else "", is_original=False)
        both = (translated, original) if reading.first else (original, translated)
        cells = both if reading.has_beside else both[:1]
    return Sentence(
        label=lines[0].label,
        more_labels=tuple(line.label for line in lines[1:]),
        in_ms=timed[0].in_ms if timed else None,
        out_ms=timed[-1].out_ms if timed else None,
        opens_paragraph=lines[0].opens_paragraph,
        cells=cells,
        note=" ".join(one.note for one in renderings if one.note),
    )


def _joined(texts: list[str], language: str) -> str:
    between = "" if language.split("-")[0] in _WITHOUT_SPACES else " "
    return between.join(text for text in texts if text)


def _with_exceptions(turns: list[Turn]) -> tuple[Turn, ...]:
    """Mark what is unlike the rest: what most sentences are is said once, above them."""
    columns = zip(*(one.cells for turn in turns for one in turn.sentences), strict=True)
    counted = [Counter(cell.origin for cell in column if cell.text) for column in columns]
    if all(len(origins) < 2 for origins in counted):
        return tuple(turns)
    usual = [origins.most_common(1)[0][0] if origins else "" for origins in counted]

    def marked(one: Sentence) -> Sentence:
        return replace(one, cells=tuple(map(_marked, one.cells, usual)))

    return tuple(replace(turn, sentences=tuple(map(marked, turn.sentences))) for turn in turns)


def _marked(cell: Cell, usual: str) -> Cell:
    return replace(cell, exception=cell.origin) if cell.text and cell.origin != usual else cell
