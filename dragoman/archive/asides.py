"""What stands between and beside the sentences: cuts, words around the clip, how they are heard, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.archive.transcript import CutMark, Delivery
from dragoman.lib.timecode import format_clock
from dragoman.lib.word_diff import Piece, word_differences
from dragoman.publications.content import Content, Context
from dragoman.publications.correcting import GRAVE, CorrectionNote
from dragoman.publications.page import PublishedClip
from dragoman.transcripts.terms import Certainty, Voice
from dragoman.ui import wording
from dragoman.ui.templatetags.ui import icon


def context_of(content: Content, language: str) -> dict[str, Any]:  # Any: values for a template
    """What the transcript's template needs for everything that is not a sentence."""
    return {
        "before": tuple(one for one in content.context if one.where == "before"),
        "after": tuple(one for one in content.context if one.where == "after"),
        "before_name": _("What was said just before the clip"),
        "after_name": _("What was said just after it"),
        "around": partial(around, language=language),
        "cutmark": partial(cut_mark, language=language),
        "delivery": delivery,
    }


def cut_mark(cut: CutMark, language: str) -> Markup:
    """The sign of a cut with its length, and what was said there as far as the desk has it."""
    length = wording.sentence(
        _("%(length)s of the broadcast left out here"),
        length=Markup("<b>{}</b>").format(format_clock(cut.length_ms)),
    )
    if not cut.context:
        return Markup('<div class="cutmark">{}<p>{} <span class="quiet">{}</span></p></div>').format(
            icon("cut"), length, _("What was said there is not written down.")
        )
    return Markup(
        '<div class="cutmark">{}<details><summary>{} <span class="more">{}</span></summary>{}</details></div>'
    ).format(icon("cut"), length, _("Read it"), _quoted(cut.context, language))


def around(name: str, lines: tuple[Context, ...], language: str) -> Markup:
    return Markup(
        '<div class="cutmark cutmark--around"><details><summary><span class="more">{}</span></summary>'
        "{}</details></div>"
    ).format(name, _quoted(lines, language))


def delivery(how: Delivery) -> str:
    """Whose voice it is and how sure we are who speaks, where that is not plain."""
    told = []
    if how.heard in {Voice.INTERPRETER, Voice.DUB}:
        told.append(
            _("Heard in an interpreter’s voice.")
            if how.heard == Voice.INTERPRETER
            else _("Dubbed by another voice.")
        )
    if how.relay_of:
        told.append(
            _("First said in %(language)s; what is heard is already a translation.")
            % {"language": wording.language_name(how.relay_of)}
        )
    if how.certainty == Certainty.PROBABLE:
        told.append(_("Probably this speaker."))
    elif how.certainty == Certainty.POSSIBLE:
        told.append(_("Possibly this speaker."))
    return " ".join(told)


def corrected_labels(clip: PublishedClip) -> dict[str, CorrectionNote]:
    """The sentences whose words were corrected, each with the last correction that did."""
    return {
        sentence.label: note
        for note in clip.corrections
        if note.kind in GRAVE
        for sentence in note.sentences
        if sentence.fate == "changed"
    }


def struck(label: str, corrected: Mapping[str, CorrectionNote], language: str) -> Markup:
    """When a sentence was corrected, with its old words struck and the new ones beside them."""
    note = corrected[label]
    sides = (one for sentence in note.sentences if sentence.label == label for one in sentence.sides)
    changes = Markup(" ").join(
        Markup("<bdi{}>{}</bdi>").format(
            wording.run_on(side.language, language),
            Markup("<del>{}</del>").format(_("withheld"))
            if side.is_withheld
            else marked(changed_parts(word_differences(side.before, side.after))),
        )
        for side in sides
    )
    day = _("Corrected %(date)s") % {"date": wording.long_date(note.published_at)}
    why = Markup('<a href="#correction-{}">{}</a>').format(note.edition, _("Why"))
    return Markup('<span class="badge badge--caution">{}</span> {} {}').format(day, changes, why)


def marked(pieces: Iterable[Piece]) -> Markup:
    """Pieces of a comparison with the old words struck and the new ones underlined."""
    tags = {"same": "{}", "deleted": "<del>{}</del>", "inserted": "<ins>{}</ins>"}
    return Markup("").join(Markup(tags[piece.fate]).format(piece.text) for piece in pieces)  # noqa: S704  constants


def changed_parts(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Only what changed, with a word of what stays where two changes meet nothing else; the whole if it is short."""
    if sum(len(piece.text) for piece in pieces) <= 90:
        return pieces
    shown: list[Piece] = []
    for piece in pieces:
        if piece.fate != "same":
            shown.append(piece)
        elif not shown or shown[-1].text != " … ":
            shown.append(Piece("same", " … "))
    return tuple(shown)


def _quoted(lines: tuple[Context, ...], language: str) -> Markup:
    return Markup("").join(_quote(line, language) for line in lines)


def _quote(line: Context, language: str) -> Markup:
    by_machine = (
        Markup(' <span class="badge">{}</span>').format(_("Machine"))
        if line.origin == "machine"
        else Markup("")
    )
    translation = (
        Markup("<p{}>{}</p>").format(wording.run_on(line.into, language), line.translation)
        if line.translation
        else Markup("")
    )
    original = Markup('<p class="quiet"{}>{}</p>').format(wording.run_on(line.language, language), line.text)
    return Markup("<blockquote>{}{}{}</blockquote>").format(translation, original, by_machine)
