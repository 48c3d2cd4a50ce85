"""Statements in ISO 20022 CAMT.053, in any of its versions: the booked credits, one for each transaction in a batch.

The parser resolves no entity, fetches nothing, and refuses documents that declare a type.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from dragoman.giving.statements.lines import MOST_BYTES, MOST_LINES, BadStatement, Credit, with_keys
from dragoman.lib.foreign_xml import BadXml, Element, foreign_root
from dragoman.lib.money import Money, UnknownCurrency, exponent

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053."


def credits_in(data: bytes) -> list[Credit]:
    """Raises ``BadStatement``."""
    if len(data) > MOST_BYTES:
        raise BadStatement(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 2**20})
    try:
        root = foreign_root(data)
    except BadXml as error:
        raise BadStatement(_("The file can’t be read as XML.")) from error
    if not str(root.tag).startswith("{" + _NAMESPACE):
        raise BadStatement(_("This is no CAMT.053 statement."))
    entries = root.findall(".//{*}Stmt/{*}Ntry")
    if len(entries) > MOST_LINES:
        raise BadStatement(_("The statement has no lines, or more than %(most)s.") % {"most": MOST_LINES})
    return list(with_keys(one for entry in entries for one in _credits(entry)))


def _credits(entry: Element) -> Iterator[Credit]:
    if _text(entry, "CdtDbtInd") != "CRDT" or _text(entry, "RvslInd") == "true":
        return
    status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    if status not in {"BOOK", ""}:
        return
    day = _day(_text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm") or _text(entry, "ValDt/Dt"))
    bank_id = _text(entry, "AcctSvcrRef") or _text(entry, "NtryRef")
    parts = entry.findall("{*}NtryDtls/{*}TxDtls")
    whole = _money(entry.find("{*}Amt"))
    if len(parts) < 2:
        yield _credit(parts[0] if parts else entry, entry, day, whole, bank_id)
        return
    for place, part in enumerate(parts, start=1):
        amount = part.find("{*}Amt")
        if amount is None:
            amount = part.find("{*}AmtDtls/{*}TxAmt/{*}Amt")
        if amount is None:
            raise BadStatement("A batch does not say how much each transfer is.")
        yield _credit(part, entry, day, _money(amount), f"{bank_id}#{place}" if bank_id else "")


def _credit(part: Element, entry: Element, day: date, money: Money, bank_id: str) -> Credit:
    payer = _text(part, "RltdPties/Dbtr/Nm") or _text(part, "RltdPties/Dbtr/Pty/Nm")
    structured = [one.text or "" for one in part.findall(".//{*}CdtrRefInf/{*}Ref")]
    free = [one.text or "" for one in part.findall(".//{*}RmtInf/{*}Ustrd")]
    ends = [one for one in [_text(part, "Refs/EndToEndId")] if one and one != "NOTPROVIDED"]
    extra = [] if structured or free else [_text(entry, "AddtlNtryInf")]
    return Credit(day, money, payer, " ".join((*structured, *free, *ends, *extra)), bank_id)


def _money(amount: Element) -> Money:
    if amount is None:
        raise BadStatement("A line has no amount.")
    code, written = str(amount.get("Ccy", "")), str(amount.text or "").strip()
    try:
        digits = exponent(code)
        value = Decimal(written)
        if not value.is_finite() or value <= 0 or value >= 10**13:
            raise BadStatement(f"“{written[:20]}” is no amount.")
        minor = value.scaleb(digits)
    except (InvalidOperation, UnknownCurrency) as error:
        raise BadStatement(f"“{written[:20]} {code[:5]}” is no amount.") from error
    if minor != minor.to_integral_value():
        raise BadStatement(f"“{written[:20]} {code}” has too many digits after the point.")
    return Money(int(minor), code)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise BadStatement(f"“{text[:20]}” is no day.") from error


def _text(element: Element, path: str) -> str:
    found = element.findtext("/".join("{*}" + step for step in path.split("/")))
    return str(found or "").strip()
