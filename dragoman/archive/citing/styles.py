"""APA (7th edition), Chicago (17th, notes and bibliography), MLA (9th) and Harvard (Cite Them Right).

The order and the punctuation are the style's; the words in between are in the reader's language. Names are printed
whole: nobody can tell by machine which part of a name is the family's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import bidirectional

from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.archive.citing.days import apa_day, chicago_day, harvard_day, mla_day
from dragoman.lib.citation.reference import Reference
from dragoman.lib.quotation_marks import marks_of
from dragoman.ui.wording import language_name, page_direction, reader_language, run, word_list

_OPENING = re.compile(r"<bdi[^>]*>")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", ".”")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as HTML, and the same as text to be copied."""

    style: str
    html: Markup

    @property
    def text(self) -> str:
        """Where anything runs from right to left, isolates (FSI, PDI) keep names and titles from turning the line."""
        plain = self.html.striptags()
        if page_direction() == "ltr" and not any(bidirectional(one) in {"R", "AL"} for one in plain):
            return plain
        marked = _OPENING.sub("\u2068", str(self.html)).replace("</bdi>", "\u2069")
        return Markup(marked).striptags()  # noqa: S704  it was Markup


def citations_of(one: Reference) -> tuple[Citation, ...]:
    return (
        Citation("APA", _apa(one)),
        Citation("Chicago", _chicago(one)),
        Citation("MLA", _mla(one)),
        Citation("Harvard", _harvard(one)),
    )


def _apa(one: Reference) -> Markup:
    details = "; ".join([one.identifier, *_at(one), _edition(one), *_translation(one)])
    day = f"({apa_day(one.aired)})"
    if one.label:
        within = _of(_("In %(work)s"), work=_comma([*_sources(one), _italic(one.container, one)]))
        quoted = Markup("{} ({}) {}").format(_quoted(one), details, _medium(one))
        return _sentences([_authors(one), day, quoted, within, one.programme, one.archive], one.address)
    title = Markup("{} ({}) {}").format(_italic(one.title, one), details, _medium(one))
    return _sentences([_authors(one), day, title, one.programme, one.archive], one.address)


def _chicago(one: Reference) -> Markup:
    aired = [_("aired %(date)s") % {"date": chicago_day(one.aired)}] if one.aired else []
    broadcast = _comma([*_sources(one), *([one.programme] if one.programme else []), *aired])
    medium = _comma([_medium_name(one), one.length])
    record = _comma([one.archive, one.identifier, _edition(one)])
    translation = _translation(one)
    if one.label:
        place = _comma([*_at(one), _of(_("in %(work)s"), work=_title_in_quotes(one.container, "."))])
        parts = [_authors(one), _quoted(one), place, *translation, broadcast, medium, record]
    else:
        parts = [_authors(one), _title_in_quotes(one.title, "."), *translation, broadcast, medium, record]
    return _sentences(parts, one.address)


def _mla(one: Reference) -> Markup:
    programme = [_italic(one.programme, one)] if one.programme else []
    day = [mla_day(one.aired)] if one.aired else []
    broadcast = _comma([*programme, *_translation(one), *_sources(one), *day, *_at(one)])
    record = _comma([_italic(one.archive, None), one.identifier, _edition(one), one.address])
    if one.label:
        parts = [_authors(one), _quoted(one), _title_in_quotes(one.container, "."), broadcast, record]
    else:
        parts = [_title_in_quotes(one.title, "."), broadcast, record]
    return _sentences(parts)


def _harvard(one: Reference) -> Markup:
    year = str(one.aired.year) if one.aired else _("n.d.")
    programme = [_italic(one.programme, one)] if one.programme else []
    day = [harvard_day(one.aired)] if one.aired else []
    where = _of(
        _("Available at: %(address)s (Accessed: %(date)s)"),
        address=one.address,
        date=harvard_day(one.accessed, with_year=True),
    )
    record = _comma([one.archive, one.identifier, _edition(one)])
    head = Markup("{} ({})").format(_authors(one), year)
    if one.label:
        work = _of(_("in %(work)s"), work=_title_in_quotes(one.container))
        cited = _comma([Markup("{} {}").format(head, _quoted(one)), *_at(one), work])
    else:
        cited = Markup("{} {}").format(head, _title_in_quotes(one.title))
    return _sentences([_comma([cited, *programme, *_sources(one), *day]), *_translation(one), record, where])


def _authors(one: Reference) -> Markup:
    return _bdi(word_list(one.authors) if one.authors else one.archive)


def _sources(one: Reference) -> list[Markup]:
    """Left out where the broadcaster is the author already."""
    return [_bdi(source) for source in one.sources] if one.label or len(one.sources) > 1 else []


def _quoted(one: Reference) -> Markup:
    """The words, and those of the original with the name of its language."""
    words = _in_quotes(Markup("<bdi{}>{}</bdi>").format(run(one.language), one.title))
    if not one.original:
        return words
    original = _in_quotes(Markup("<bdi{}>{}</bdi>").format(run(one.original_language), one.original))
    return Markup("{} [{}: {}]").format(words, language_name(one.original_language), original)


def _title_in_quotes(title: str, stop: str = "") -> Markup:
    """American styles have the full stop inside the quotation marks; other languages than English have none there."""
    inside = stop if reader_language().startswith("en") and not title.endswith(_ENDS) else ""
    return _in_quotes(Markup("{}{}").format(_bdi(title), inside))


def _in_quotes(what: Markup) -> Markup:
    """In the marks of the language the citation is written in."""
    opening, closing = marks_of(reader_language())
    return Markup("{}{}{}").format(opening, what, closing)


def _italic(text: str, one: Reference | None) -> Markup:
    return Markup("<i>{}</i>").format(_bdi(text) if one else text)


def _bdi(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text)


def _at(one: Reference) -> list[str]:
    return [one.at] if one.at else []


def _edition(one: Reference) -> str:
    return _("edition %(ordinal)s") % {"ordinal": one.edition}


def _translation(one: Reference) -> list[str]:
    if one.translators:
        return [_("translated by %(names)s") % {"names": word_list(one.translators)}]
    return [_("machine translation")] if one.is_machine_translated else []


def _medium(one: Reference) -> str:
    return f"[{_medium_name(one)}]"


def _medium_name(one: Reference) -> str:
    return {"video": _("Video"), "audio": _("Sound")}.get(one.medium, _("Transcript"))


def _of(template: str, **parts: object) -> Markup:
    return Markup(template) % parts  # noqa: S704  our own words


def _comma(parts: Iterable[object]) -> Markup:
    comma = Markup("، ") if reader_language().startswith("ar") else Markup(", ")
    return comma.join(Markup("{}").format(part) for part in parts if part)


def _sentences(parts: Iterable[object], address: str = "") -> Markup:
    """Each part with a full stop behind it unless it has an end of its own; the address without one."""
    ended = []
    for part in parts:
        text = Markup("{}").format(part)
        if bare := Markup(_OPENING.sub("", str(text)).replace("</bdi>", "")).striptags():  # noqa: S704  it was Markup
            first = Markup("{}{}").format(text[:1].upper(), text[1:]) if text[:1].isalpha() else text
            ended.append(first if bare.endswith(_ENDS) else first + ".")
    return Markup(" ").join([*ended, *([address] if address else [])])
