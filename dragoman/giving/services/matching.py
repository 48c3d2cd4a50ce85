"""Saying which promise a bank transfer belongs to: by its reference, or by hand. What arrived is what counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.engines.payment.port import Event, EventKind, State, Told
from dragoman.engines.payment.references import references_in
from dragoman.giving.models import Donor, Gift, Pledge, ProviderEvent, StatementLine
from dragoman.giving.services.hearing import hear
from dragoman.giving.services.offering import copy_of
from dragoman.giving.statements.lines import Credit
from dragoman.giving.terms import GiftState, LineState, NotMatched
from dragoman.ledger.services import record
from dragoman.lib.money import Money

_ROAD = "transfer"


@dataclass(frozen=True, slots=True)
class Read:
    """What a statement held: lines that are new, those known already, and those that found their promise."""

    new: int
    known: int
    matched: int
    lines: tuple[tuple[Credit, str], ...]


@transaction.atomic
def take_statement(*, credits: Iterable[Credit], person: User) -> Read:
    """Keep each line once and match what has a reference of ours. The same statement again changes nothing."""
    new = known = matched = 0
    shown = []
    for credit in credits:
        line, is_new = StatementLine.objects.get_or_create(
            key=credit.key,
            defaults={
                "booked_on": credit.booked_on,
                "amount_minor": credit.money.minor,
                "currency": credit.money.currency,
                "payer": credit.payer[:200],
                "text": credit.text[:1000],
            },
        )
        new, known = new + is_new, known + (not is_new)
        promised = promise_for(credit.text) if line.state == LineState.OPEN else None
        if promised is not None:
            match_line(line=line, promised=promised, person=person)
            matched += 1
        shown.append((credit, promised.reference if promised else ""))
    return Read(new, known, matched, tuple(shown))


def look_through(*, credits: Iterable[Credit]) -> Read:
    """What taking the statement would do; nothing is written."""
    new = known = matched = 0
    shown = []
    for credit in credits:
        line = StatementLine.objects.filter(key=credit.key).first()
        is_open = line is None or line.state == LineState.OPEN
        promised = promise_for(credit.text) if is_open else None
        new, known, matched = (
            new + (line is None),
            known + (line is not None),
            matched + (promised is not None),
        )
        shown.append((credit, promised.reference if promised else ""))
    return Read(new, known, matched, tuple(shown))


def promise_for(text: str) -> Gift | Pledge | None:
    """The promise whose reference stands in a bank's text; none where two different ones do."""
    found: list[Gift | Pledge] = []
    for reference in references_in(text):
        pledge = Pledge.objects.filter(provider=_ROAD, reference=reference).first()
        single = Gift.objects.filter(provider=_ROAD, reference=reference, pledge=None).order_by("pk").first()
        found += [one for one in (pledge or single,) if one is not None]
    return found[0] if len(found) == 1 else None


@transaction.atomic
def match_line(*, line: StatementLine, promised: Gift | Pledge, person: User) -> Gift:
    """This money is for that promise. Raises ``NotMatched``."""
    locked = StatementLine.objects.select_for_update().get(pk=line.pk)
    if locked.state == LineState.MATCHED:
        raise NotMatched(_("This line is matched already."))
    gift = _arrived(promised, locked.money, locked.booked_on, f"line:{locked.key}")
    locked.state, locked.gift = LineState.MATCHED, gift
    locked.save(update_fields=["state", "gift"])
    line.refresh_from_db()
    record(actor=person.actor, act="gift.matched", subject=f"gift:{gift.pk}", detail={"line": locked.pk})
    return gift


@transaction.atomic
def ignore_line(*, line: StatementLine, person: User) -> None:
    """It is no gift; its payer's name is not kept."""
    changed = StatementLine.objects.filter(pk=line.pk, state=LineState.OPEN)
    if changed.update(state=LineState.IGNORED, payer="", text=""):
        record(actor=person.actor, act="gift.line_ignored", subject=f"line:{line.pk}")


@transaction.atomic
def receive_by_hand(*, promised: Gift | Pledge, money: Money, on: date, key: str, person: User) -> Gift:
    """Money that came without a statement: a cheque, cash, a transfer seen on a screen. ``key`` makes it once."""
    if money.minor <= 0:
        raise NotMatched(_("Say how much came."))
    known = ProviderEvent.objects.filter(provider=promised.provider, provider_id=f"hand:{key}").first()
    if known is not None and known.gift is not None:
        return known.gift
    gift = _arrived(promised, money, on, f"hand:{key}")
    record(
        actor=person.actor,
        act="gift.received_by_hand",
        subject=f"gift:{gift.pk}",
        detail={"minor": money.minor},
    )
    return gift


@transaction.atomic
def receive_unpromised(*, donor: Donor, name: str, money: Money, on: date, key: str, person: User) -> Gift:
    """Money of somebody who promised nothing here."""
    gift, _new = Gift.objects.get_or_create(
        key=f"desk:{key}"[:64],
        defaults={
            "donor": donor,
            "reference": "",
            "provider": _ROAD,
            "amount_minor": money.minor,
            "currency": money.currency,
            "name": name,
            "language": donor.language,
        },
    )
    return receive_by_hand(promised=gift, money=money, on=on, key=key, person=person)


def _arrived(promised: Gift | Pledge, money: Money, on: date, name: str) -> Gift:
    _make_room(promised, name)
    zone = ZoneInfo(settings.GIVING.zone)
    event = Event(
        provider_id=name,
        kind=EventKind.PAYMENT,
        at=datetime.combine(on, time(12), zone).astimezone(UTC),
        state=State.SUCCEEDED,
        subject_id=name,
        money=money,
    )
    kept = hear(provider=promised.provider, told=Told(event, ""))
    if kept.gift is None:
        raise NotMatched(_("The money fits no gift."))
    return kept.gift


def _make_room(promised: Gift | Pledge, name: str) -> None:
    """Name the gift that the money is: a pledge has one a month, and who pays twice under one reference gives twice."""
    open_states = (GiftState.PENDING, GiftState.CANCELLED, GiftState.FAILED)
    if isinstance(promised, Gift) and promised.state in open_states:
        promised.payment_id = name
        promised.save(update_fields=["payment_id"])
        return
    copy_of(promised, payment_id=name, key=f"came:{name[-58:]}")
