"""Clips as pieces of mails, rendered and encoded once for each edition and language, however many readers get them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import override
from mjml import mjml2html

from dragoman.bulletins.cards import clip_card
from dragoman.bulletins.mailable import mailable
from dragoman.bulletins.slots import Part, Slots, part
from dragoman.bulletins.terms import NewsKind
from dragoman.lib.languages import direction
from dragoman.publications.models import Publication
from dragoman.publications.rules import withdrawn

_WHY = "\ue000why\ue000"
_MOST_KEPT = 3_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A clip, before and after the place where it says why a reader gets it."""

    title: str
    html: tuple[Part, Part]
    text: tuple[Part, Part]

    @property
    def size(self) -> int:
        return sum(len(one.data) for one in self.html)


@dataclass(slots=True)
class Pieces:
    """The pieces of clips as they are published now. Ask ``refresh`` anew before each batch of mails."""

    _kept: dict[tuple[int, str, str, str], Piece]
    _digests: dict[int, str]
    _gone: frozenset[int]
    _clips: dict[int, Publication]

    @classmethod
    def empty(cls) -> Pieces:
        return cls({}, {}, frozenset(), {})

    def refresh(self, numbers: Iterable[int]) -> None:
        """Read which of these clips may be told of now, and in which edition."""
        wanted = list(numbers)
        clips = Publication.objects.filter(number__in=wanted)
        rows = clips.filter(mailable()).values_list("number", "edition_digest")
        self._digests = {number: digest for number, digest in rows if number}
        gone = clips.filter(withdrawn()).values_list("number", flat=True)
        self._gone = frozenset(number for number in gone if number)
        self._clips = {}
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()

    def piece(self, number: int, kind: str, language: str) -> Piece | None:
        """None for a clip that is not published any more, unless that is what is told of it, or the reverse."""
        gone = "gone" if number in self._gone else None
        digest = gone if kind == NewsKind.WITHDRAWN else self._digests.get(number)
        if digest is None:
            return None
        key = (number, digest, kind, language)
        if key not in self._kept:
            self._kept[key] = _piece(self._clip(number), kind, language)
        return self._kept[key]

    def _clip(self, number: int) -> Publication:
        if number not in self._clips:
            self._clips[number] = Publication.objects.defer("words").get(number=number)
        return self._clips[number]


def _piece(clip: Publication, kind: str, language: str) -> Piece:
    with override(language):
        card = clip_card(clip, kind)
        words = {"card": card, "why": _WHY}
        html = render_to_string("bulletins/issue/item.html", words).partition(_WHY)
        text = render_to_string("bulletins/issue/item.txt", words).strip("\n").partition(_WHY)
        return Piece(
            card.title.text,
            (part(html[0]), part(html[2].lstrip("\n"))),
            (part(text[0]), part(f"{text[2].strip()}\n\n")),
        )


@lru_cache(maxsize=64)
def frame(language: str, site: str) -> Slots:
    """What stands around the changing parts of a mail in HTML."""
    words = {"language": language, "direction": direction(language), "site_name": site}
    page = str(mjml2html(render_to_string("bulletins/issue/frame.mjml", words)))
    return Slots(page.replace(' aria-label="{{{subject}}}"', "").replace("</meta>", ""))
