"""What comes round by itself: reminders, the question about use, the morning's summary, forgetting, tidying."""

from __future__ import annotations

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction

from dragoman.accounts.models import User
from dragoman.accounts.terms import Role
from dragoman.enquiries.enclosing import drop, sweep_folder
from dragoman.enquiries.history import note, step
from dragoman.enquiries.letters import write
from dragoman.enquiries.models import Delivery, Demand, Enquiry, EnquiryClip
from dragoman.enquiries.rules import lateness
from dragoman.enquiries.services.demanding import forget_demander
from dragoman.enquiries.services.forgetting import erase_unconfirmed, forget
from dragoman.enquiries.terms import ON_THE_CLOCK, OPEN, OVER, DemandState, Lateness, State
from dragoman.ledger.terms import SYSTEM
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written

REMIND_AFTER = timedelta(days=5)
CLOSE_AFTER = timedelta(days=15)
ASK_OF_USE_AFTER = timedelta(days=21)
UNCONFIRMED_FOR = timedelta(days=30)


def remind_waiting(*, now: datetime) -> None:
    """Twice, five days apart; then it is closed, and can be opened again."""
    for enquiry in Enquiry.objects.filter(state=State.WAITING, state_at__lt=now - REMIND_AFTER):
        waited = now - enquiry.state_at
        if waited >= CLOSE_AFTER:
            _close_unanswered(enquiry, now)
            continue
        turn = waited // REMIND_AFTER
        write(enquiry, "reminder", f"reminder:{turn}:{enquiry.state_at:%Y%m%d%H%M%S}")


@transaction.atomic
def _close_unanswered(enquiry: Enquiry, now: datetime) -> None:
    moved, act = step(enquiry, State.CLOSED, "closed_unanswered", SYSTEM, closed_at=now)
    write(moved, "closed_unanswered", f"act:{act.pk}")


def ask_of_use(*, now: datetime) -> None:
    """Once, three weeks after something was given: did you use it, and where?"""
    waiting = Enquiry.objects.filter(
        state__in=[State.DELIVERED, State.CLOSED],
        delivered_at__lt=now - ASK_OF_USE_AFTER,
        asked_of_use_at=None,
        forgotten_at=None,
        pk__in=EnquiryClip.objects.values("enquiry"),
    )
    for enquiry in waiting:
        with transaction.atomic():
            if Enquiry.objects.filter(pk=enquiry.pk, asked_of_use_at=None).update(asked_of_use_at=now):
                write(enquiry, "used", "used")
                note(enquiry, "asked_of_use", SYSTEM)


def forget_old(*, now: datetime) -> None:
    """Unconfirmed ones after a month; whatever is over, after the months of the setting."""
    unconfirmed = Enquiry.objects.filter(state=State.RECEIVED, received_at__lt=now - UNCONFIRMED_FOR)
    for enquiry in unconfirmed:
        erase_unconfirmed(enquiry=enquiry)
    limit = now - relativedelta(months=settings.ENQUIRY_MONTHS)
    for enquiry in Enquiry.objects.filter(state__in=OVER, closed_at__lt=limit, forgotten_at=None):
        forget(enquiry=enquiry, now=now)
    old = Demand.objects.filter(decided_at__lt=limit, forgotten_at=None)
    for demand in old.exclude(state__in=[DemandState.RECEIVED, DemandState.UNDER_REVIEW]):
        forget_demander(demand=demand, actor=SYSTEM)


def tidy(*, now: datetime) -> None:
    """Marked copies whose link has ended, and files that nothing names."""
    for delivery in Delivery.objects.filter(expires_at__lt=now).exclude(file=""):
        drop(delivery.file)
        Delivery.objects.filter(pk=delivery.pk).update(file="")
    sweep_folder()


def summarise(*, now: datetime) -> int:
    """One letter a morning to each who answers, if anything is late or due today; how many were posted."""
    if now.hour < settings.ENQUIRY_SUMMARY_HOUR:
        return 0
    rows = list(Enquiry.objects.filter(state__in=ON_THE_CLOCK, due_at__lt=now + timedelta(days=1)))
    late = {kind: [one for one in rows if lateness(one, now) == kind] for kind in Lateness}
    new = Enquiry.objects.filter(state=State.VERIFIED).count()
    if not rows and not new:
        return 0
    words = {
        "very_overdue": late[Lateness.VERY_OVERDUE],
        "overdue": late[Lateness.OVERDUE],
        "today": late[Lateness.IN_TIME],
        "new": new,
        "in_hand": Enquiry.objects.filter(state__in=OPEN).count(),
        "address": f"{settings.SITE_URL}/desk/enquiries/",
    }
    letter = written("enquiries/letters/summary.txt", words, settings.LANGUAGE_CODE)
    officers = User.objects.filter(is_active=True, grants__role=Role.OFFICER)
    for officer in officers:
        post_letter(
            to=officer.email, written=letter, slot=f"enquiries:summary:{now:%Y-%m-%d}:{officer.handle}"
        )
    return len(officers)
