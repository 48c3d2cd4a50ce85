"""A clip as a document to print and to cite, as PDF and as DOCX."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dragoman.archive.aired import aired, citation, source_in_words
from dragoman.archive.reading import Reading, said_languages
from dragoman.archive.record import edition_kind
from dragoman.archive.taking.stated import stated, stated_of_words
from dragoman.archive.taking.wanted import Wanted, reading_of
from dragoman.archive.transcript import Cell, Sentence, Turn, turns_of
from dragoman.imprint.selectors import site_name
from dragoman.lib.documents import docx, pdf
from dragoman.lib.documents.model import Document, Line, Passage, Run, Section
from dragoman.lib.subtitles.about import text_direction
from dragoman.lib.timecode import format_clock
from dragoman.publications.identity import identity_of
from dragoman.publications.page import PublishedClip
from dragoman.transcripts.terms import CueKind
from dragoman.ui.wording import (
    language_name,
    long_date,
    plain_line,
    reader_language,
    word_list,
)


def write_pdf(clip: PublishedClip, wanted: Wanted) -> bytes:
    """Raises ``NoFace`` where the machine has no typeface for the words."""
    return pdf.write(document_of(clip, wanted))


def write_docx(clip: PublishedClip, wanted: Wanted) -> bytes:
    return docx.write(document_of(clip, wanted))


def document_of(clip: PublishedClip, wanted: Wanted) -> Document:
    """Raises ``NotThere`` for two translations side by side."""
    content, identity = clip.content, identity_of(clip)
    reading = reading_of(content, wanted)
    turns = turns_of(content, reading)
    described = content.language
    return Document(
        language=reader_language(),
        direction=text_direction(reader_language()),
        site=site_name(),
        identifier=f"{identity.identifier}, {_('edition %(ordinal)s') % {'ordinal': identity.edition}}",
        address=identity.address,
        title=_run(plain_line(content.title), described),
        subtitle=_run(plain_line(content.title_original), content.title_language),
        facts=tuple(_facts(clip)),
        summary=tuple(_run(one, described) for one in (*content.summary, content.intro) if one),
        columns=tuple(_columns(clip, reading, turns)),
        passages=tuple(_passage(turn, described) for turn in turns),
        sections=tuple(_sections(clip, reading)),
        stated=stated(clip),
        of_pages=_("Page %(page)s of %(pages)s"),
        made_at=content.published_at,
        empty=_("No words have been set down yet."),
    )


def _facts(clip: PublishedClip) -> Iterator[tuple[str, Run]]:
    content, when = clip.content, aired(clip.content)
    if content.sources:
        yield _("Source"), _run(word_list(map(source_in_words, content.sources)), content.language)
    if content.programme:
        yield _("Programme"), _run(plain_line(content.programme), content.language)
    if when:
        yield _("Broadcast"), _own(" · ".join(part for part in (when.local, when.utc) if part))
    if content.place:
        yield _("Place"), _run(plain_line(content.place), content.language)
    if content.duration_ms:
        yield _("Length"), _own(format_clock(content.duration_ms))
    if spoken := said_languages(content):
        yield _("Spoken"), _own(word_list(language_name(tag) for tag in spoken))
    yield _("Published"), _own(long_date(clip.first_published_at.date()))


def _columns(clip: PublishedClip, reading: Reading, turns: tuple[Turn, ...]) -> Iterator[str]:
    """The language of each column; everything that was said is called the original."""
    if not turns:
        return
    for cell in turns[0].sentences[0].cells:
        if cell.is_original:
            said = word_list(language_name(tag) for tag in said_languages(clip.content))
            yield _("Original (%(languages)s)") % {"languages": said}
        elif reading.translation:
            yield language_name(reading.translation.language)


def _passage(turn: Turn, described: str) -> Passage:
    name = _run(turn.part.name, described) if turn.part.name else _own(_("Speaker not named"))
    left_out = _("[Left out here: %(length)s of the broadcast]")
    return Passage(
        name=name,
        role=_run(turn.part.role, described),
        kind="" if turn.kind == "speech" else str(CueKind(turn.kind).label),
        lines=tuple(map(_line, turn.sentences)),
        cut=left_out % {"length": format_clock(turn.cut.length_ms)} if turn.cut else "",
    )


def _line(one: Sentence) -> Line:
    notes = [_own(f"{_('Note')}: {one.note}")] if one.note else []
    notes += [_own(f"{_('Or')}: {each.text}") for each in one.alternates]
    at = format_clock(one.in_ms) if one.in_ms is not None else ""
    return Line(f"s{one.label}", at, tuple(map(_cell, one.cells)), tuple(notes))


def _cell(cell: Cell) -> Run:
    if cell.text:
        return _run(" ".join(cell.text.split()), cell.language)
    if cell.is_withheld:
        return _own(f"[{_('Withheld')}]")
    return _own(f"[{_('Original words not set down') if cell.is_original else _('Not translated yet')}]")


def _sections(clip: PublishedClip, reading: Reading) -> Iterator[Section]:
    yield Section(_("How we know"), tuple(_own(one) for one in stated_of_words(clip, reading) if one))
    changed = [note for note in clip.editions if 1 < note.ordinal <= clip.content.edition]
    if changed:
        told = (
            f"{_('Edition %(ordinal)s') % {'ordinal': note.ordinal}}, {long_date(note.published_at.date())}: "
            f"{note.public_note or edition_kind(note.kind)}"
            for note in changed
        )
        yield Section(_("Corrections"), tuple(map(_own, told)))
    yield Section(_("Cite"), (_own(citation(clip.content)),))


def _run(text: str, language: str) -> Run:
    return Run(text, language or "und", text_direction(language))


def _own(text: str) -> Run:
    """Words of ours, in the reader's language."""
    return _run(text, reader_language())
