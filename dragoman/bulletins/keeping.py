"""What is known of a reader: given to them, erased for them, and forgotten when its time is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from dragoman.bulletins.consent import Circumstance, note_step, proof_of
from dragoman.bulletins.models import Confirmation, ConsentLine, Subscriber, Subscription, new_secret
from dragoman.bulletins.terms import (
    CONFIRM_DAYS,
    NETWORK_DAYS,
    PROOF_YEARS,
    UNCONFIRMED_DAYS,
    UNPROVEN,
    ConsentStep,
    SubscriberState,
)
from dragoman.letters.services import forget_letters_to
from dragoman.lib.hashing import Json


def export(subscriber: Subscriber) -> dict[str, Json]:
    """Everything kept of a reader, as plain values. There is nothing of what they opened or read."""
    return {
        "address": subscriber.address,
        "name": subscriber.name,
        "sector": subscriber.sector,
        "language": subscriber.language,
        "time_zone": subscriber.zone,
        "hour": subscriber.hour,
        "weekday_of_weekly": subscriber.weekday,
        "told_when_nothing_is_new": subscriber.wants_empty,
        "state": subscriber.state,
        "paused_until": _at(subscriber.paused_until),
        "soft_bounces": subscriber.soft_bounces,
        "made_at": _at(subscriber.made_at),
        "confirmed_at": _at(subscriber.confirmed_at),
        "unsubscribed_at": _at(subscriber.unsubscribed_at),
        "next_daily": _at(subscriber.daily_due_at),
        "next_weekly": _at(subscriber.weekly_due_at),
        "subscriptions": [_subscription(one) for one in subscriber.subscriptions.order_by("pk")],
        "proof_of_consent": [_proof(line) for line in proof_of(subscriber.mark)],
    }


@transaction.atomic
def erase(*, subscriber: Subscriber, where: Circumstance) -> None:
    """Forget who the reader was. The proof of consent stays under the keyed hash, and so does a suppression."""
    fresh = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if fresh.state == SubscriberState.ERASED:
        return
    forget_letters_to(address=fresh.address)
    note_step(step=ConsentStep.ERASED, mark=fresh.mark, where=where)
    fresh.subscriptions.all().delete()
    fresh.confirmations.all().delete()
    fresh.address, fresh.normal, fresh.mark, fresh.name, fresh.sector = "", None, "", "", ""
    fresh.state, fresh.secret = SubscriberState.ERASED, new_secret()
    fresh.paused_until = fresh.daily_due_at = fresh.weekly_due_at = None
    fresh.soft_bounces, fresh.zone, fresh.language = 0, "UTC", "en"
    fresh.save()


@transaction.atomic
def forget_what_is_over(*, now: datetime) -> dict[str, int]:
    """What was never confirmed, links that are over, networks of old steps, proof nobody may ask for any more."""
    month = now - timedelta(days=UNCONFIRMED_DAYS)
    pending = Subscriber.objects.filter(state=SubscriberState.PENDING, made_at__lt=month).exclude(
        confirmations__made_at__gte=month
    )
    networks = ConsentLine.objects.filter(at__lt=now - timedelta(days=NETWORK_DAYS)).exclude(network="")
    return {
        "readers": _erase_pending(pending),
        "links": Confirmation.objects.filter(made_at__lt=month).delete()[0],
        "steps": _unanswered(month).delete()[0],
        "networks": networks.update(network=""),
        "proof": _old_proof(now).delete()[0],
    }


def _subscription(one: Subscription) -> dict[str, Json]:
    return {
        "about": one.about,
        "value": one.value,
        "name": one.label,
        "cadence": one.cadence,
        "state": one.state,
        "confirmed_at": _at(one.confirmed_at),
        "ended_at": _at(one.ended_at),
        "ended_by": one.ended_by,
    }


def _proof(line: ConsentLine) -> dict[str, Json]:
    return {
        "at": _at(line.at),
        "step": line.step,
        "what": line.what,
        "wording": line.wording,
        "language": line.language,
        "form": line.form_path,
        "network_hash": line.network,
        "evidence": line.evidence,
    }


def _erase_pending(pending: QuerySet[Subscriber]) -> int:
    found = list(pending.values_list("pk", "address"))
    for _pk, address in found:
        forget_letters_to(address=address)
    Subscriber.objects.filter(pk__in=[pk for pk, _address in found]).delete()
    return len(found)


def _unanswered(before: datetime) -> QuerySet[ConsentLine]:
    """Steps that alone prove nothing and were not followed by the one that does, while their link held."""
    answered = ConsentLine.objects.filter(
        mark=OuterRef("mark"),
        step__in=[ConsentStep.CONFIRMED, ConsentStep.ADDRESS_CONFIRMED],
        at__gte=OuterRef("at"),
        at__lte=OuterRef("at") + timedelta(days=CONFIRM_DAYS),
    )
    return ConsentLine.objects.filter(step__in=UNPROVEN, at__lt=before).exclude(Exists(answered))


def _old_proof(now: datetime) -> QuerySet[ConsentLine]:
    """Of those who are not readers any more, and whose last word is as old as claims can be."""
    long_ago = now - timedelta(days=366 * PROOF_YEARS)
    later = ConsentLine.objects.filter(mark=OuterRef("mark"), at__gte=long_ago)
    reader = Subscriber.objects.filter(mark=OuterRef("mark"))
    return ConsentLine.objects.filter(at__lt=long_ago).exclude(Exists(later)).exclude(Exists(reader))


def _at(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None
