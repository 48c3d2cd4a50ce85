"""Every night: what do the providers say happened, and is it what we think? What was lost on the way is taken in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Sum

from dragoman.engines.payment.port import EventKind, PaymentError
from dragoman.giving.models import Gift, Paper, ProviderEvent, Reconciliation, Refund, StatementLine
from dragoman.giving.providers import roads
from dragoman.giving.services.hearing import apply, hear
from dragoman.giving.services.receipting import gaps
from dragoman.giving.terms import HAD, EventState, LineState, PaperKind, RefundState

BACK = timedelta(days=3)
_LATE = timedelta(days=1)


def reconcile(*, now: datetime, back: timedelta = BACK) -> Reconciliation:
    """Compare, mend what can be mended, and write down the rest as findings: (what, which)."""
    since = now - back
    findings: list[list[str]] = []
    late = 0
    for provider in roads():
        try:
            for told in provider.events_since(since):
                known = ProviderEvent.objects.filter(
                    provider=provider.name, provider_id=told.event.provider_id
                ).exists()
                if not known and told.event.kind != EventKind.OTHER:
                    hear(provider=provider.name, told=told, came_late=True)
                    late += 1
        except PaymentError as error:
            findings.append(["unreachable", f"{provider.name}: {error}"[:200]])
    for kept in ProviderEvent.objects.filter(state=EventState.SET_ASIDE).order_by("pk"):
        apply(kept=kept)
    findings += _findings(now)
    return Reconciliation.objects.create(since=since, findings=findings, late_events=late)


def _findings(now: datetime) -> list[list[str]]:
    aside = ProviderEvent.objects.filter(state=EventState.SET_ASIDE, received_at__lt=now - _LATE)
    found = [["set aside", f"event:{pk}"] for pk in aside.values_list("pk", flat=True)]
    waiting = Refund.objects.filter(state=RefundState.ASKED, asked_at__lt=now - _LATE)
    found += [["refund waits", f"refund:{pk}"] for pk in waiting.values_list("pk", flat=True)]
    open_lines = StatementLine.objects.filter(state=LineState.OPEN).count()
    if open_lines:
        found.append(["lines open", str(open_lines)])
    found += [["number", number] for number in gaps()]
    return found + _sums()


def _sums() -> list[list[str]]:
    """Gifts whose receipts and credit notes do not add up to what we kept of them."""
    papers: dict[int, int] = {}
    for gift, kind, minor in Paper.objects.values_list("gift_id", "kind", "amount_minor"):
        papers[gift] = papers.get(gift, 0) + (minor if kind == PaperKind.RECEIPT else -minor)
    gifts = Gift.objects.filter(state__in=HAD)
    return [["sum", f"gift:{one.pk}"] for one in gifts if one.kept.minor != papers.get(one.pk, 0)]


def last_report() -> Reconciliation | None:
    return Reconciliation.objects.first()


def forget_raw(*, now: datetime, after: timedelta = timedelta(days=90)) -> int:
    """The providers' own words go after a while: the facts in them are kept."""
    old = ProviderEvent.objects.filter(received_at__lt=now - after).exclude(raw="")
    return old.exclude(state=EventState.SET_ASIDE).update(raw="")


def received_in(currency: str) -> int:
    """What was kept of all gifts, in minor units."""
    sums = Gift.objects.filter(state__in=HAD, currency=currency).aggregate(
        whole=Sum("amount_minor"), back=Sum("refunded_minor"), lost=Sum("lost_minor")
    )
    return int((sums["whole"] or 0) - (sums["back"] or 0) - (sums["lost"] or 0))
