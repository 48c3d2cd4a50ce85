"""One sentence to take away: its words in both languages, who said them, where and when, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dragoman.archive.aired import aired, source_in_words
from dragoman.archive.asides import corrected_labels
from dragoman.archive.reading import Reading, reading_for
from dragoman.archive.transcript import Cell, Sentence, Turn, former_labels, turns_of
from dragoman.lib.isolates import isolated
from dragoman.lib.languages import Direction
from dragoman.lib.quotation_marks import in_quotes
from dragoman.lib.timecode import format_clock
from dragoman.publications.content import Content
from dragoman.publications.correcting import is_retracted
from dragoman.publications.links import sentence_url
from dragoman.publications.page import PublishedClip
from dragoman.ui import wording


@dataclass(frozen=True, slots=True)
class Words:
    """One side of a quotation. ``text`` has no quotation marks of ours."""

    text: str
    language: str
    is_original: bool

    @property
    def quoted(self) -> str:
        return in_quotes(self.text, self.language)


@dataclass(frozen=True, slots=True)
class Quotation:
    """``lane`` is the colour of the voice. ``told`` says how the words came about and whether they are reviewed."""

    number: int
    label: str
    edition: int
    digest: str
    as_of: datetime
    words: tuple[Words, ...]
    speaker: str
    role: str
    sources: tuple[str, ...]
    aired_on: date | None
    in_ms: int | None
    out_ms: int | None
    lane: int
    told: str
    corrected_at: datetime | None

    @property
    def address(self) -> str:
        return sentence_url(self.number, self.label)

    @property
    def citation(self) -> str:
        return f"DRG {self.number} s{self.label}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a sentence is not given out. ``living``: the labels under which its words stand now."""

    status: int
    words: str
    living: tuple[str, ...] = ()


def quotation_of(clip: PublishedClip, label: str, language: str, asked: str = "") -> Quotation | Refusal:
    """The sentence in the words of the clip's edition, translation first; or why it is not to be quoted."""
    content = clip.content
    reading = reading_for(content, language, asked)
    turn, row = _row(turns_of(content, reading), label)
    if turn is None or row is None:
        return _gone(content, label)
    if is_retracted(clip.corrections, label):
        return Refusal(410, _("This sentence was retracted."))
    words = tuple(_words(row.cells))
    if not words:
        if any(cell.is_withheld for cell in row.cells):
            return Refusal(410, _("The words of this sentence are withheld."))
        return Refusal(404, _("No words have been set down for this sentence."))
    when, note = aired(content), corrected_labels(clip).get(row.label)
    return Quotation(
        number=content.number,
        label=row.label,
        edition=content.edition,
        digest=clip.digest,
        as_of=content.published_at,
        words=words,
        speaker=turn.part.name,
        role=turn.part.role,
        sources=tuple(source_in_words(one) for one in content.sources),
        aired_on=when.day if when else None,
        in_ms=row.in_ms,
        out_ms=row.out_ms,
        lane=turn.part.lane,
        told=_told(content, reading, row),
        corrected_at=note.published_at if note else None,
    )


def quote_text(quotation: Quotation) -> str:
    """The quotation as plain text; what runs against the page's direction carries isolates."""
    base: Direction = "rtl" if wording.page_direction() == "rtl" else "ltr"
    who = ", ".join(part for part in (quotation.speaker, quotation.role) if part)
    day = wording.long_date(quotation.aired_on) if quotation.aired_on else ""
    at = format_clock(quotation.in_ms) if quotation.in_ms is not None else ""
    about = [who, *quotation.sources, day, quotation.citation, at]
    lines = [isolated(one.quoted, base) for one in quotation.words]
    lines.append(wording.comma_list(isolated(one, base) for one in about if one))
    return "\n".join([*lines, isolated(quotation.address, base)])


def _row(turns: tuple[Turn, ...], label: str) -> tuple[Turn | None, Sentence | None]:
    for turn in turns:
        for one in turn.sentences:
            if label == one.label or label in one.more_labels:
                return turn, one
    return None, None


def _gone(content: Content, label: str) -> Refusal:
    if not any(fate.label == label for fate in content.lineage):
        return Refusal(404, _("This clip has no sentence of that name."))
    stands = {line.label for line in content.lines}
    living = tuple(now for now, olds in former_labels(content).items() if label in olds and now in stands)
    return Refusal(410, _("This sentence is not in the clip any more."), living)


def _words(cells: tuple[Cell, ...]) -> Iterator[Words]:
    for cell in cells:
        if cell.text:
            yield Words(cell.text, cell.language, cell.is_original)


def _told(content: Content, reading: Reading, row: Sentence) -> str:
    labels = {row.label, *row.more_labels}
    lines = [line for line in content.lines if line.label in labels]
    spoken = wording.word_list(
        dict.fromkeys(wording.language_name(line.language) for line in lines if line.language)
    )
    track = reading.translation
    here = [one for one in (track.renderings if track else ()) if labels & {one.label, *one.of} and one.text]
    if not here:
        return _("Original words in %(language)s.") % {"language": spoken} if spoken else ""
    if not spoken:
        return _("Translated, reviewed.") if here[0].reviewers else _("Translated, not reviewed yet.")
    is_machine = any(one.origin == "machine" for one in here)
    if all(one.reviewers for one in here):
        return _("Translated from %(language)s, reviewed.") % {"language": spoken}
    if is_machine:
        return _("Translated from %(language)s by machine, not reviewed yet.") % {"language": spoken}
    return _("Translated from %(language)s, not reviewed yet.") % {"language": spoken}
