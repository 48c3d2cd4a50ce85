"""Who decides a report, and which edition settles it.

Never who wrote, translated or reviewed the sentence decides, unless nobody else is there.
"""

from __future__ import annotations

from django.conf import settings

from dragoman.accounts.models import User
from dragoman.accounts.rules import can_publish, can_review
from dragoman.corrections.models import Report
from dragoman.publications.models import Publication
from dragoman.publications.selectors import content_of
from dragoman.publications.terms import EditionKind

_BY_GRAVITY = (
    EditionKind.TYPO,
    EditionKind.CLARIFICATION,
    EditionKind.CORRECTION,
    EditionKind.RETRACTION,
    EditionKind.REDACTION,
    EditionKind.WITHDRAWAL,
)


def had_a_hand(report: Report) -> frozenset[str]:
    """The handles of those behind the sentence in the edition the reader saw and in the latest; of all for a clip."""
    editions = Publication.objects.get(pk=report.publication_id).editions
    handles: set[str] = set()
    for edition in editions.filter(ordinal__gte=report.edition):
        content = content_of(edition)
        for line in content.lines:
            if report.label in {"", line.label}:
                handles |= {line.person, *line.reviewers}
        for track in content.translations:
            for one in track.renderings:
                if not report.label or report.label == one.label or report.label in one.of:
                    handles |= {one.translator, *one.reviewers}
    return frozenset(handles - {""})


def can_decide(person: User, report: Report) -> bool:
    if not can_review(person):
        return False
    return bool(settings.ONE_PERSON_DESK) or person.handle not in had_a_hand(report)


def can_decide_uses(person: User) -> bool:
    """Who puts a citation on a page, or takes it off: whoever may review or publish."""
    return can_review(person) or can_publish(person)


def settled_by(kind: str) -> tuple[EditionKind, ...]:
    """The kinds of change that an edition of this kind makes good: its own and every lighter one."""
    return _BY_GRAVITY[: _BY_GRAVITY.index(EditionKind(kind)) + 1] if kind in _BY_GRAVITY else ()
