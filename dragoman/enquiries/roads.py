"""Which questions each road asks: a kind of request and the sector it comes from. Pure: no tables, no forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dragoman.enquiries.terms import Kind, Sector


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a road. ``shape`` says how it is filled in; ``choices`` are (value, words)."""

    name: str
    label: Promise
    hint: Promise | str = ""
    shape: str = "line"
    """line, text, choice, several or tick."""
    choices: tuple[tuple[str, Promise], ...] = ()
    is_needed: bool = False


_WANTED = (
    ("video", _("Video file, without subtitles in the picture")),
    ("subtitles", _("Subtitles, in the translation and the original")),
    ("transcript", _("Transcript")),
    ("context", _("The minutes before and after")),
    ("record", _("The record that proves where it comes from")),
)
_OF_KIND: dict[str, tuple[Question, ...]] = {
    Kind.CLIP: (
        Question(
            "clip",
            _("Which clip?"),
            _("A number or address; or channel, date, hour and who speaks, as far as you know them."),
            is_needed=True,
        ),
        Question("wanted", _("In what form?"), shape="several", choices=_WANTED),
        Question(
            "rights",
            _("Which rights do you need?"),
            _("Where, for how long, and in which media it will be shown."),
        ),
    ),
    Kind.RESEARCH: (
        Question("scope", _("Which channels, countries or people?")),
        Question("period", _("Which period?")),
        Question("languages", _("Which languages?")),
        Question(
            "output", _("What should come out of it?"), _("A list of clips, a memo, a table, a briefing.")
        ),
    ),
    Kind.CONSULT: (
        Question("topic", _("Which expert, or which topic?"), is_needed=True),
        Question(
            "way",
            _("How?"),
            shape="choice",
            choices=(("call", _("A call")), ("written", _("In writing")), ("meeting", _("A meeting"))),
        ),
        Question("slots", _("When would it suit you?"), _("Two or three times, in your own zone.")),
    ),
    Kind.INTERVIEW: (
        Question("topic", _("Which expert, or which topic?"), is_needed=True),
        Question("programme", _("Programme or publication"), is_needed=True),
        Question(
            "medium",
            _("Medium"),
            shape="choice",
            choices=(
                ("television", _("Television")),
                ("radio", _("Radio or podcast")),
                ("online", _("Online video")),
                ("print", _("Print or text")),
            ),
        ),
        Question(
            "live",
            _("Live or recorded?"),
            shape="choice",
            choices=(("live", _("Live")), ("recorded", _("Recorded"))),
        ),
        Question("slots", _("When would it suit you?"), _("Two or three times, in your own zone.")),
        Question("spoken", _("In which language?")),
        Question("audience", _("Who watches, listens or reads?")),
        Question(
            "publication",
            _("How will it be recorded and published?"),
            _("Edited or in full, with whom else, kept for how long."),
        ),
    ),
}
_OF_SECTOR: dict[str, tuple[Question, ...]] = {
    Sector.MEDIA: (),
    Sector.GOVERNMENT: (
        Question(
            "callback",
            _("Telephone of your office’s switchboard"),
            _("We call back through it, unless you write from an official address."),
        ),
    ),
    Sector.ACADEMIA: (
        Question("supervisor", _("Supervisor, or head of the project")),
        Question("ethics", _("Ethics approval, if there is one")),
        Question("citing", _("I will cite what I use, with its number and edition."), shape="tick"),
    ),
    Sector.OTHER: (),
}
_ORGANISATIONS: dict[str, Promise] = {
    Sector.MEDIA: _("Outlet"),
    Sector.GOVERNMENT: _("Ministry, agency or office"),
    Sector.ACADEMIA: _("Institution"),
    Sector.OTHER: _("Organisation"),
}
_ASKED: dict[str, Promise] = {
    Kind.CLIP: _("Anything else we should know"),
    Kind.RESEARCH: _("Your question"),
    Kind.CONSULT: _("What would you like to know?"),
    Kind.INTERVIEW: _("What is it about?"),
}


def questions_of(sector: str, kind: str) -> tuple[Question, ...]:
    """What this road asks beyond what every road does: first what the kind needs, then the sector."""
    return (*_OF_KIND[kind], *_OF_SECTOR[sector])


def organisation_label(sector: str) -> Promise:
    return _ORGANISATIONS[sector]


def needs_organisation(sector: str) -> bool:
    return sector != Sector.OTHER


def needs_deadline(sector: str) -> bool:
    """Media work to a deadline, so it is asked for first and must be told."""
    return sector == Sector.MEDIA


def text_label(kind: str) -> Promise:
    return _ASKED[kind]


def needs_text(kind: str) -> bool:
    return kind != Kind.CLIP


def told(sector: str, kind: str, details: dict[str, object]) -> tuple[tuple[Promise, str], ...]:
    """The answers of a road in words, in the order they were asked; those left empty are left out."""
    found = []
    for question in questions_of(sector, kind):
        value = details.get(question.name)
        if not value:
            continue
        words = dict(question.choices)
        if question.shape == "tick":
            said = "✓"
        elif isinstance(value, list):
            said = " · ".join(str(words.get(str(one), one)) for one in value)
        else:
            said = str(words.get(str(value), value))
        found.append((question.label, said))
    return tuple(found)
