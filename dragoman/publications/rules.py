"""What may be done to a publication in the state it is in, by whom; and the one answer to what the public may see.

Three circles, each within the one before. *Published*: an edition stands, and work on it goes on (signing,
captions, credits). *Readable*: whoever has the address gets an answer. *Listed*: lists, searches, feeds and
harvesters tell of it. Nobody else compares states; a test looks for those who do.
"""

from __future__ import annotations

from django.db.models import Q

from dragoman.accounts import rules
from dragoman.accounts.rules import Person
from dragoman.publications.models import Publication
from dragoman.publications.readers import reader_country
from dragoman.publications.terms import EVERYWHERE, PLANNED, UNPUBLISHED, State


def published(to: str = "") -> Q:
    """``to`` leads to the publication from another table, as in ``publication__``."""
    return Q(**{f"{to}state": State.PUBLISHED})


def withdrawn(to: str = "") -> Q:
    return Q(**{f"{to}state": State.WITHDRAWN})


def readable(to: str = "") -> Q:
    """Those that the reader of the moment may read."""
    found = published(to) & ~Q(**{f"{to}restricted_in": EVERYWHERE})
    if country := reader_country():
        found &= ~Q(**{f"{to}restricted_in__contains": f",{country},"})
    return found


def listed(to: str = "") -> Q:
    """Those that lists show to the reader of the moment."""
    return readable(to) & Q(**{f"{to}is_listed": True})


def showing_media(to: str = "") -> Q:
    """Those whose film and pictures the reader of the moment may have."""
    return readable(to) & Q(**{f"{to}media_blocked_at": None})


def indexed(to: str = "") -> Q:
    """Those that lists show to some reader: what indexes and counts hold. Each answer is narrowed to its reader."""
    return published(to) & ~Q(**{f"{to}restricted_in": EVERYWHERE}) & Q(**{f"{to}is_listed": True})


def embargoed(to: str = "") -> Q:
    """Those whose numbers, where they have any, look as if they had never been given out."""
    return Q(**{f"{to}state": State.EMBARGOED})


def hidden(to: str = "") -> Q:
    """Those that not even a list of numbers tells of."""
    return embargoed(to) | published(to) & Q(**{f"{to}is_listed": False})


def is_published(publication: Publication) -> bool:
    return publication.state == State.PUBLISHED


def is_withdrawn(publication: Publication) -> bool:
    return publication.state == State.WITHDRAWN


def is_readable(publication: Publication) -> bool:
    return is_published(publication) and not is_restricted(publication)


def is_restricted(publication: Publication) -> bool:
    """A demand keeps it from the reader of the moment."""
    where, country = publication.restricted_in, reader_country()
    return where == EVERYWHERE or bool(country and f",{country}," in where)


def is_indexed(publication: Publication) -> bool:
    return is_published(publication) and publication.is_listed and publication.restricted_in != EVERYWHERE


def shows_media(publication: Publication) -> bool:
    """Its film, its sound and pictures of it may be given out with its words."""
    return publication.media_blocked_at is None


def can_see(person: Person, publication: Publication) -> bool:
    """Drafts are for the desk; what is readable is for everyone."""
    return is_readable(publication) or rules.is_staff(person)


def can_edit(person: Person, publication: Publication) -> bool:
    if publication.state == State.WITHDRAWN:
        return False
    if publication.state == State.PUBLISHED:
        return rules.can_publish(person)
    return rules.can_make_clips(person) or rules.can_translate(person) or rules.can_review(person)


def can_submit(person: Person, publication: Publication) -> bool:
    return publication.state == State.DRAFT and can_edit(person, publication)


def can_send_back(person: Person, publication: Publication) -> bool:
    return publication.state == State.IN_REVIEW and rules.can_review(person)


def can_approve(person: Person, publication: Publication) -> bool:
    """Also when its moment is set: words that were changed since need another yes before it comes."""
    return publication.state in {State.IN_REVIEW, *PLANNED} and rules.can_review(person)


def can_publish(person: Person, publication: Publication) -> bool:
    return publication.state in UNPUBLISHED and rules.can_publish(person)


def can_plan(person: Person, publication: Publication) -> bool:
    return can_publish(person, publication)


def can_unplan(person: Person, publication: Publication) -> bool:
    return publication.state in PLANNED and rules.can_publish(person)


def can_preview(person: Person, publication: Publication) -> bool:
    """May let outsiders read it before it is published."""
    return publication.state in UNPUBLISHED and rules.can_publish(person)


def can_publish_edition(person: Person, publication: Publication) -> bool:
    return publication.state == State.PUBLISHED and rules.can_publish(person)


def can_withdraw(person: Person, publication: Publication) -> bool:
    return publication.state == State.PUBLISHED and rules.can_publish(person)


def can_list(person: Person, publication: Publication) -> bool:
    """May keep it out of lists or put it there, before it is published too."""
    return publication.state != State.WITHDRAWN and rules.can_publish(person)


def can_narrow(person: Person, publication: Publication) -> bool:
    """May restrict it or block its film, and undo that."""
    return publication.state == State.PUBLISHED and rules.can_publish(person)
