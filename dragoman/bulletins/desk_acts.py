"""What the desk does about readers: keep mail from an address, write once more, take the list out. All on record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.bulletins.addresses import read_address
from dragoman.bulletins.asking import may_be_mailed, send_confirmation
from dragoman.bulletins.consent import Circumstance
from dragoman.bulletins.due import renew_due
from dragoman.bulletins.marks import address_mark
from dragoman.bulletins.models import Confirmation, Subscriber, Subscription, Suppression
from dragoman.bulletins.terms import (
    BulletinError,
    EndedBy,
    Purpose,
    SubscriberState,
    SubscriptionState,
    SuppressedBecause,
)
from dragoman.ledger.services import record


@transaction.atomic
def suppress(*, address: str, note: str, person: User) -> Suppression:
    """Nothing is sent to this address any more, whoever asks. Its reader, if it has one, is unsubscribed."""
    mark = address_mark(read_address(address).normal)
    kept, _is_new = Suppression.objects.update_or_create(
        mark=mark,
        defaults={
            "because": SuppressedBecause.NEVER,
            "at": datetime.now(UTC),
            "by": person.handle,
            "note": note[:200],
        },
    )
    now = datetime.now(UTC)
    for reader in Subscriber.objects.select_for_update().filter(mark=mark):
        reader.subscriptions.filter(state=SubscriptionState.ACTIVE).update(
            state=SubscriptionState.ENDED, ended_at=now, ended_by=EndedBy.DESK
        )
        reader.state, reader.unsubscribed_at = SubscriberState.UNSUBSCRIBED, now
        reader.save(update_fields=["state", "unsubscribed_at"])
        renew_due(reader, now)
    record(actor=person.actor, act="address.suppressed", subject=f"suppression:{kept.pk}")
    return kept


@transaction.atomic
def unsuppress(*, address: str, person: User) -> bool:
    """The address may be written to again once its owner subscribes and confirms. False where nothing kept it."""
    found = Suppression.objects.filter(mark=address_mark(read_address(address).normal)).first()
    if found is None:
        return False
    record(
        actor=person.actor,
        act="address.unsuppressed",
        subject=f"suppression:{found.pk}",
        detail={"because": found.because},
    )
    found.delete()
    return True


@transaction.atomic
def resend_opt_in(*, reader: Subscriber, person: User) -> None:
    """Mail the button again to who has not pressed it. Raises ``BulletinError`` where there is nothing to press."""
    last = reader.confirmations.filter(purpose=Purpose.SUBSCRIBE, used_at=None).order_by("-pk").first()
    if reader.state != SubscriberState.PENDING or last is None:
        raise BulletinError(_("There is nothing to confirm."))
    if not may_be_mailed(reader.mark):
        raise BulletinError(_("Letters enough went to this address today."))
    send_confirmation(
        subscriber=reader,
        purpose=Purpose.SUBSCRIBE,
        address=read_address(reader.address),
        asked=_asked(last),
        where=Circumstance(last.form_path, "", last.language),
    )
    record(actor=person.actor, act="reader.opt_in_sent", subject=f"reader:{reader.pk}")


def _asked(last: Confirmation) -> dict[str, object]:
    return dict(last.asked)


def export_list(*, person: User) -> Iterator[str]:
    """Every reader with what they want, as CSV, a piece at a time; that it was taken is on record first."""
    record(actor=person.actor, act="readers.exported", subject="bulletins")
    return _rows()


def _rows() -> Iterator[str]:
    names = ("address", "state", "about", "value", "name", "cadence", "language", "zone", "confirmed_at")
    yield _written(names)
    found = Subscription.objects.filter(state=SubscriptionState.ACTIVE, subscriber__normal__isnull=False)
    for one in found.select_related("subscriber").order_by("subscriber_id", "pk").iterator(2_000):
        reader = one.subscriber
        at = one.confirmed_at.isoformat(timespec="seconds") if one.confirmed_at else ""
        yield _written(
            (
                reader.address,
                reader.state,
                one.about,
                one.value,
                one.label,
                one.cadence,
                reader.language,
                reader.zone,
                at,
            )
        )


def _written(cells: tuple[str, ...]) -> str:
    """A line that no program of tables takes for a formula."""
    line = io.StringIO()
    csv.writer(line).writerow(
        [f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell for cell in cells]
    )
    return line.getvalue()
