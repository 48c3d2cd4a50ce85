"""Receipts and credit notes: numbered without a gap, never changed, and naming nobody but by a commitment."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum

from dragoman.giving.models import Addressee, Gift, Paper, Series
from dragoman.giving.months import day_at
from dragoman.giving.services.letters import tell_refunded
from dragoman.giving.signals import receipt_issued
from dragoman.giving.terms import HAD, PaperKind
from dragoman.lib.hashing import Json, canonical, clean_text, digest
from dragoman.lib.record.commitments import new_opening

_LETTERS = {PaperKind.RECEIPT: "", PaperKind.CREDIT_NOTE: "C"}


@transaction.atomic
def keep_papers(*, gift: Gift) -> list[Paper]:
    """Give what is owed for a gift as it stands: its receipt, and a credit note for what went back since."""
    if gift.state not in HAD:
        return []
    made = []
    papers = list(Paper.objects.filter(gift=gift))
    receipt = next((one for one in papers if one.kind == PaperKind.RECEIPT), None)
    if receipt is None:
        receipt = _issue(gift, PaperKind.RECEIPT, gift.amount_minor, None)
        receipt_issued.send(sender=Paper, paper=receipt)
        made.append(receipt)
    credited = sum(one.amount_minor for one in papers if one.kind == PaperKind.CREDIT_NOTE)
    owed = min(gift.refunded_minor + gift.lost_minor, gift.amount_minor) - credited
    if owed > 0:
        note = _issue(gift, PaperKind.CREDIT_NOTE, owed, receipt)
        tell_refunded(paper=note)
        made.append(note)
    return made


def next_serial(*, year: int, kind: PaperKind) -> int:
    """The next number of this legal entity and year. The row is locked until the transaction ends, so that two
    papers never share a number, and a number whose paper was not made after all is given to the next.
    """
    series, _new = Series.objects.get_or_create(prefix=settings.GIVING.prefix, year=year, kind=kind)
    locked = Series.objects.select_for_update().get(pk=series.pk)
    Series.objects.filter(pk=locked.pk).update(last=F("last") + 1)
    return locked.last + 1


def gaps() -> list[str]:
    """Numbers that should be there and are not, and papers whose words are not those of their digest."""
    missing = []
    for series in Series.objects.all():
        papers = Paper.objects.filter(prefix=series.prefix, year=series.year, kind=series.kind)
        known = set(papers.values_list("serial", flat=True))
        missing += [
            _number(series.prefix, series.year, PaperKind(series.kind), one)
            for one in range(1, series.last + 1)
            if one not in known
        ]
    changed = [one.number for one in Paper.objects.all() if digest(one.content.encode()) != one.digest]
    return missing + changed


def credited(gift: Gift) -> int:
    notes = Paper.objects.filter(gift=gift, kind=PaperKind.CREDIT_NOTE)
    return int(notes.aggregate(all=Sum("amount_minor"))["all"] or 0)


def _issue(gift: Gift, kind: PaperKind, amount_minor: int, receipt: Paper | None) -> Paper:
    giving, now = settings.GIVING, datetime.now(UTC)
    day = day_at(now, giving.zone)
    serial = next_serial(year=day.year, kind=kind)
    number = _number(giving.prefix, day.year, kind, serial)
    content: dict[str, Json] = {
        "number": number,
        "kind": kind.value,
        "entity": {
            "name": giving.name,
            "address": list(giving.address),
            "tax_number": giving.tax_number,
            "tax_note": giving.tax_note,
        },
        "wording": giving.country,
        "issued_on": day.isoformat(),
        "received_on": day_at(gift.received_at or now, giving.zone).isoformat(),
        "amount_minor": amount_minor,
        "fee_minor": gift.fee_minor if receipt is None else 0,
        "currency": gift.currency,
        "is_monthly": gift.pledge_id is not None,
        "road": gift.provider,
        "reference": gift.reference,
        "of": receipt.number if receipt else "",
        "to": _made_out_to(gift, day.isoformat()) if receipt is None else json.loads(receipt.content)["to"],
    }
    words = canonical(content)
    return Paper.objects.create(
        kind=kind,
        prefix=giving.prefix,
        year=day.year,
        serial=serial,
        number=number,
        gift=gift,
        amount_minor=amount_minor,
        currency=gift.currency,
        issued_at=now,
        content=words.decode(),
        digest=digest(words),
    )


def _made_out_to(gift: Gift, day: str) -> str:
    """The commitment to the donor's name and address; empty for somebody who gave none, or is erased."""
    if not gift.name and not gift.address:
        return ""
    opening = new_opening(clean_text("\n".join((gift.name, gift.address, gift.country))))
    Addressee.objects.create(
        commitment=opening.commitment,
        salt=opening.salt,
        donor_id=gift.donor_id,
        name=gift.name,
        address=gift.address,
        country=gift.country,
        made_on=day,
    )
    return opening.commitment


def _number(prefix: str, year: int, kind: PaperKind, serial: int) -> str:
    """``G-2026-000123``; of a credit note ``GC-2026-000004``."""
    return f"{prefix}{_LETTERS[kind]}-{year}-{serial:06}"
