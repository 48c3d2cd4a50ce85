"""What a donor or the desk does with a monthly promise: each holds at once, and the provider is told after."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.engines.payment.port import Change, NotOffered, PaymentError, ProviderUnavailable, Refused
from dragoman.giving.models import Pledge
from dragoman.giving.months import next_day, today_in
from dragoman.giving.providers import least_and_most, road
from dragoman.giving.services.letters import tell_changed, tell_missed
from dragoman.giving.services.settling import end_pledge
from dragoman.giving.signals import pledge_told
from dragoman.giving.terms import (
    MOST_TRIES,
    OVER,
    PATIENCE,
    EndedBy,
    GivingRefused,
    PledgeIsOver,
    PledgeState,
)
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.lib.money import Money


@transaction.atomic
def change_pledge(*, pledge: Pledge, money: Money, day: int) -> Pledge:
    """Another amount or day from the next month on. Raises ``GivingRefused``."""
    locked = _open(pledge)
    least, most = least_and_most(locked.currency)
    if money.currency != locked.currency or not least.minor <= money.minor <= most.minor:
        raise GivingRefused(_("Give an amount between the least and the most we take."))
    if not 1 <= day <= 31:
        raise GivingRefused(_("Choose a day from 1 to 31."))
    if (locked.amount_minor, locked.day) == (money.minor, day):
        return locked
    locked.amount_minor, locked.fee_minor = money.minor, 0
    if locked.day != day:
        locked.day = day
        locked.next_on = next_day(today_in(settings.GIVING.zone), day)
    locked.save(update_fields=["amount_minor", "fee_minor", "day", "next_on"])
    tell_changed(pledge=locked, mark=f"{datetime.now(UTC):%Y%m%d%H%M%S%f}")
    pledge_told.send(sender=Pledge, pledge=locked, act="change")
    return locked


@transaction.atomic
def pause_pledge(*, pledge: Pledge, until: date | None = None) -> Pledge:
    """Nothing is charged until the donor goes on, or until a day."""
    locked = _open(pledge)
    if until is not None and until <= today_in(settings.GIVING.zone):
        raise GivingRefused(_("Choose a day to come."))
    return _want(locked, PledgeState.PAUSED, until, "pause")


@transaction.atomic
def resume_pledge(*, pledge: Pledge) -> Pledge:
    locked = _open(pledge)
    if locked.state != PledgeState.PAUSED:
        return locked
    if locked.next_on and locked.next_on < today_in(settings.GIVING.zone):
        locked.next_on = next_day(today_in(settings.GIVING.zone), locked.day)
    began = PledgeState.ACTIVE if locked.began_at else PledgeState.PENDING
    return _want(locked, began, None, "resume")


@transaction.atomic
def cancel_pledge(*, pledge: Pledge, by: EndedBy, actor: Actor = SYSTEM) -> Pledge:
    """It ends now, whatever the provider says; twice is once."""
    locked = Pledge.objects.select_for_update().select_related("donor").get(pk=pledge.pk)
    if locked.state in OVER:
        return locked
    if by == EndedBy.DESK:
        record(actor=actor, act="pledge.cancelled", subject=f"pledge:{locked.pk}")
    end_pledge(pledge=locked, by=by)
    pledge_told.send(sender=Pledge, pledge=locked, act="cancel")
    return locked


def tell_provider(*, pledge: Pledge, act: str, key: str) -> None:
    """Say to the provider what was decided here. Raises ``ProviderUnavailable``, to be tried again."""
    provider = road(pledge.provider)
    if provider is None or not pledge.provider_id:
        return
    changes = {
        "pause": Change(paused=True),
        "resume": Change(paused=False),
        "change": Change(money=pledge.money, next_on=pledge.next_on),
    }
    try:
        if act == "cancel":
            provider.cancel(pledge.provider_id, key)
        elif pledge.state not in OVER:
            provider.change(pledge.provider_id, changes[act], key)
    except ProviderUnavailable:
        raise
    except Refused:
        # It knows no such subscription any more: what is here holds, and the night's comparison says so.
        return


def card_page(*, pledge: Pledge, return_url: str) -> str:
    """Where the donor changes their card. Raises ``GivingRefused``."""
    provider = road(pledge.provider)
    try:
        if provider is None or not pledge.customer_id:
            raise NotOffered("no page")
        return provider.portal(pledge.customer_id, return_url, pledge.language)
    except PaymentError as error:
        raise GivingRefused(
            _("The page for your card can't be reached now. Try again in a while.")
        ) from error


def keep_pledges(*, today: date) -> int:
    """Once a day: end pauses that are over, and speak of transfers that did not come. How many were touched."""
    touched = 0
    for pledge in Pledge.objects.filter(state=PledgeState.PAUSED, paused_until__lte=today):
        resume_pledge(pledge=pledge)
        touched += 1
    waiting = (PledgeState.ACTIVE, PledgeState.PAST_DUE)
    late = Pledge.objects.filter(provider="transfer", state__in=waiting, next_on__lt=today - PATIENCE)
    for pledge in late:
        _miss(pledge, today)
        touched += 1
    return touched


@transaction.atomic
def _miss(pledge: Pledge, today: date) -> None:
    """The donor is told; after the third month in vain the promise ends."""
    locked = Pledge.objects.select_for_update().select_related("donor").get(pk=pledge.pk)
    if locked.state in OVER or locked.next_on is None or locked.next_on >= today - PATIENCE:
        return
    locked.tries += 1
    if locked.tries >= MOST_TRIES:
        end_pledge(pledge=locked, by=EndedBy.TRIES)
        return
    tell_missed(pledge=locked)
    locked.state = PledgeState.PAST_DUE
    locked.next_on = next_day(locked.next_on, locked.day)
    locked.save(update_fields=["tries", "state", "next_on"])


def _open(pledge: Pledge) -> Pledge:
    locked = Pledge.objects.select_for_update().select_related("donor").get(pk=pledge.pk)
    if locked.state in OVER:
        raise PledgeIsOver(_("This monthly gift has ended. You can begin a new one."))
    return locked


def _want(pledge: Pledge, state: PledgeState, until: date | None, act: str) -> Pledge:
    pledge.state = pledge.wanted = state
    pledge.wanted_at, pledge.paused_until = datetime.now(UTC), until
    pledge.save(update_fields=["state", "wanted", "wanted_at", "paused_until", "next_on"])
    pledge_told.send(sender=Pledge, pledge=pledge, act=act)
    return pledge
