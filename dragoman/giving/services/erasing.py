"""What a donor may ask for: all that is known of them, and that it be forgotten but for what accounts must keep."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from dragoman.giving.models import Addressee, Donor, Gift, Paper, Pledge, ProviderEvent, StatementLine
from dragoman.giving.months import today_in
from dragoman.giving.services.letters import slots_of
from dragoman.giving.services.pledging import cancel_pledge
from dragoman.giving.terms import OVER, EndedBy
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.letters.services import forget_letters_about, forget_letters_to

_PERSONAL = ("name", "address", "country", "dedication", "consent", "network", "customer_id")


def export_of(donor: Donor) -> dict[str, Any]:  # Any: JSON
    """Everything that is kept about a donor, for machines to read."""
    return {
        "email": donor.email,
        "name": donor.name,
        "language": donor.language,
        "wall_name": donor.wall_name,
        "known_since": donor.made_at.isoformat(),
        "monthly": [_promise(one) for one in Pledge.objects.filter(donor=donor).order_by("pk")],
        "gifts": [_promise(one) for one in Gift.objects.filter(donor=donor).order_by("pk")],
        "papers": [
            {
                "number": one.number,
                "kind": one.kind,
                "issued_at": one.issued_at.isoformat(),
                "words": one.content,
            }
            for one in Paper.objects.filter(gift__donor=donor).order_by("pk")
        ],
        "made_out_to": list(Addressee.objects.filter(donor=donor).values("name", "address", "country")),
        "bank_lines": list(StatementLine.objects.filter(gift__donor=donor).values("payer", "text")),
        "from_providers": list(_events(donor).values_list("raw", flat=True)),
    }


@transaction.atomic
def erase_donor(*, donor: Donor, actor: Actor = SYSTEM) -> None:
    """Forget who it was. Numbers, days and amounts stay, and names on papers as long as the law wants them."""
    locked = Donor.objects.select_for_update().get(pk=donor.pk)
    if locked.erased_at is not None:
        return
    for pledge in Pledge.objects.filter(donor=locked).exclude(state__in=OVER):
        cancel_pledge(pledge=pledge, by=EndedBy.DONOR)
    email = locked.email
    locked.email = locked.name = locked.wall_name = ""
    locked.erased_at = datetime.now(UTC)
    locked.save()
    blank: dict[str, str] = dict.fromkeys(_PERSONAL, "")
    Gift.objects.filter(donor=locked).update(**blank, is_anonymous=True)
    Pledge.objects.filter(donor=locked).update(**blank, is_anonymous=True)
    StatementLine.objects.filter(gift__donor=locked).update(payer="", text="")
    _events(locked).update(raw="", customer_id="", reason="")
    forget_letters_about(slot=slots_of(locked))
    forget_letters_to(address=email)
    forget_addressees(today=today_in(settings.GIVING.zone))
    record(actor=actor, act="donor.erased", subject=f"donor:{locked.pk}")


def forget_addressees(*, today: date) -> int:
    """Names on papers of erased donors, once the law no longer wants them."""
    years = settings.GIVING.keep_names_years
    last = today.replace(year=today.year - years, month=1, day=1) if years else None
    due = Addressee.objects.filter(donor__erased_at__isnull=False)
    return (due.filter(made_on__lt=last) if last else due).delete()[0]


def _events(donor: Donor) -> QuerySet[ProviderEvent]:
    return ProviderEvent.objects.filter(Q(gift__donor=donor) | Q(pledge__donor=donor))


def _promise(promised: Gift | Pledge) -> dict[str, Any]:  # Any: JSON
    names = (
        "reference", "provider", "amount_minor", "fee_minor", "currency", "state", "name", "address", "country",
        "language", "clip_number", "dedication", "is_anonymous", "consent",
    )  # fmt: skip
    said = {name: getattr(promised, name) for name in names}
    said["made_at"] = promised.made_at.isoformat()
    if isinstance(promised, Gift):
        said["received_at"] = promised.received_at.isoformat() if promised.received_at else None
        said["refunded_minor"] = promised.refunded_minor
    return said
