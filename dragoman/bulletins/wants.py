"""One thing a reader asks to be told of, as a form or a list names it, held against what there is in public.

Only what published clips are filed under can be asked for: the names of drafts are told to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.conf import settings
from django.utils.translation import gettext as _

from dragoman.bulletins.terms import About, Cadence, NothingWanted
from dragoman.bulletins.wishes import programme_value
from dragoman.lib.hashing import clean_text
from dragoman.publications.models import Publication
from dragoman.publications.rules import listed
from dragoman.search.answering.addresses import asked_in, query_of
from dragoman.search.answering.answers import Order
from dragoman.search.models import Count, Filing
from dragoman.search.terms import Kind

_LONGEST_SEARCH = 600
_FILED = (About.TOPIC, About.SOURCE, About.SPEAKER, About.COUNTRY, About.LANGUAGE)


@dataclass(frozen=True, slots=True)
class Want:
    """``label`` is the name it goes by now; empty where the value names itself (countries, languages, everything)."""

    about: str
    value: str
    cadence: str
    label: str = ""


def read_want(about: str, value: str, cadence: str) -> Want:
    """The wish in the one spelling in which it is kept. Raises ``NothingWanted`` for what there is not."""
    if about not in About.values or cadence not in Cadence.values:
        raise NothingWanted(_("There is no such subscription."))
    value = " ".join(clean_text(value).split())
    if about == About.EVERYTHING:
        return Want(about, "", cadence)
    if about == About.SEARCH:
        return _search(value, cadence)
    if about == About.PROGRAMME:
        return _programme(value, cadence)
    return _filed(About(about), value, cadence)


def search_words(query: str) -> str:
    """What a saved search asks, in words: the question, and what it was narrowed to."""
    pairs = dict(parse_qsl(query))
    question = pairs.pop("q", "")
    return " · ".join(part for part in (question, *pairs.values()) if part)


def _filed(about: About, value: str, cadence: str) -> Want:
    if about == About.COUNTRY and len(value) == 2:
        value = value.upper()
    known = Count.objects.filter(kind=about, value=value, count__gt=0).first() if about in _FILED else None
    if known is None:
        raise NothingWanted(_("Nothing is published under “%(name)s”.") % {"name": value[:80]})
    return Want(about, value, cadence, known.label)


def _search(query: str, cadence: str) -> Want:
    asked = asked_in(dict(parse_qsl(query.removeprefix("?"))), settings.LANGUAGE_CODE)
    plain = query_of(type(asked)(asked.question, asked.narrowed, Order.NEWEST))
    if not plain:
        raise NothingWanted(_("A saved search asks for something: a word, a name, a topic."))
    if len(plain) > _LONGEST_SEARCH:
        raise NothingWanted(_("This search is too long to be saved: ask for fewer words."))
    return Want(About.SEARCH, plain, cadence, search_words(plain)[:300])


def _programme(value: str, cadence: str) -> Want:
    """``value`` is the source's slug, a slash, and the name or its slug."""
    source, _slash, name = value.partition("/")
    filed = Filing.objects.filter(kind=Kind.SOURCE, value=source).values("publication")
    names = (
        Publication.objects.filter(listed(), pk__in=filed)
        .exclude(card__programme="")
        .values_list("card__programme", flat=True)
        .distinct()
    )
    wanted = programme_value(source, name)
    for known in names.iterator():
        if known and programme_value(source, known) == wanted:
            return Want(About.PROGRAMME, wanted, cadence, str(known)[:300])
    raise NothingWanted(_("Nothing is published under “%(name)s”.") % {"name": name[:80]})
