"""What readers change about their bulletins, by the link in each of them or by one mailed for it.

Bulletins are forwarded, so whoever changes something by the lasting link is not known to be the reader: the reader is
told of it by letter. What would hand the bulletins over (another address) is open by a mailed link alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.bulletins.addresses import read_address
from dragoman.bulletins.asking import may_be_mailed, send_confirmation
from dragoman.bulletins.calendar import is_zone, moment_on, zone_of
from dragoman.bulletins.confirming import want_all, wants_of
from dragoman.bulletins.consent import Circumstance, note_step
from dragoman.bulletins.due import renew_due
from dragoman.bulletins.leaving import end
from dragoman.bulletins.links import preferences_url
from dragoman.bulletins.marks import address_mark
from dragoman.bulletins.models import Subscriber, new_secret
from dragoman.bulletins.naming import want_name
from dragoman.bulletins.rules import cadences_for
from dragoman.bulletins.terms import (
    BulletinError,
    ConsentStep,
    Purpose,
    Sector,
    SubscriberState,
    SubscriptionState,
)
from dragoman.bulletins.wants import Want
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written
from dragoman.lib.hashing import clean_text
from dragoman.ui.languages import interface_language

_LONGEST_PAUSE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Settings:
    """How bulletins come: the language, the clock, the day of the weekly one, and whether empty ones come too."""

    language: str
    zone: str
    hour: int
    weekday: int
    wants_empty: bool = False


@transaction.atomic
def choose(
    *, subscriber: Subscriber, cadences: Mapping[int, str], added: tuple[Want, ...], where: Circumstance
) -> bool:
    """Set the cadence of subscriptions by id, empty to end one, and add others.

    True where something is wanted otherwise than before: what ended has a receipt of its own.
    """
    now = datetime.now(UTC)
    fresh = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    allowed = cadences_for(fresh.normal)
    rows = list(fresh.subscriptions.filter(state=SubscriptionState.ACTIVE, pk__in=list(cadences)))
    ended = [one for one in rows if not cadences[one.pk]]
    changed = [
        Want(one.about, one.value, cadences[one.pk], one.label)
        for one in rows
        if cadences[one.pk] in allowed and cadences[one.pk] != one.cadence
    ]
    known = {(one.about, one.value) for one in wants_of(fresh)}
    new = [one for one in added if one.cadence in allowed and (one.about, one.value) not in known]
    taken = want_all(subscriber=fresh, wants=[*changed, *new], now=now)
    if taken:
        _wake(fresh)
        renew_due(fresh, now)
        note_step(step=ConsentStep.CHANGED, mark=fresh.mark, where=where, wants=taken)
    if ended:
        end(subscriber=fresh, subscriptions=ended, where=where)
    return bool(taken)


@transaction.atomic
def change_settings(*, subscriber: Subscriber, said: Settings) -> bool:
    """Raises ``BulletinError`` for a zone or an hour that is none. True where anything changed."""
    if not is_zone(said.zone) or not 0 <= said.hour <= 23 or not 0 <= said.weekday <= 6:
        raise BulletinError(_("Choose a time zone, an hour and a day from the lists."))
    fresh = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    values = {
        "language": interface_language(said.language),
        "zone": said.zone,
        "hour": said.hour,
        "weekday": said.weekday,
        "wants_empty": said.wants_empty,
    }
    changed = [name for name, value in values.items() if getattr(fresh, name) != value]
    for name in changed:
        setattr(fresh, name, values[name])
    if changed:
        fresh.save(update_fields=changed)
        renew_due(fresh, datetime.now(UTC))
    return bool(changed)


@transaction.atomic
def describe(*, subscriber: Subscriber, name: str, sector: str) -> None:
    """Who the reader says they are, which nobody needs to."""
    fresh = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    fresh.name = " ".join(clean_text(name).split())[:120]
    fresh.sector = sector if sector in Sector.values else ""
    fresh.save(update_fields=["name", "sector"])


@transaction.atomic
def pause(*, subscriber: Subscriber, until: date) -> Subscriber:
    """No mail before that day on the reader's clock. Raises ``BulletinError``."""
    fresh = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    today = datetime.now(UTC).astimezone(zone_of(fresh.zone)).date()
    if not today < until <= today + _LONGEST_PAUSE:
        raise BulletinError(_("Choose a day after today, within a year."))
    if fresh.state not in {SubscriberState.ACTIVE, SubscriberState.BOUNCED_SOFT, SubscriberState.PAUSED}:
        raise BulletinError(_("Nothing is sent to you now that could pause."))
    fresh.state, fresh.paused_until = SubscriberState.PAUSED, moment_on(until, 0, fresh.zone)
    fresh.save(update_fields=["state", "paused_until"])
    return fresh


@transaction.atomic
def resume(*, subscriber: Subscriber) -> Subscriber:
    fresh = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if fresh.state == SubscriberState.PAUSED:
        fresh.state, fresh.paused_until = SubscriberState.ACTIVE, None
        fresh.save(update_fields=["state", "paused_until"])
    return fresh


@transaction.atomic
def ask_address(*, subscriber: Subscriber, address: str, where: Circumstance) -> None:
    """Mail a button to the new address; until it is pressed the old one stays. Raises ``BadAddress``.

    For a reader who came by a mailed link. Nothing tells whether the new address is known here.
    """
    read = read_address(address)
    if read.normal == subscriber.normal:
        raise BulletinError(_("That is the address your bulletins go to already."))
    mark = address_mark(read.normal)
    note_step(step=ConsentStep.ADDRESS_ASKED, mark=mark, where=where, wants=wants_of(subscriber))
    if may_be_mailed(mark):
        send_confirmation(
            subscriber=subscriber,
            purpose=Purpose.ADDRESS,
            address=read,
            asked={"address": read.given},
            where=where,
        )


@transaction.atomic
def renew_links(*, subscriber: Subscriber) -> Subscriber:
    """The links into the preferences in all mails so far are over; those that end subscriptions hold on."""
    fresh = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    fresh.secret = new_secret()
    fresh.save(update_fields=["secret"])
    return fresh


def tell_of_change(*, subscriber: Subscriber) -> None:
    """Tell the reader what stands now, once an hour at most."""
    fresh = Subscriber.objects.get(pk=subscriber.pk)
    if fresh.state not in {SubscriberState.ACTIVE, SubscriberState.PAUSED, SubscriberState.BOUNCED_SOFT}:
        return
    words = {
        "names": [want_name(want, fresh.language) for want in wants_of(fresh)],
        "reader": fresh,
        "paused_until": fresh.paused_until.astimezone(zone_of(fresh.zone)) if fresh.paused_until else None,
        "address": preferences_url(fresh),
    }
    post_letter(
        to=fresh.address,
        written=written("bulletins/letters/changed.txt", words, fresh.language),
        slot=f"bulletins:changed:{fresh.pk}:{datetime.now(UTC):%Y%m%d%H}",
        language=fresh.language,
    )


def _wake(subscriber: Subscriber) -> None:
    """Who chose to leave everything and now wants something again is written to again."""
    if subscriber.state == SubscriberState.UNSUBSCRIBED:
        subscriber.state, subscriber.unsubscribed_at = SubscriberState.ACTIVE, None
        subscriber.save(update_fields=["state", "unsubscribed_at"])
