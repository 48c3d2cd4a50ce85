"""Reading enquiries: the inbox, who else reads, what is counted, what a requester may take away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from django.db.models import Count, Q, QuerySet

from dragoman.accounts.models import User
from dragoman.accounts.terms import Role
from dragoman.enquiries.models import (
    Attachment,
    CannedReply,
    Delivery,
    Demand,
    Enquiry,
    EnquiryClip,
    Expert,
    Message,
    Proposal,
    Reader,
    Requester,
)
from dragoman.enquiries.terms import ON_THE_CLOCK, OPEN, Direction, Kind, Sector, State
from dragoman.enquiries.tokens import hash_of
from dragoman.lib.hashing import Json

_Row = tuple[str, datetime | None, datetime | None]
STILL_HERE = timedelta(minutes=3)
SEEN = (*OPEN, State.DELIVERED, State.CLOSED, State.DECLINED, State.DUPLICATE, State.WITHDRAWN)
"""What the desk sees without asking for what it set aside. Nothing that is not confirmed."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """How the inbox is narrowed; empty takes everything."""

    state: str = ""
    sector: str = ""
    kind: str = ""
    assignee: str = ""
    words: str = ""


def inbox(narrowed: Narrowed = Narrowed()) -> QuerySet[Enquiry]:
    """By the day it is due, urgent ones first. Open ones, or those of one state."""
    found = Enquiry.objects.exclude(state=State.RECEIVED).select_related("requester")
    if narrowed.state:
        found = found.filter(state=narrowed.state)
    elif not narrowed.words:
        found = found.filter(state__in=OPEN)
    for name in ("sector", "kind", "assignee"):
        if value := getattr(narrowed, name):
            found = found.filter(**{name: "" if value == "nobody" else value})
    if narrowed.words:
        words = narrowed.words
        found = found.filter(
            Q(reference__icontains=words)
            | Q(text__icontains=words)
            | Q(requester__name__icontains=words)
            | Q(requester__organisation__icontains=words)
            | Q(requester__email__iexact=words)
        )
    return found.order_by("priority", "due_at", "pk")


def enquiry_at(token: str) -> Enquiry | None:
    """The enquiry of a status link."""
    return Enquiry.objects.filter(status_hash=hash_of(token)).first() if token.isascii() else None


def delivery_at(token: str) -> Delivery | None:
    if not token.isascii():
        return None
    found = Delivery.objects.select_related("enquiry", "publication__clip")
    return found.filter(hash=hash_of(token)).first()


def proposal_at(token: str) -> Proposal | None:
    if not token.isascii():
        return None
    return Proposal.objects.select_related("enquiry", "expert").filter(hash=hash_of(token)).first()


def due_now(now: datetime) -> int:
    """How many are due within a day, or late."""
    return Enquiry.objects.filter(state__in=ON_THE_CLOCK, due_at__lt=now + timedelta(days=1)).count()


def others_reading(enquiry: Enquiry, handle: str, now: datetime) -> tuple[str, ...]:
    """Handles of the others who have it open; says at the same time that this one has."""
    Reader.objects.update_or_create(enquiry=enquiry, handle=handle, defaults={"seen_at": now})
    near = Reader.objects.filter(enquiry=enquiry, seen_at__gt=now - STILL_HERE).exclude(handle=handle)
    return tuple(near.order_by("handle").values_list("handle", flat=True))


def officers() -> list[tuple[str, str]]:
    """Handle and name of everybody who answers requests."""
    found = User.objects.filter(is_active=True, grants__role__in=[Role.OFFICER, Role.EDITOR]).distinct()
    return [(one.handle, one.name) for one in found.order_by("name")]


def replies_in(language: str) -> QuerySet[CannedReply]:
    """In the language of the requester, then in English."""
    return CannedReply.objects.filter(language__in=[language, "en"]).order_by("title", "-language")


def listed_experts() -> QuerySet[Expert]:
    return Expert.objects.filter(is_listed=True)


def open_demands() -> QuerySet[Demand]:
    return Demand.objects.select_related("contact").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Tally:
    """One sector and kind: how many came, are open, were delivered, declined; median days to delivery."""

    sector: str
    kind: str
    received: int
    open: int
    delivered: int
    declined: int
    days: int | None


def statistics(since: datetime | None = None) -> tuple[Tally, ...]:
    """By sector and kind, of what was confirmed and is no spam."""
    found = Enquiry.objects.exclude(state__in=[State.RECEIVED, State.SPAM])
    return _tallies(found.filter(received_at__gte=since) if since else found)


def _tallies(found: QuerySet[Enquiry]) -> tuple[Tally, ...]:
    rows: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    columns = ("sector", "kind", "state", "verified_at", "delivered_at")
    for sector, kind, state, verified, delivered in found.values_list(*columns):
        rows[sector, kind].append((state, verified, delivered))
    return tuple(
        _tally(sector, kind, rows[sector, kind])
        for sector in Sector.values
        for kind in Kind.values
        if (sector, kind) in rows
    )


def _tally(sector: str, kind: str, rows: list[_Row]) -> Tally:
    took = [(delivered - verified).days for _state, verified, delivered in rows if delivered and verified]
    states = [state for state, _verified, _delivered in rows]
    return Tally(
        sector=sector,
        kind=kind,
        received=len(rows),
        open=sum(state in OPEN for state in states),
        delivered=len(took),
        declined=states.count(State.DECLINED),
        days=round(median(took)) if took else None,
    )


@dataclass(frozen=True, slots=True)
class DemandTally:
    kind: str
    received: int
    from_states: int
    complied: int
    partly: int
    refused: int


@dataclass(frozen=True, slots=True)
class Transparency:
    """What of a year may be counted in public."""

    year: int
    tallies: tuple[Tally, ...]
    demands: tuple[DemandTally, ...]


def transparency(year: int) -> Transparency:
    first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    counted = (
        Demand.objects.filter(received_at__gte=first, received_at__lt=last)
        .values("kind")
        .annotate(
            received=Count("pk"),
            from_states=Count("pk", filter=Q(is_from_state=True)),
            complied=Count("pk", filter=Q(state="complied")),
            partly=Count("pk", filter=Q(state="partly")),
            refused=Count("pk", filter=Q(state="refused")),
        )
        .order_by("kind")
    )
    within = Enquiry.objects.filter(received_at__gte=first, received_at__lt=last)
    tallies = _tallies(within.exclude(state__in=[State.RECEIVED, State.SPAM]))
    return Transparency(year, tallies, tuple(DemandTally(**one) for one in counted))


def years_counted() -> tuple[int, ...]:
    """Years in which anything came, latest first."""
    years = {at.year for at in Enquiry.objects.dates("received_at", "year")}
    years |= {at.year for at in Demand.objects.dates("received_at", "year")}
    return tuple(sorted(years, reverse=True))


def export_of(enquiry: Enquiry) -> dict[str, Json]:
    """Everything kept about a requester, for themselves; the desk's own notes are about the work, not in it."""
    who = Requester.objects.filter(enquiry=enquiry).first()
    return {
        "reference": enquiry.reference,
        "sector": enquiry.sector,
        "kind": enquiry.kind,
        "state": enquiry.state,
        "language": enquiry.language,
        "received_at": enquiry.received_at.isoformat(),
        "deadline_at": enquiry.deadline_at.isoformat() if enquiry.deadline_at else None,
        "text": enquiry.text,
        "use": enquiry.use,
        "terms": enquiry.terms,
        "details": enquiry.details,
        "requester": {
            name: getattr(who, name) for name in ("name", "email", "phone", "organisation", "role", "country")
        }
        if who
        else None,
        **_thread_of(enquiry),
    }


def _thread_of(enquiry: Enquiry) -> dict[str, Json]:
    return {
        "clips": [
            link.publication.number
            for link in EnquiryClip.objects.filter(enquiry=enquiry).select_related("publication")
            if link.publication.number
        ],
        "messages": [
            {
                "at": one.at.isoformat(),
                "from": "you" if one.direction == Direction.IN else "desk",
                "text": one.text,
            }
            for one in Message.objects.filter(enquiry=enquiry)
        ],
        "attachments": [
            {"name": one.name, "size_bytes": one.size_bytes, "sha256": one.sha256}
            for one in Attachment.objects.filter(enquiry=enquiry)
        ],
        "deliveries": [
            {
                "made_at": one.made_at.isoformat(),
                "expires_at": one.expires_at.isoformat(),
                "fetched": [{"name": each.name, "at": each.at.isoformat()} for each in one.accesses.all()],
            }
            for one in Delivery.objects.filter(enquiry=enquiry).prefetch_related("accesses")
        ],
        "history": [
            {"at": one.at.isoformat(), "act": one.act, "after": one.after} for one in enquiry.acts.all()
        ],
    }
