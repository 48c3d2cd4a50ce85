"""A text as a page shows it: Markdown to HTML that passed a strict list, with what its marks name drawn in."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from django.utils.translation import gettext as _
from markdown_it.token import Token
from markupsafe import Markup

from dragoman.writings.clip_marks import drawn_clip, drawn_sentence, linked_clip, linked_sentence
from dragoman.writings.markdown import HouseMark, render_tokens, tokens_of
from dragoman.writings.named import NamedClip, Quoted, clips_named, quoted
from dragoman.writings.shaping import pictures_in, shape
from dragoman.writings.site_marks import said_by_the_site
from dragoman.writings.terms import MARKS_MOST, Problem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _words(
    "a blockquote br code del em h2 h3 h4 h5 h6 hr li ol p pre s section strong sub sup "
    "table tbody td th thead tr ul"
)
_ATTRIBUTES = {
    "a": {"href", "rel", "class", "id", "title"},
    "code": {"dir"},
    "ol": {"start", "class"},
    "li": {"dir", "id", "class"},
    "section": {"class"},
    "sup": {"class"},
    **{name: {"dir", "id"} for name in ("h2", "h3", "h4", "h5", "h6")},
    **{name: {"dir", "class"} for name in ("p", "td", "th")},
    "blockquote": {"dir"},
}
_CLASSES = {
    "footnote-ref",
    "footnotes",
    "footnotes-list",
    "footnote-item",
    "footnote-backref",
    "at-end",
    "at-middle",
}
_ID = re.compile(r"h-[^\s\"'<>&]{1,90}|fn(?:ref)?[0-9]{1,4}(?::[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Drawn:
    """``problems`` are the writer's to mend before publishing; readers see the rest all the same."""

    html: Markup
    problems: tuple[Problem, ...] = ()


def draw(text: str, language: str) -> Drawn:
    """The text for readers of a language. Nothing of a clip that they may not see is in it."""
    tokens = tokens_of(text)
    places = shape(tokens)
    marks = [mark for mark, _is_alone in places][:MARKS_MOST]
    named = clips_named(marks)
    nonce = secrets.token_hex(12)
    html = _sanitised(render_tokens(tokens, lambda at: f"{nonce}-{at}-"))
    drawn = {
        f"{nonce}-{at}-": _drawn(mark, is_alone, named, language) if at < MARKS_MOST else Markup("")
        for at, (mark, is_alone) in enumerate(places)
    }
    # A mark alone in its paragraph takes the paragraph's place.
    found = re.compile(rf"<p[^>]*>({nonce}-[0-9]+-)</p>|({nonce}-[0-9]+-)")
    whole = found.sub(lambda hit: str(drawn[hit[1] or hit[2]]), html)
    return Drawn(Markup(whole), tuple(_problems(tokens, places, named, language)))  # noqa: S704  cleaned above


def _sanitised(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(one for one in value.split() if one in _CLASSES) or None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name == "dir":
        return value if value in {"auto", "ltr", "rtl"} else None
    return value


def _drawn(mark: HouseMark, is_alone: bool, named: dict[int, NamedClip], language: str) -> Markup:
    if mark.kind == "clip":
        draw_clip = drawn_clip if is_alone else linked_clip
        return draw_clip(mark.number, named[mark.number], language)
    if mark.kind == "sentence":
        found = _sentence(mark, named, language)
        draw_sentence = drawn_sentence if is_alone else linked_sentence
        return draw_sentence(mark, named[mark.number], found, language)
    if mark.kind:
        said = said_by_the_site(mark.kind)
        return Markup('<p dir="auto">{}</p>').format(said) if is_alone else said
    return Markup("<code>{}</code>").format(mark.source)


def _sentence(mark: HouseMark, named: dict[int, NamedClip], language: str) -> Quoted | None:
    clip = named[mark.number].clip
    return quoted(clip, mark.label, language) if clip else None


def _problems(
    tokens: list[Token],
    places: list[tuple[HouseMark, bool]],
    named: dict[int, NamedClip],
    language: str,
) -> Iterator[Problem]:
    for alt in pictures_in(tokens):
        yield Problem(alt, _("Pictures can’t stand on pages: link to them instead."))
    for mark, _is_alone in places[:MARKS_MOST]:
        if words := _wrong(mark, named, language):
            yield Problem(mark.source, words)
    if len(places) > MARKS_MOST:
        words = _("A page can name %(most)s clips and sentences: leave some out, or make two pages.")
        yield Problem(str(len(places)), words % {"most": MARKS_MOST})


def _wrong(mark: HouseMark, named: dict[int, NamedClip], language: str) -> str:
    if not mark.kind:
        return _("This mark can’t be read. Write {clip:11045} or {sentence:11045#s17}.")
    if mark.kind not in {"clip", "sentence"}:
        return ""
    found = named[mark.number]
    if found.clip is None and found.left is None:
        return _("No published clip has the number %(number)s.") % {"number": mark.number}
    if mark.kind == "sentence" and found.clip and quoted(found.clip, mark.label, language) is None:
        return _("Clip %(number)s has no sentence s%(label)s.") % {"number": mark.number, "label": mark.label}
    return ""


def plain_words(text: str) -> str:
    """A title or a summary with the site's own marks filled in, as text."""
    return re.sub(
        r"\{(site|address|contact|postal)\}", lambda hit: said_by_the_site(hit[1]).striptags(), text
    )
