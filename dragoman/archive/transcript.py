"""The transcript as a reader follows it: turns of sentences, what was said beside what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.archive.reading import Reading
from dragoman.archive.voices import Part, parts_of
from dragoman.publications.content import Alternate, Content, Context, Line, Rendering, TranslationTrack

_WITHOUT_SPACES = ("zh", "ja", "th", "lo", "km", "my", "yue")


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a sentence. ``exception`` names an origin unlike most of the column's; else empty."""

    text: str
    language: str
    origin: str
    is_original: bool
    exception: str = ""
    is_withheld: bool = False


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
    alternates: tuple[Alternate, ...] = ()
    former_labels: tuple[str, ...] = ()
    """Labels of earlier editions whose words stand here now."""


@dataclass(frozen=True, slots=True)
class CutMark:
    """A place where the clip leaves something of the broadcast out, and what the desk has of it."""

    at_ms: int
    length_ms: int
    context: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the words reach the ear, where it is not simply the speaker: ``heard`` is interpreter or dub,
    ``relay_of`` the language first spoken, ``certainty`` how sure the desk is of the speaker."""

    heard: str
    relay_of: str
    certainty: str

    @property
    def is_plain(self) -> bool:
        return self.heard in {"", "own"} and not self.relay_of and self.certainty in {"", "certain"}


@dataclass(frozen=True, slots=True)
class Turn:
    """An unbroken stretch by one speaker, or of one kind of thing that is not speech."""

    part: Part
    kind: str
    original_language: str
    is_new_name: bool
    sentences: tuple[Sentence, ...]
    delivery: Delivery = Delivery("", "", "")
    cut: CutMark | None = None
    """What is left out of the broadcast just before this turn."""


def turns_of(content: Content, reading: Reading) -> tuple[Turn, ...]:
    parts, renderings = parts_of(content), _by_first_original(reading.translation)
    spoken = content.spoken[0] if content.spoken else ""
    cuts, former = cut_marks(content), former_labels(content)
    seen: set[str] = set()
    turns: list[Turn] = []
    past_cuts = 0
    for (cuts_before, voice, kind, delivery), grouped in groupby(_placed(content), key=lambda pair: pair[0]):
        lines = [line for _, line in grouped]
        language = next((line.language for line in lines if line.language), spoken)
        rows = tuple(
            replace(sentence, former_labels=_former(sentence, former))
            for sentence in (
                _sentence(row, found, language, reading) for row, found in _rows(lines, renderings)
            )
        )
        cut = cuts[cuts_before - 1] if cuts_before > past_cuts else None
        part = parts.get(voice, parts[""])
        turns.append(Turn(part, kind, language, voice not in seen, rows, delivery, cut))
        seen.add(voice)
        past_cuts = cuts_before
    return _with_exceptions(turns)


def cut_marks(content: Content) -> tuple[CutMark, ...]:
    return tuple(
        CutMark(gap.at_ms, gap.length_ms, tuple(one for one in content.context if one.gap == index))
        for index, gap in enumerate(content.gaps)
    )


def former_labels(content: Content) -> dict[str, tuple[str, ...]]:
    """By label, those of earlier editions whose words went there in the end."""
    following = {fate.label: fate.successors for fate in content.lineage}
    found: dict[str, list[str]] = {}
    for old in following:
        for label in _living(old, following):
            found.setdefault(label, []).append(old)
    return {label: tuple(olds) for label, olds in found.items()}


def _living(label: str, following: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for successor in following.get(label, ()):
        if successor in following:
            yield from _living(successor, following)
        else:
            yield successor


def _former(sentence: Sentence, former: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    labels = (sentence.label, *sentence.more_labels)
    return tuple(dict.fromkeys(old for label in labels for old in former.get(label, ())))


def _placed(content: Content) -> Iterator[tuple[tuple[int, str, str, Delivery], Line]]:
    """Each line with what keeps it in one turn with its neighbours: the cuts before it, whose words, how heard."""
    cuts_before = 0
    for line in content.lines:
        while (
            line.in_ms is not None
            and cuts_before < len(content.gaps)
            and content.gaps[cuts_before].at_ms <= line.in_ms
        ):
            cuts_before += 1
        delivery = Delivery(line.heard, line.relay_of, line.certainty if line.voice else "")
        yield (cuts_before, line.voice, line.kind, delivery), line


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
        is_withheld=any(line.is_withheld for line in lines),
    )
    cells: tuple[Cell, ...] = (original,)
    if track := reading.translation:
        text = _joined([one.text for one in renderings], track.language)
        translated = Cell(
            text,
            track.language,
            renderings[0].origin if renderings else "",
            is_original=False,
            is_withheld=any(one.is_withheld for one in renderings),
        )
        both = (translated, original) if reading.first else (original, translated)
        cells = both if reading.has_beside else both[:1]
    return Sentence(
        label=lines[0].label,
        more_labels=_more_labels(lines, renderings),
        in_ms=timed[0].in_ms if timed else None,
        out_ms=timed[-1].out_ms if timed else None,
        opens_paragraph=lines[0].opens_paragraph,
        cells=cells,
        note=" ".join(one.note for one in renderings if one.note),
        alternates=tuple(each for one in renderings for each in one.alternates),
    )


def _more_labels(lines: list[Line], renderings: Sequence[Rendering]) -> tuple[str, ...]:
    """Every other label of the row, of originals and of renderings that have one of their own."""
    labels = dict.fromkeys([line.label for line in lines] + [one.label for one in renderings])
    return tuple(labels)[1:]


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
