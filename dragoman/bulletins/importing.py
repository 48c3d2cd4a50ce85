"""Taking over a list of readers who agreed elsewhere: each line is held against what is known here, and told of.

Nothing is mailed, and nobody is taken in of whom the list does not say how they agreed. Who left, complained or
never wants mail stays away, whatever a list says.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from dragoman.accounts.models import User
from dragoman.bulletins.addresses import Address, read_address
from dragoman.bulletins.calendar import is_zone
from dragoman.bulletins.confirming import want_all, wants_of
from dragoman.bulletins.consent import Circumstance, note_step
from dragoman.bulletins.due import renew_due
from dragoman.bulletins.lists import Line, read_list
from dragoman.bulletins.marks import address_mark
from dragoman.bulletins.models import Subscriber, Suppression
from dragoman.bulletins.terms import BadAddress, Cadence, ConsentStep, NothingWanted, SubscriberState
from dragoman.bulletins.wants import Want, read_want
from dragoman.ledger.services import record
from dragoman.lib.hashing import Json, clean_text
from dragoman.search.models import Count
from dragoman.ui.languages import interface_language

_LEAST_EVIDENCE = 10


class Fate(models.TextChoices):
    """What becomes of a line."""

    ADDED = "added", _("taken in")
    WIDENED = "widened", _("known, gets more")
    KNOWN = "known", _("known, nothing new")
    LEFT = "left", _("left before: stays away")
    SUPPRESSED = "suppressed", _("is not to be written to")
    NO_EVIDENCE = "no evidence", _("left out: how they agreed is not said")
    BAD_ADDRESS = "bad address", _("left out: no address that mail can be sent to")
    BAD_CADENCE = "bad cadence", _("left out: cadence is neither daily nor weekly")
    NO_TOPIC = "no topic", _("left out: no topic that anything is published under")
    TWICE = "twice", _("left out: stands further up already")


_TAKEN = (Fate.ADDED, Fate.WIDENED)
_AWAY = (SubscriberState.UNSUBSCRIBED, SubscriberState.COMPLAINED, SubscriberState.BOUNCED_HARD)


@dataclass(frozen=True, slots=True)
class Told:
    """A line with its fate; ``unknown`` are topics of it that nothing is published under."""

    line: Line
    fate: Fate
    unknown: tuple[str, ...] = ()


def import_list(*, content: bytes, person: User, is_trial: bool) -> list[Told]:
    """The fate of every line; in a trial nothing is kept. Raises ``BadList`` for a file that is no list."""
    lines, topics, seen = read_list(content), _topics(), set[str]()
    with transaction.atomic():
        told = [_take(line, topics, seen) for line in lines]
        if is_trial:
            transaction.set_rollback(True)
        else:
            counts: dict[str, Json] = {str(fate): n for fate, n in Counter(one.fate for one in told).items()}
            record(actor=person.actor, act="readers.imported", subject="bulletins", detail=counts)
    return told


def _take(line: Line, topics: dict[str, str], seen: set[str]) -> Told:
    try:
        address = read_address(line.address)
    except BadAddress:
        return Told(line, Fate.BAD_ADDRESS)
    if address.normal in seen:
        return Told(line, Fate.TWICE)
    seen.add(address.normal)
    if len(clean_text(line.evidence).strip()) < _LEAST_EVIDENCE:
        return Told(line, Fate.NO_EVIDENCE)
    if line.cadence not in {Cadence.DAILY, Cadence.WEEKLY}:
        return Told(line, Fate.BAD_CADENCE)
    wants, unknown = _wants(line, topics)
    if not wants:
        return Told(line, Fate.NO_TOPIC, unknown)
    return Told(line, _keep(line, address, wants), unknown)


def _keep(line: Line, address: Address, wants: list[Want]) -> Fate:
    mark, now = address_mark(address.normal), datetime.now(UTC)
    if Suppression.objects.filter(mark=mark).exists():
        return Fate.SUPPRESSED
    reader = Subscriber.objects.select_for_update().filter(normal=address.normal).first()
    if reader is not None and reader.state in _AWAY:
        return Fate.LEFT
    known = {(want.about, want.value) for want in wants_of(reader)} if reader else set()
    new = [want for want in wants if (want.about, want.value) not in known]
    if not new:
        return Fate.KNOWN
    is_new = reader is None or reader.state == SubscriberState.PENDING
    reader = reader or Subscriber(normal=address.normal, mark=mark, made_at=now)
    if is_new:
        _begin(reader, line, address, now)
    want_all(subscriber=reader, wants=new, now=now)
    renew_due(reader, now)
    note_step(
        step=ConsentStep.IMPORTED,
        mark=mark,
        where=Circumstance("import", "", reader.language),
        wants=new,
        evidence=clean_text(line.evidence).strip(),
    )
    return Fate.ADDED if is_new else Fate.WIDENED


def _begin(reader: Subscriber, line: Line, address: Address, now: datetime) -> None:
    reader.address = address.given
    reader.language = interface_language(line.language)
    reader.zone = line.zone if is_zone(line.zone) else "UTC"
    reader.name = " ".join(clean_text(line.name).split())[:120]
    reader.state, reader.confirmed_at = SubscriberState.ACTIVE, now
    reader.save()


def _topics() -> dict[str, str]:
    """Slugs by slug and by name in small letters, of all topics that anything is published under."""
    rows = list(Count.objects.filter(kind="topic", count__gt=0).values_list("value", "label"))
    return {label.casefold(): slug for slug, label in rows} | {slug: slug for slug, _label in rows}


def _wants(line: Line, topics: dict[str, str]) -> tuple[list[Want], tuple[str, ...]]:
    """What the line's topics mean here, by slug or by name; ``everything`` is one of them."""
    wants, unknown = [], []
    for name in line.topics:
        slug = topics.get(name) or topics.get(name.casefold(), "")
        about = "everything" if name.casefold() == "everything" else "topic"
        try:
            wants.append(read_want(about, slug, line.cadence))
        except NothingWanted:
            unknown.append(name)
    return wants, tuple(unknown)
