"""Bringing gifts and monthly promises to where the events say they stand, and making what is owed for it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from dragoman.engines.payment.port import Event, EventKind, State
from dragoman.giving.folding import Standing, standing_of
from dragoman.giving.models import Gift, Pledge, ProviderEvent
from dragoman.giving.months import day_at, next_day
from dragoman.giving.services.letters import tell_failed, tell_pledge_over
from dragoman.giving.services.receipting import keep_papers
from dragoman.giving.signals import pledge_told
from dragoman.giving.terms import HAD, MOST_TRIES, OVER, EndedBy, GiftState, PledgeState
from dragoman.lib.money import Money


def event_in(kept: ProviderEvent) -> Event:
    """An event as it was told, from what was kept of it."""
    money = None if kept.amount_minor is None else Money(kept.amount_minor, kept.currency)
    return Event(
        provider_id=kept.provider_id,
        kind=EventKind(kept.kind),
        at=kept.happened_at,
        state=State(kept.outcome),
        subject_id=kept.subject_id,
        payment_id=kept.payment_id,
        also_id=kept.also_id,
        subscription_id=kept.subscription_id,
        customer_id=kept.customer_id,
        reference=kept.reference,
        money=money,
        next_on=kept.next_on,
        reason=kept.reason,
    )


@transaction.atomic
def settle_gift(*, gift: Gift) -> Gift:
    """The state that follows from all events about a gift, its receipt, and its credit notes."""
    locked = Gift.objects.select_for_update(of=("self",)).select_related("donor", "pledge").get(pk=gift.pk)
    standing = standing_of(event_in(one) for one in locked.events.all())
    before = locked.state
    _take_over(locked, standing)
    locked.save()
    keep_papers(gift=locked)
    if locked.pledge is not None:
        if locked.state == GiftState.FAILED and standing.failures:
            tell_failed(gift=locked, failures=standing.failures)
        if locked.state in HAD and before not in HAD:
            _count_on(locked.pledge, locked)
        settle_pledge(pledge=locked.pledge)
    gift.refresh_from_db()
    return locked


def _take_over(gift: Gift, standing: Standing) -> None:
    gift.state, gift.failures = standing.state, standing.failures
    gift.refunded_minor, gift.lost_minor = standing.refunded_minor, standing.lost_minor
    gift.payment_id = standing.subject_id or gift.payment_id
    gift.also_id = standing.also_id or gift.also_id
    gift.customer_id = standing.customer_id or gift.customer_id
    gift.received_at = standing.received_at
    if standing.money is not None:
        # What arrived counts, not what was promised.
        gift.amount_minor, gift.currency = standing.money.minor, standing.money.currency
        gift.fee_minor = min(gift.fee_minor, gift.amount_minor)


def _count_on(pledge: Pledge, gift: Gift) -> None:
    if gift.received_at is not None:
        came_on = day_at(gift.received_at, settings.GIVING.zone)
        after = max(came_on, pledge.next_on) if pledge.next_on and pledge.provider == "transfer" else came_on
        pledge.next_on = next_day(after, pledge.day)
        pledge.began_at = min(filter(None, (pledge.began_at, gift.received_at)))
        pledge.tries = 0
        pledge.save(update_fields=["next_on", "began_at", "tries"])


@transaction.atomic
def settle_pledge(*, pledge: Pledge) -> Pledge:
    """The state that follows from the provider's word, the charges, and what the donor last wanted."""
    locked = Pledge.objects.select_for_update().select_related("donor").get(pk=pledge.pk)
    if locked.state in OVER:
        return locked
    latest = _latest_word(locked)
    if latest is not None and latest.state in {State.CANCELLED, State.ENDED}:
        return end_pledge(pledge=locked, by=EndedBy.PROVIDER)
    locked.tries = _tries(locked)
    if locked.tries >= MOST_TRIES:
        pledge_told.send(sender=Pledge, pledge=locked, act="cancel")
        return end_pledge(pledge=locked, by=EndedBy.TRIES)
    if latest is not None:
        locked.next_on = latest.next_on or locked.next_on
    locked.state = _state(locked, latest)
    locked.save(update_fields=["tries", "next_on", "state"])
    return locked


def end_pledge(*, pledge: Pledge, by: EndedBy) -> Pledge:
    """A monthly promise ends for good; the donor hears of it if it had ever begun."""
    pledge.state = PledgeState.CANCELLED
    pledge.ended_by, pledge.ended_at, pledge.next_on = by, datetime.now(UTC), None
    pledge.save(update_fields=["state", "ended_by", "ended_at", "next_on", "tries"])
    if pledge.began_at is not None or by != EndedBy.PROVIDER:
        tell_pledge_over(pledge=pledge)
    return pledge


def _latest_word(pledge: Pledge) -> Event | None:
    """What the provider said last that is no older than what we told it."""
    said = [event_in(one) for one in pledge.events.all()]
    known = [one for one in said if one.state != State.PENDING]
    over = [one for one in known if one.state in {State.CANCELLED, State.ENDED}]
    if over:
        return over[0]  # no provider revives what is over
    fresh = [one for one in known if pledge.wanted_at is None or one.at >= pledge.wanted_at]
    return max(fresh, key=lambda one: (one.at, one.provider_id), default=None)


def _tries(pledge: Pledge) -> int:
    """Charges in vain of the latest month that anything is known of."""
    known = pledge.gifts.exclude(state=GiftState.PENDING)
    moments = [(_moment(one), one) for one in known]
    if not moments:
        return pledge.tries if pledge.provider == "transfer" else 0
    last = max(moments, key=lambda one: (one[0], one[1].pk))[1]
    if last.state in HAD:
        return pledge.tries if pledge.provider == "transfer" else 0
    return last.failures


def _moment(gift: Gift) -> datetime:
    said = (
        gift.events.filter(kind=EventKind.PAYMENT)
        .order_by("happened_at")
        .values_list("happened_at", flat=True)
    )
    return next(iter(said), gift.made_at)


def _state(pledge: Pledge, latest: Event | None) -> PledgeState:
    is_paused = pledge.wanted == PledgeState.PAUSED if latest is None else latest.state == State.PAUSED
    if is_paused:
        return PledgeState.PAUSED
    if pledge.tries or (latest is not None and latest.state == State.PAST_DUE):
        return PledgeState.PAST_DUE
    began = pledge.began_at is not None or (latest is not None and latest.state == State.ACTIVE)
    return PledgeState.ACTIVE if began else PledgeState.PENDING
