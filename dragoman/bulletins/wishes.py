"""Which clips a reader wants to be told of, and why: pure, so that the same answer serves a page and a mailing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.bulletins.terms import About
from dragoman.catalogue.slugs import filing_slug
from dragoman.search.filing import Key, keys_of

EVERYTHING: Key = (About.EVERYTHING.value, "")


@dataclass(frozen=True, slots=True)
class Wish:
    """An active subscription, as much of it as a mailing needs."""

    subscription: int
    about: str
    value: str
    label: str
    token: str

    @property
    def key(self) -> Key:
        return (self.about, self.value)


def clip_keys(card: Mapping[str, Any], searches: Iterable[str] = ()) -> frozenset[Key]:
    """Everything a clip goes by. ``card`` is ``Publication.card``; ``searches`` are the queries that find it.

    Whoever mails to many turns this round: readers by key, and looks up each clip's keys.
    """
    keys: set[Key] = {(str(kind), value) for kind, value in keys_of(dict(card), None)}
    programme = card.get("programme", "")
    if programme:
        keys |= {(About.PROGRAMME.value, programme_value(slug, programme)) for _, slug, *_ in card["sources"]}
    return frozenset(keys | {(About.SEARCH.value, query) for query in searches})


def wanted(keys: frozenset[Key], wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """Why a clip with these keys is for a reader with these wishes, what says most first; empty where it is not.

    "Everything" is a reason only where no other wish is: nobody needs to be told that twice.
    """
    reasons = [wish for wish in wishes if wish.key in keys]
    closer = [wish for wish in reasons if wish.key != EVERYTHING]
    return tuple(sorted(closer or reasons, key=lambda wish: (_CLOSENESS[wish.about], wish.subscription)))


def programme_value(source_slug: str, name: str) -> str:
    """Programmes are told apart within their source: every broadcaster has an "Evening News"."""
    return f"{source_slug}/{filing_slug(name)[:80]}"


_ORDER = (
    About.SEARCH,
    About.TOPIC,
    About.SPEAKER,
    About.PROGRAMME,
    About.SOURCE,
    About.COUNTRY,
    About.LANGUAGE,
    About.EVERYTHING,
)
_CLOSENESS = {about.value: place for place, about in enumerate(_ORDER)}
