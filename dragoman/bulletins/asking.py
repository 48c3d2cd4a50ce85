"""Somebody asks for bulletins: nothing changes yet, a letter with a button goes to the address.

Whether the address is known, suppressed or asked for too often, the answer is the same and takes the same way.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.bulletins.addresses import Address, read_address
from dragoman.bulletins.calendar import is_zone
from dragoman.bulletins.consent import Circumstance, note_step
from dragoman.bulletins.links import confirm_url, own_url, preferences_url
from dragoman.bulletins.marks import address_mark, network_mark
from dragoman.bulletins.models import Confirmation, ConsentLine, Subscriber, Suppression
from dragoman.bulletins.naming import want_name
from dragoman.bulletins.rules import may_have_at_once
from dragoman.bulletins.terms import (
    CONFIRM_DAYS,
    MOST_ASKED_FROM_NETWORK,
    MOST_MAILED_TO_ADDRESS,
    MOST_SUBSCRIPTIONS,
    UNPROVEN,
    Cadence,
    ConsentStep,
    NothingWanted,
    Purpose,
    Sector,
    SubscriberState,
    SuppressedBecause,
    TooManyAsked,
)
from dragoman.bulletins.wants import Want
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written
from dragoman.lib.hashing import clean_text, digest
from dragoman.ui.languages import interface_language


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody filled in. The address is as typed; everything but it and the wants may be left out."""

    address: str
    wants: tuple[Want, ...]
    language: str = "en"
    zone: str = "UTC"
    weekday: int = 0
    name: str = ""
    sector: str = ""
    where: Circumstance = field(default_factory=Circumstance)


@transaction.atomic
def ask(*, asked: Asked) -> None:
    """Send an opt-in letter. Raises ``BadAddress``, ``NothingWanted`` or ``TooManyAsked``, whoever's the address is."""
    address = read_address(asked.address)
    wants = _allowed(asked.wants, address)
    if not wants:
        raise NothingWanted(_("Choose at least one thing to be told of."))
    if len(wants) > MOST_SUBSCRIPTIONS:
        raise NothingWanted(_("That is more than anyone can read: choose fewer."))
    _insist_on_calm(asked.where.network)
    mark = address_mark(address.normal)
    note_step(step=ConsentStep.ASKED, mark=mark, where=asked.where, wants=wants)
    if may_be_mailed(mark):
        details = _details(asked, wants)
        send_confirmation(
            subscriber=_subscriber(address, mark, asked),
            purpose=Purpose.SUBSCRIBE,
            address=address,
            asked=details,
            where=asked.where,
        )


@transaction.atomic
def ask_for_link(*, address: str, where: Circumstance) -> None:
    """Mail a reader the way to their preferences; the same answer for an address that is not known."""
    read = read_address(address)
    _insist_on_calm(where.network)
    mark = address_mark(read.normal)
    # Counted with the opt-ins asked for from this network, and like them gone in a month.
    note_step(step=ConsentStep.ASKED, mark=mark, where=where)
    known = Subscriber.objects.filter(normal=read.normal).exclude(state=SubscriberState.PENDING).first()
    if known is not None and may_be_mailed(mark):
        send_own_link(subscriber=known)


@transaction.atomic
def send_own_link(*, subscriber: Subscriber) -> None:
    """A letter with a link that opens everything for a day, to the reader's own address."""
    now = datetime.now(UTC)
    made = Confirmation.objects.create(
        subscriber=subscriber,
        purpose=Purpose.OWN,
        digest=digest(secrets.token_bytes(24)),  # the letter has a signed link in its place
        mark=subscriber.mark,
        language=subscriber.language,
        made_at=now,
        expires_at=now + timedelta(days=1),
    )
    words = {"address": own_url(subscriber), "preferences": preferences_url(subscriber)}
    post_letter(
        to=subscriber.address,
        written=written("bulletins/letters/own_link.txt", words, subscriber.language),
        slot=f"bulletins:own:{made.pk}",
        language=subscriber.language,
    )


def send_confirmation(
    *,
    subscriber: Subscriber,
    purpose: Purpose,
    address: Address,
    asked: dict[str, object],
    where: Circumstance,
) -> Confirmation:
    """A letter that holds a button and nothing else: no advertisement may stand in it."""
    token, now = secrets.token_urlsafe(24), datetime.now(UTC)
    language = interface_language(where.language or subscriber.language)
    made = Confirmation.objects.create(
        subscriber=subscriber,
        purpose=purpose,
        digest=digest(token.encode()),
        mark=address_mark(address.normal),
        asked=asked,
        language=language,
        form_path=where.form_path[:300],
        made_at=now,
        expires_at=now + timedelta(days=CONFIRM_DAYS),
    )
    words = {
        "address": confirm_url(token, language),
        "names": _names(asked, language),
        "days": CONFIRM_DAYS,
    }
    post_letter(
        to=address.given,
        written=written(f"bulletins/letters/{purpose}.txt", words, language),
        slot=f"bulletins:confirm:{made.pk}",
        language=language,
    )
    return made


def may_be_mailed(mark: str) -> bool:
    """Unless its owner never wants mail from here, or letters enough went there today."""
    if Suppression.objects.filter(mark=mark, because=SuppressedBecause.NEVER).exists():
        return False
    since = datetime.now(UTC) - timedelta(days=1)
    return Confirmation.objects.filter(mark=mark, made_at__gt=since).count() < MOST_MAILED_TO_ADDRESS


def _insist_on_calm(network: str) -> None:
    since, mark = datetime.now(UTC) - timedelta(hours=1), network_mark(network)
    asked = ConsentLine.objects.filter(network=mark, at__gt=since, step__in=UNPROVEN)
    if mark and asked.count() >= MOST_ASKED_FROM_NETWORK:
        raise TooManyAsked(_("Much was asked from where you are in the last hour. Try again in an hour."))


def _allowed(wants: tuple[Want, ...], address: Address) -> tuple[Want, ...]:
    """Each thing once. Who may not have mail at once gets it daily: a refusal would tell whose address it is."""
    once = {(want.about, want.value): want for want in wants}
    if may_have_at_once(address.normal):
        return tuple(once.values())
    return tuple(
        Want(
            one.about, one.value, Cadence.DAILY if one.cadence == Cadence.AT_ONCE else one.cadence, one.label
        )
        for one in once.values()
    )


def _subscriber(address: Address, mark: str, asked: Asked) -> Subscriber:
    """The one row of this address; of a new one nothing is kept yet but the address and when it came."""
    found, _is_new = Subscriber.objects.get_or_create(
        normal=address.normal,
        defaults={
            "address": address.given,
            "mark": mark,
            "language": interface_language(asked.language),
            "made_at": datetime.now(UTC),
        },
    )
    return found


def _details(asked: Asked, wants: tuple[Want, ...]) -> dict[str, object]:
    return {
        "wants": [asdict(want) for want in wants],
        "language": interface_language(asked.language),
        "zone": asked.zone if is_zone(asked.zone) else "UTC",
        "weekday": asked.weekday % 7,
        "name": " ".join(clean_text(asked.name).split())[:120],
        "sector": asked.sector if asked.sector in Sector.values else "",
    }


def _names(asked: dict[str, object], language: str) -> list[str]:
    wants = asked.get("wants", [])
    return [want_name(Want(**one), language) for one in wants] if isinstance(wants, list) else []
