"""Taking reports from readers, deciding them, and knowing whom a correction must reach."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.corrections.errors import AlreadyDecided, NotTheirs, ReportRefused, TooManyReports
from dragoman.corrections.models import Contact, Notice, Recipient, Report
from dragoman.corrections.rules import can_decide, had_a_hand, settled_by
from dragoman.corrections.signals import report_decided, report_received
from dragoman.corrections.terms import NEXT_STATES, ReportState
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.letters.services import forget_letters_about
from dragoman.lib.hashing import Json, clean_text
from dragoman.lib.record.commitments import new_opening
from dragoman.publications.models import Edition, Publication
from dragoman.publications.terms import EditionKind

MOST_PER_HOUR = 10
UPHELD_KINDS = (
    EditionKind.TYPO,
    EditionKind.CLARIFICATION,
    EditionKind.CORRECTION,
    EditionKind.RETRACTION,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader writes. ``email`` only where they want an answer."""

    problem: str
    text: str
    label: str = ""
    proposal: str = ""
    competence: str = ""
    name: str = ""
    email: str = ""
    language: str = "en"


@transaction.atomic
def report_problem(*, publication: Publication, told: Told, address: str = "") -> Report:
    """Take a report about a published clip as it stands. Raises ``ReportRefused`` in words."""
    text = clean_text(told.text).strip()
    if not text:
        raise ReportRefused(_("Say in a sentence what is wrong."))
    network = network_mark(address)
    _check_flood(network)
    last = publication.editions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 1
    report = Report.objects.create(
        publication=publication,
        label=told.label,
        edition=last,
        problem=told.problem,
        text=text[:3000],
        proposal=clean_text(told.proposal).strip()[:2000],
        competence=told.competence,
        language=told.language,
        network=network,
        due_at=datetime.now(UTC) + timedelta(days=settings.REPORT_DAYS),
    )
    detail: dict[str, Json] = {"report": report.pk, "cue": report.label, "kind": report.problem}
    if told.email or told.name:
        detail["commitment"] = _keep_contact(report, told)
    record(actor=SYSTEM, act="report.received", subject=f"number:{publication.number}", detail=detail)
    transaction.on_commit(lambda: report_received.send(sender=Report, report=report))
    return report


@transaction.atomic
def take_up(*, report: Report, person: User) -> Report:
    """Someone looks into it."""
    return _move(report, ReportState.UNDER_REVIEW, person.actor, "report.taken_up", taken_by=person.handle)


@dataclass(frozen=True, slots=True)
class Decision:
    """``upheld_as`` is the kind of edition that is to follow; ``answer`` is public; of a duplicate the other report."""

    state: str
    answer: str = ""
    upheld_as: str = ""
    duplicate_of: Report | None = None


@transaction.atomic
def decide_report(*, report: Report, decision: Decision, person: User) -> Report:
    """Say what comes of a report. Raises ``NotTheirs``, ``AlreadyDecided`` or ``ReportRefused`` in words."""
    if not can_decide(person, report):
        raise NotTheirs(_("Somebody who neither wrote, translated nor reviewed the sentence decides this."))
    answer = clean_text(decision.answer).strip()[:2000]
    if decision.state == ReportState.NOT_UPHELD and not answer:
        raise ReportRefused(_("Say in public why nothing changes."))
    if decision.state == ReportState.UPHELD and decision.upheld_as not in UPHELD_KINDS:
        raise ReportRefused(_("Say what kind of correction is to follow."))
    if decision.state == ReportState.DUPLICATE and decision.duplicate_of in {None, report}:
        raise ReportRefused(_("Say which report this one repeats."))
    decided = _move(
        report,
        ReportState(decision.state),
        person.actor,
        "report.decided",
        answer=answer,
        upheld_as=decision.upheld_as if decision.state == ReportState.UPHELD else "",
        duplicate_of=decision.duplicate_of if decision.state == ReportState.DUPLICATE else None,
        decided_by=person.handle,
        decided_alone=person.handle in had_a_hand(report),
        decided_at=datetime.now(UTC),
    )
    transaction.on_commit(lambda: report_decided.send(sender=Report, report=decided))
    return decided


@transaction.atomic
def withdraw_report(*, report: Report) -> Report:
    """The reader takes it back."""
    return _move(report, ReportState.WITHDRAWN, SYSTEM, "report.withdrawn")


@transaction.atomic
def erase_contact(*, report: Report, actor: Actor) -> None:
    """Forget who reported; the report and its commitment stay."""
    forget_letters_about(slot=f"report:{report.pk}:")
    if Contact.objects.filter(report=report).delete()[0]:
        record(
            actor=actor,
            act="report.contact_erased",
            subject=f"number:{report.publication.number}",
            detail={"report": report.pk},
        )


@transaction.atomic
def resolve_reports(*, number: int, edition: int, kind: str, labels: Iterable[str]) -> int:
    """Upheld reports about these sentences, or about the clip, are settled by an edition. Returns how many.

    Only those decided before it, and as a kind of change no graver than it is: a spelling put right beside a
    wrong number leaves the number waiting.
    """
    published = Edition.objects.get(publication__number=number, ordinal=edition)
    waiting = Report.objects.filter(
        publication_id=published.publication_id,
        state=ReportState.UPHELD,
        resolved_edition=None,
        edition__lt=edition,
        # Editions are dated to the second.
        decided_at__lt=published.published_at + timedelta(seconds=1),
        upheld_as__in=settled_by(kind),
    )
    return waiting.filter(label__in=["", *labels]).update(resolved_edition=edition)


def note_recipient(*, kind: str, number: int, edition: int, whom: str = "") -> None:
    """Remember that someone got these words. Exact from any number of processes, and cheap."""
    whom = clean_text(whom).strip()[:255]
    key = {"kind": kind, "whom": whom, "number": number, "edition": edition}
    if _counted(key):
        return
    now = datetime.now(UTC)
    try:
        with transaction.atomic():
            Recipient.objects.create(**key, first_at=now, last_at=now)
    except IntegrityError:  # another process was there first
        _counted(key)


def note_recipients(*, kind: str, whom: str, clips: Iterable[tuple[int, int]]) -> None:
    """The same of many numbers and editions at once, for one who is new; those known already stay as they are."""
    now = datetime.now(UTC)
    rows = [
        Recipient(kind=kind, whom=whom[:255], number=number, edition=edition, first_at=now, last_at=now)
        for number, edition in clips
    ]
    Recipient.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)


def forget_recipient(*, kind: str, whom: str) -> int:
    """Erase what is known of one recipient."""
    return Recipient.objects.filter(kind=kind, whom=whom).delete()[0]


@transaction.atomic
def queue_notices(*, number: int, from_edition: int, to_edition: int, kind: str) -> int:
    """One notice per recipient of the words that were corrected; doing it again adds nothing.

    A typo tells nobody: feeds and pages show it.
    """
    if kind in {EditionKind.TYPO, EditionKind.ADDITION}:
        return 0
    told = Recipient.objects.filter(number=number, edition__lte=from_edition).exclude(whom="")
    waiting = told.exclude(notices__edition=to_edition)
    notices = [Notice(recipient=one, edition=to_edition, kind=kind) for one in waiting]
    return len(Notice.objects.bulk_create(notices, batch_size=500, ignore_conflicts=True))


def mark_told(*, notice: Notice) -> bool:
    """True for the one who says so first."""
    return bool(Notice.objects.filter(pk=notice.pk, told_at=None).update(told_at=datetime.now(UTC)))


def _counted(key: dict[str, Any]) -> bool:  # Any: fields of a recipient
    """Once more for a recipient who is known; False for one who is not."""
    once_more = {"last_at": datetime.now(UTC), "count": F("count") + 1}
    return bool(Recipient.objects.filter(**key).update(**once_more))


def _move(report: Report, state: ReportState, actor: Actor, act: str, **changes: object) -> Report:
    fresh = Report.objects.select_for_update().get(pk=report.pk)
    if state not in NEXT_STATES[fresh.state]:
        raise AlreadyDecided(
            _("This report is %(now)s: it can't become %(next)s.")
            % {"now": ReportState(fresh.state).label, "next": state.label}
        )
    fresh.state = state
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save()
    number = Publication.objects.values_list("number", flat=True).get(pk=fresh.publication_id)
    detail: dict[str, Json] = {
        "report": fresh.pk,
        "state": str(state),
        "cue": fresh.label,
        "kind": fresh.upheld_as,
    }
    record(actor=actor, act=act, subject=f"number:{number}", detail=detail)
    return fresh


def _keep_contact(report: Report, told: Told) -> str:
    name, email = " ".join(clean_text(told.name).split())[:120], told.email.strip()
    opening = new_opening(f"{name}\n{email}")
    Contact.objects.create(
        report=report, name=name, email=email, salt=opening.salt, commitment=opening.commitment
    )
    return opening.commitment


def network_mark(address: str) -> str:
    """A mark of where a report came from that nobody can turn back, and that is another one tomorrow."""
    if not address:
        return ""
    key = f"{settings.SECRET_KEY}{datetime.now(UTC):%Y-%m-%d}".encode()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()[:32]


def _check_flood(network: str) -> None:
    since = datetime.now(UTC) - timedelta(hours=1)
    if network and Report.objects.filter(network=network, received_at__gt=since).count() >= MOST_PER_HOUR:
        raise TooManyReports(
            _("Many reports came from where you are in the last hour. Try again in an hour.")
        )
