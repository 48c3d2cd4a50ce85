"""Who answers enquiries, whose address is believed, and how late something is."""

from __future__ import annotations

from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from django.conf import settings

from dragoman.accounts.rules import Person, roles_of
from dragoman.accounts.terms import Role
from dragoman.enquiries.models import Enquiry
from dragoman.enquiries.terms import NEXT_STATES, ON_THE_CLOCK, Lateness, Sector


def can_answer(person: Person) -> bool:
    """May read enquiries and answer them: who asks is nobody else's business at the desk."""
    return bool(roles_of(person) & {Role.OFFICER, Role.EDITOR})


def can_decide_demands(person: Person) -> bool:
    """Takedowns and legal demands go to those who answer for what is published, not to who serves requests."""
    return bool(roles_of(person) & {Role.EDITOR, Role.ADMINISTRATOR})


def can_become(enquiry: Enquiry, state: str) -> bool:
    return state in NEXT_STATES[enquiry.state]


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].strip().lower().rstrip(".")


def is_trusted(email: str) -> bool:
    """From a domain whose addresses are taken as they are told."""
    return _is_in(domain_of(email), settings.ENQUIRY_TRUSTED_DOMAINS)


def is_official(email: str) -> bool:
    """From a domain that governments keep for themselves."""
    return _is_in(domain_of(email), settings.ENQUIRY_OFFICIAL_DOMAINS)


def _is_in(domain: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(domain, one.lower()) for one in patterns)


def days_for(sector: str) -> int:
    return int(settings.ENQUIRY_DAYS[sector])


def due_at(sector: str, since: datetime, deadline: datetime | None) -> datetime:
    """When the desk means to have answered: after the days of the sector, or by the deadline if that is sooner."""
    usual = since + timedelta(days=days_for(sector))
    return min(usual, deadline) if deadline else usual


def lateness(enquiry: Enquiry, now: datetime) -> Lateness:
    """Only while the requester waits for us; very overdue when as many days again have gone by."""
    if enquiry.state not in ON_THE_CLOCK or now <= enquiry.due_at:
        return Lateness.IN_TIME
    if now > enquiry.due_at + timedelta(days=days_for(enquiry.sector)):
        return Lateness.VERY_OVERDUE
    return Lateness.OVERDUE


def may_have_unpublished(enquiry: Enquiry) -> bool:
    """Unpublished material goes to governments only once it is sure that they are one."""
    return enquiry.sector != Sector.GOVERNMENT or enquiry.is_official
