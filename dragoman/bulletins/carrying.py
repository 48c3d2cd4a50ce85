"""What becomes of subscriptions when the desk gives up a name: they go over to another, or end, and readers are told.

A name that is only changed keeps its address, and with it its subscriptions: they go by the new name at once.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.bulletins.due import renew_due
from dragoman.bulletins.links import preferences_url
from dragoman.bulletins.models import Subscriber, Subscription
from dragoman.bulletins.naming import want_name
from dragoman.bulletins.terms import BulletinError, EndedBy, SubscriberState, SubscriptionState
from dragoman.bulletins.wants import Want, read_want
from dragoman.ledger.services import record
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written

_NOT_TOLD = (SubscriberState.COMPLAINED, SubscriberState.BOUNCED_HARD, SubscriberState.ERASED)


@transaction.atomic
def carry_over(*, about: str, value: str, into: str, person: User) -> int:
    """Everybody who wanted one thing wants another of its kind from now on, at the same cadence. How many.

    Who wanted both keeps one. Raises ``NothingWanted`` where nothing is published under the other.
    """
    target = read_want(about, into, "daily")
    if target.value == value:
        raise BulletinError(_("Choose another one."))
    now, held = datetime.now(UTC), _held(about, value)
    for one in held:
        _carry(one, target, now)
    _settle(about, value, person, "subscriptions.carried_over", len(held))
    return len(held)


@transaction.atomic
def end_for_all(*, about: str, value: str, person: User) -> int:
    """There is no such thing any more: its subscriptions end, and their readers are told. How many."""
    now, held = datetime.now(UTC), _held(about, value)
    for one in held:
        _end(one, EndedBy.REMOVED, now)
        _tell(one, "bulletins/letters/removed.txt", {"name": one.label or one.value})
    _settle(about, value, person, "subscriptions.ended", len(held))
    return len(held)


def _held(about: str, value: str) -> list[Subscription]:
    rows = Subscription.objects.select_related("subscriber").select_for_update(of=("self",))
    return list(rows.filter(about=about, value=value, state=SubscriptionState.ACTIVE).order_by("pk"))


def _carry(one: Subscription, target: Want, now: datetime) -> None:
    before, reader = one.label or one.value, one.subscriber
    other = reader.subscriptions.filter(about=target.about, value=target.value).first()
    if other is None:
        one.value, one.label, one.formerly = target.value, target.label, before[:300]
        one.save(update_fields=["value", "label", "formerly"])
    else:
        if other.state != SubscriptionState.ACTIVE:
            other.state, other.cadence, other.ended_at, other.ended_by = (
                SubscriptionState.ACTIVE,
                one.cadence,
                None,
                "",
            )
        other.formerly = before[:300]
        other.save()
        _end(one, EndedBy.MERGED, now)
    now_named = want_name(Want(target.about, target.value, one.cadence, target.label), reader.language)
    _tell(one, "bulletins/letters/carried.txt", {"name": before, "now": now_named})


def _end(one: Subscription, why: EndedBy, now: datetime) -> None:
    one.state, one.ended_at, one.ended_by = SubscriptionState.ENDED, now, why
    one.save(update_fields=["state", "ended_at", "ended_by"])
    renew_due(Subscriber.objects.get(pk=one.subscriber_id), now)


def _tell(one: Subscription, template: str, words: dict[str, object]) -> None:
    reader = one.subscriber
    if reader.state in _NOT_TOLD or not reader.address:
        return
    post_letter(
        to=reader.address,
        written=written(template, {**words, "address": preferences_url(reader)}, reader.language),
        slot=f"bulletins:carried:{one.pk}:{one.value}:{one.state}"[:200],
        language=reader.language,
    )


def _settle(about: str, value: str, person: User, act: str, count: int) -> None:
    record(actor=person.actor, act=act, subject="bulletins", detail={"about": about, "count": count})
