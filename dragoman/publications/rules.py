"""May this person do this to a publication, in the state it is in?"""

from __future__ import annotations

from dragoman.accounts import rules
from dragoman.accounts.rules import Person
from dragoman.publications.models import Publication
from dragoman.publications.terms import State


def can_see(person: Person, publication: Publication) -> bool:
    """Drafts are for the desk; what is published is for everyone."""
    return publication.state == State.PUBLISHED or rules.is_staff(person)


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
    return publication.state == State.IN_REVIEW and rules.can_review(person)


def can_publish(person: Person, publication: Publication) -> bool:
    return publication.state in {State.DRAFT, State.IN_REVIEW} and rules.can_publish(person)


def can_publish_edition(person: Person, publication: Publication) -> bool:
    return publication.state == State.PUBLISHED and rules.can_publish(person)


def can_withdraw(person: Person, publication: Publication) -> bool:
    return publication.state == State.PUBLISHED and rules.can_publish(person)
