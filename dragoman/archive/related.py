"""Related clips under a clip, each with the reason why it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dragoman.archive.pictures import RELATED, picture
from dragoman.publications.links import clip_path
from dragoman.publications.page import Card
from dragoman.search.related import Related, Shared
from dragoman.search.selectors import cards_of
from dragoman.ui import wording
from dragoman.ui.wording import reader_language

_REASONS = 2


@dataclass(frozen=True, slots=True)
class RelatedClip:
    card: Card
    path: str
    picture: str
    day: date | None
    reasons: tuple[str, ...]


def related_clips(found: tuple[Related, ...]) -> tuple[RelatedClip, ...]:
    cards = cards_of(one.place.publication for one in found)
    return tuple(_clip(cards[one.place.publication], one) for one in found if one.place.publication in cards)


def _clip(card: Card, found: Related) -> RelatedClip:
    return RelatedClip(
        card=card,
        path=clip_path(card.number, card.slug, reader_language()),
        picture=picture(card.number, card.poster_size, RELATED) if card.has_poster else "",
        day=date.fromisoformat(card.aired_on) if card.aired_on else None,
        reasons=tuple(_reason(shared) for shared in found.shared[:_REASONS]),
    )


def _reason(shared: Shared) -> str:
    name = wording.plain_line(shared.label)
    told = {
        "speaker": _("Also heard: %(name)s"),
        "topic": _("Same topic: %(name)s"),
        "source": _("Same source: %(name)s"),
        "day": _("Aired the same day"),
    }[shared.kind]
    return told % {"name": name}
