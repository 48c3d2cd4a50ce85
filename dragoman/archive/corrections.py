"""The corrections of a clip on its page: how many, what changed, and where to say that something else is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from dragoman.archive.asides import marked
from dragoman.archive.record import edition_kind
from dragoman.corrections.selectors import Dispute
from dragoman.corrections.terms import Problem
from dragoman.lib.timecode import format_clock
from dragoman.lib.word_diff import word_differences
from dragoman.publications.correcting import GRAVE, CorrectedSentence, CorrectionNote
from dragoman.publications.links import report_path
from dragoman.publications.page import PublishedClip
from dragoman.publications.terms import EditionKind
from dragoman.transcripts.terms import Certainty, CueKind, Evidence, Voice
from dragoman.ui import wording


@dataclass(frozen=True, slots=True)
class Told:
    """One correction in words. ``changes``: a label (empty for title and summary) with the texts then and now."""

    note: CorrectionNote
    kind: str
    changes: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    label: str
    problem: str
    answer: str
    decided_at: datetime
    is_decided_alone: bool


def context_of(clip: PublishedClip, language: str, disputes: Iterable[Dispute] = ()) -> dict[str, object]:
    grave = [note for note in clip.corrections if note.kind in GRAVE]
    badge = ngettext("%(count)s correction", "%(count)s corrections", len(grave)) % {
        "count": wording.decimal(len(grave))
    }
    return {
        "corrections": tuple(told(note, language) for note in reversed(clip.corrections)),
        "correction_badge": badge if grave else "",
        "disputes": disputed(disputes) if clip.content.edition == clip.editions[-1].ordinal else (),
        "report_path": report_path(clip.content.number, "", language),
    }


def disputed(disputes: Iterable[Dispute], label: str | None = None) -> tuple[Disputed, ...]:
    """What readers contested in vain in a clip, or in one sentence of it, with the desk's answers, in words."""
    return tuple(
        Disputed(one.label, str(Problem(one.problem).label), one.answer, one.decided_at, one.is_decided_alone)
        for one in disputes
        if label in {None, one.label}
    )


def told(note: CorrectionNote, language: str) -> Told:
    return Told(note, edition_kind(note.kind), tuple(_changes(note, language)))


def _changes(note: CorrectionNote, language: str) -> Iterator[tuple[str, Markup]]:
    for sentence in note.sentences:
        for change in sentence_changes(sentence, note.kind, language):
            yield sentence.label, change
    for _name, tag, before, after in note.texts:
        yield "", _words(tag, before, after, language)


def sentence_changes(sentence: CorrectedSentence, kind: str, language: str) -> Iterator[Markup]:
    """What changed in one sentence: its words in each language, then who said it, when and how."""
    for side in sentence.sides:
        if side.is_withheld or (kind == EditionKind.REDACTION and side.before):
            yield Markup("<em>{}</em>").format(_("The earlier words are withheld."))
        else:
            yield _words(side.language, side.before, side.after, language)
    for name, before, after in sentence.facts:
        if line := fact_in_words(name, before, after):
            yield Markup("{}").format(line)


def fact_in_words(name: str, before: str, after: str) -> str:
    """A change that is not one of words, as a sentence; empty for what readers need not be told."""
    sentences = {
        "time": _("Time: %(before)s, now %(after)s."),
        "speaker": _("Speaker: %(before)s, now %(after)s."),
        "role": _("Role: %(before)s, now %(after)s."),
        "evidence": _("How the speaker is known: %(before)s, now %(after)s."),
        "certainty": _("Certainty of the speaker: %(before)s, now %(after)s."),
        "voice": _("Voice heard: %(before)s, now %(after)s."),
        "relay_of": _("Language first spoken: %(before)s, now %(after)s."),
        "kind": _("Kind: %(before)s, now %(after)s."),
        "language": _("Language: %(before)s, now %(after)s."),
        "note": _("Translator’s note: %(before)s, now %(after)s."),
    }
    if name not in sentences:
        return ""
    return sentences[name] % {"before": _value(name, before), "after": _value(name, after)}


def _value(name: str, value: str) -> str:
    if not value:
        return _("none")
    if name == "time":
        return "–".join(format_clock(int(part)) for part in value.split("-"))
    if name in {"relay_of", "language"}:
        return wording.language_name(value)
    for field, terms in (
        ("evidence", Evidence),
        ("certainty", Certainty),
        ("voice", Voice),
        ("kind", CueKind),
    ):
        if name == field and value in terms.values:
            return str(terms(value).label)
    return f"“{value}”"


def _words(tag: str, before: str, after: str, language: str) -> Markup:
    return Markup('<span class="speech"{}>{}</span>').format(
        wording.run_on(tag, language), marked(word_differences(before, after))
    )
