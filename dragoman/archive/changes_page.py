"""What changed between two editions of a clip, for readers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.archive.asides import marked
from dragoman.archive.corrections import sentence_changes
from dragoman.archive.record import edition_kind
from dragoman.lib.timecode import format_clock
from dragoman.lib.word_diff import Piece
from dragoman.publications.comparing import SentenceChange, differences
from dragoman.publications.content import Content
from dragoman.publications.correcting import CorrectedSentence, CorrectedSide
from dragoman.publications.links import clip_path
from dragoman.ui import wording


@dataclass(frozen=True, slots=True)
class ShownChange:
    label: str
    at: str
    fate: str
    changes: tuple[Markup, ...]
    reason: str


def context_of(old: Content, new: Content, slug: str, language: str) -> dict[str, object]:
    changed = differences(old, new)
    return {
        "old": old,
        "new": new,
        "kind": edition_kind(new.kind) if new.edition == old.edition + 1 else "",
        "texts": tuple(
            (_text_name(one.name), _text(one.language, one.pieces, language)) for one in changed.texts
        ),
        "sentences": tuple(_shown(one, language) for one in changed.sentences if one.is_visible),
        "choices": tuple(range(1, new.edition)),
        "clip_path": clip_path(new.number, slug, language),
        "clip_root": clip_path(new.number, "", language),
    }


def _shown(one: SentenceChange, language: str) -> ShownChange:
    sentence = CorrectedSentence(
        one.label,
        one.fate,
        one.in_ms,
        tuple(CorrectedSide(s.language, s.is_original, s.before, s.after, s.is_withheld) for s in one.sides),
        tuple((fact.name, fact.before, fact.after) for fact in one.facts),
    )
    fates = {
        "changed": _("changed"),
        "added": _("added"),
        "split": _("split into %(labels)s"),
        "merged": _("joined to %(labels)s"),
        "deleted": _("taken out"),
    }
    labels = wording.word_list(f"s{label}" for label in one.successors)
    fate = fates.get(one.fate, one.fate)
    return ShownChange(
        one.label,
        format_clock(one.in_ms) if one.in_ms is not None else "",
        fate % {"labels": labels} if "%(labels)s" in fate else fate,
        tuple(sentence_changes(sentence, "", language)),
        one.reason,
    )


def _text(tag: str, pieces: tuple[Piece, ...], language: str) -> Markup:
    return Markup('<p class="change"><span class="speech"{}>{}</span></p>').format(
        wording.run_on(tag, language), marked(pieces)
    )


def _text_name(name: str) -> str:
    return {
        "title": _("Headline"),
        "title_original": _("Headline in the original"),
        "summary": _("Summary"),
        "intro": _("Introduction"),
    }.get(name, name)
