"""The register of where clips are cited: told by readers, decided at the desk, shown on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.corrections.errors import AlreadyDecided, NotTheirs, UseRefused
from dragoman.corrections.models import Use
from dragoman.corrections.rules import can_decide_uses
from dragoman.corrections.services import MOST_PER_HOUR, forget_recipient, network_mark, note_recipient
from dragoman.corrections.signals import use_decided, use_received
from dragoman.corrections.terms import NEXT_USE_STATES, RecipientKind, UseState
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.hashing import clean_text
from dragoman.publications.models import Publication


@dataclass(frozen=True, slots=True)
class ToldUse:
    """What a reader tells: where the clip is cited. Nothing about themselves."""

    address: str
    title: str
    kind: str
    publisher: str = ""
    published_on: date | None = None
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublicUse:
    """A citation as a page shows it."""

    address: str
    host: str
    title: str
    publisher: str
    kind: str
    label: str
    published_on: date | None


@transaction.atomic
def tell_use(*, publication: Publication, told: ToldUse, address: str = "") -> Use:
    """Take what a reader tells; the same place told twice is kept once. Raises ``UseRefused`` in words."""
    place, title = _place(told.address), _line(told.title, 300)
    if not title:
        raise UseRefused(_("Give the title under which it was published."))
    if known := Use.objects.filter(publication=publication, address=place).first():
        return known
    network = network_mark(address)
    if _is_flood(network):
        raise UseRefused(_("Much came from where you are in the last hour. Try again in an hour."))
    last = publication.editions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 1
    use = Use.objects.create(
        publication=publication,
        label=told.label,
        edition=last,
        address=place,
        title=title,
        publisher=_line(told.publisher, 200),
        published_on=told.published_on,
        kind=told.kind,
        note=clean_text(told.note).strip()[:1000],
        network=network,
    )
    record(
        actor=SYSTEM,
        act="use.received",
        subject=f"number:{publication.number}",
        detail={"use": use.pk, "cue": use.label, "kind": use.kind},
    )
    _announce(use_received, use)
    return use


@transaction.atomic
def accept_use(*, use: Use, person: User) -> Use:
    """Put it on the page, and enter the place among those that a correction must reach."""
    moved = _move(use, UseState.ACCEPTED, person)
    number = moved.publication.number
    if number is not None:
        note_recipient(kind=RecipientKind.CITATION, number=number, edition=moved.edition, whom=moved.address)
    return moved


@transaction.atomic
def decline_use(*, use: Use, person: User) -> Use:
    """Leave it off the page: it does not cite the clip, or is no place to lead readers to."""
    return _move(use, UseState.DECLINED, person)


@transaction.atomic
def remove_use(*, use: Use, person: User) -> Use:
    """Take it off the page again; corrections reach it no more."""
    moved = _move(use, UseState.REMOVED, person)
    forget_recipient(kind=RecipientKind.CITATION, whom=moved.address[:255])
    return moved


def uses_of(number: int) -> tuple[PublicUse, ...]:
    """Where a published clip is cited, as readers see it; the latest first."""
    found = Use.objects.filter(publication__number=number, state=UseState.ACCEPTED)
    return tuple(
        PublicUse(
            one.address,
            host_of(one.address),
            one.title,
            one.publisher,
            one.kind,
            one.label,
            one.published_on,
        )
        for one in sorted(found, key=lambda one: (one.published_on or date.min, one.pk), reverse=True)
    )


def waiting_uses() -> int:
    return Use.objects.filter(state=UseState.RECEIVED).count()


def all_uses(*, only_waiting: bool) -> QuerySet[Use]:
    """Latest first, with what they cite."""
    found = Use.objects.select_related("publication__clip").defer("publication__words")
    return found.filter(state=UseState.RECEIVED) if only_waiting else found


def host_of(address: str) -> str:
    return urlsplit(address).hostname or ""


def _is_flood(network: str) -> bool:
    since = datetime.now(UTC) - timedelta(hours=1)
    return (
        bool(network) and Use.objects.filter(network=network, received_at__gt=since).count() >= MOST_PER_HOUR
    )


def _place(address: str) -> str:
    """An address on the web that a link may lead to."""
    place = _line(address, 501)
    try:
        parts = urlsplit(place)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        usable = False
    if not usable or len(place) > 500 or " " in place:
        raise UseRefused(_("Give the address of the page, beginning with https://."))
    return place


def _move(use: Use, state: UseState, person: User) -> Use:
    if not can_decide_uses(person):
        raise NotTheirs(_("Only a reviewer or an editor decides this."))
    fresh = Use.objects.select_for_update().select_related("publication").get(pk=use.pk)
    if state not in NEXT_USE_STATES[fresh.state]:
        raise AlreadyDecided(
            _("This citation is %(now)s: it can’t become %(next)s.")
            % {"now": UseState(fresh.state).label, "next": state.label}
        )
    fresh.state, fresh.decided_by, fresh.decided_at = state, person.handle, datetime.now(UTC)
    fresh.save(update_fields=["state", "decided_by", "decided_at"])
    record(
        actor=person.actor,
        act=f"use.{state}",
        subject=f"number:{fresh.publication.number}",
        detail={"use": fresh.pk, "cue": fresh.label},
    )
    _announce(use_decided, fresh)
    return fresh


def _announce(signal: Signal, use: Use) -> None:
    transaction.on_commit(lambda: signal.send(sender=Use, use=use))


def _line(text: str, most: int) -> str:
    return " ".join(clean_text(text).split())[:most]
