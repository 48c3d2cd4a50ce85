"""The words of a paper, in the donor's language: what its frozen content says, and who it is made out to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from dragoman.giving.models import Addressee, Paper
from dragoman.giving.papers.wording import statements, tax_number_called
from dragoman.giving.terms import PaperKind
from dragoman.lib.money import Money, money_in_words
from dragoman.ui.wording import country_name, long_date


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A paper as it is read. ``facts`` are (what it is called, what it says); ``rows`` those of a yearly statement."""

    title: str
    language: str
    entity: tuple[str, ...]
    to: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    statements: tuple[tuple[str, str], ...]
    made_at: datetime
    amount: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    totals: tuple[str, ...] = ()


def filled_in(paper: Paper, language: str) -> FilledIn:
    said = json.loads(paper.content)
    with override(language):
        return FilledIn(
            title=_title(said),
            language=language,
            entity=_entity(said),
            to=_addressee(said["to"]),
            facts=tuple(_facts(said, language)),
            statements=statements(said["wording"], said["kind"]),
            made_at=paper.issued_at,
            amount=_amount(said["amount_minor"], said["currency"], language),
        )


def year_filled_in(papers: Sequence[Paper], year: int, language: str) -> FilledIn:
    """All of a donor's receipts and credit notes of a year on one sheet, with the sum in each currency."""
    kept: dict[str, int] = {}
    rows = []
    for paper in papers:
        sign = 1 if paper.kind == PaperKind.RECEIPT else -1
        kept[paper.currency] = kept.get(paper.currency, 0) + sign * paper.amount_minor
        said = json.loads(paper.content)
        money = _amount(sign * paper.amount_minor, paper.currency, language)
        with override(language):
            rows.append((paper.number, long_date(date.fromisoformat(said["received_on"])), money))
    with override(language):
        last = papers[-1]
        said = json.loads(last.content)
        return FilledIn(
            title=_("Gifts in %(year)s") % {"year": year},
            language=language,
            entity=_entity(said),
            to=_addressee(said["to"]),
            facts=(),
            statements=statements(said["wording"], PaperKind.RECEIPT),
            made_at=datetime(year, 12, 31, 12, tzinfo=UTC),
            rows=tuple(rows),
            totals=tuple(_amount(minor, currency, language) for currency, minor in sorted(kept.items())),
        )


def as_text(paper: FilledIn) -> str:
    """For mail programs, and for whoever reads no PDF."""
    lines = [paper.title, "", *paper.entity, ""]
    if paper.to:
        lines += [*paper.to, ""]
    lines += [f"{name}: {value}" for name, value in paper.facts]
    lines += ["  ".join(row) for row in paper.rows]
    lines += [*paper.totals, "", *(words for _language, words in paper.statements)]
    return "\n".join(lines).strip() + "\n"


def _title(said: dict[str, Any]) -> str:  # Any: JSON
    name = _("Credit note") if said["kind"] == PaperKind.CREDIT_NOTE else _("Receipt for a gift")
    return f"{name} {said['number']}"


def _entity(said: dict[str, Any]) -> tuple[str, ...]:  # Any: JSON
    entity = said["entity"]
    number = f"{tax_number_called(said['wording'])}: {entity['tax_number']}" if entity["tax_number"] else ""
    return tuple(one for one in (entity["name"], *entity["address"], number, entity["tax_note"]) if one)


def _addressee(commitment: str) -> tuple[str, ...]:
    known = Addressee.objects.filter(commitment=commitment).first() if commitment else None
    if known is None:
        return ()
    country = country_name(known.country) if known.country else ""
    return tuple(one for one in (known.name, *known.address.splitlines(), country) if one)


def _facts(said: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:  # Any: JSON
    yield _("Amount"), _amount(said["amount_minor"], said["currency"], language)
    if said["fee_minor"]:
        yield _("Of which for the fee"), _amount(said["fee_minor"], said["currency"], language)
    if said["of"]:
        yield _("Of the receipt"), said["of"]
    yield _("Received on"), long_date(date.fromisoformat(said["received_on"]))
    if said["kind"] == PaperKind.RECEIPT:
        monthly = _("Monthly gift, until it is cancelled") if said["is_monthly"] else _("Single gift")
        yield _("Kind"), monthly
    road = _("Bank transfer") if said["road"] == "transfer" else _("Card")
    yield _("Paid by"), road
    yield _("Reference"), said["reference"]
    yield _("Issued on"), long_date(date.fromisoformat(said["issued_on"]))


def _amount(minor: int, currency: str, language: str) -> str:
    return money_in_words(Money(minor, currency), language)
