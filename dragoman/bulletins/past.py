"""What was sent: read for the desk, and forgotten when corrections need not reach so far back any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from dragoman.bulletins.mailable import is_mailable
from dragoman.bulletins.models import Delivery, Issue
from dragoman.bulletins.selectors import written_to
from dragoman.bulletins.terms import DELIVERY_DAYS, Cadence, DeliveryState, NewsKind
from dragoman.publications.models import Publication
from dragoman.publications.rules import is_withdrawn


def issue_with(key: str) -> Issue | None:
    return Issue.objects.filter(key=key[:32]).first()


def standing_items(issue: Issue) -> list[tuple[Publication, str]]:
    """What of an issue still stands, each with why it is in it; withdrawn clips where that is what it tells."""
    numbers = [number for number, _edition, _kind in issue.items]
    clips = {clip.number: clip for clip in Publication.objects.filter(number__in=numbers).defer("words")}
    standing = []
    for number, _edition, kind in issue.items:
        clip = clips.get(number)
        stands = is_withdrawn if kind == NewsKind.WITHDRAWN else is_mailable
        if clip is not None and stands(clip):
            standing.append((clip, str(kind)))
    return standing


def deliveries() -> QuerySet[Delivery]:
    """The latest first."""
    return Delivery.objects.select_related("subscriber", "issue").order_by("-pk")


def counts_by_state(cadence: str, since: datetime) -> dict[str, int]:
    """Of one cadence: how many deliveries are in each state, those that are settled since a moment."""
    rows = Delivery.objects.filter(cadence=cadence).order_by()
    settled = rows.filter(settled_at__gte=since) | rows.filter(settled_at=None)
    found = dict(settled.values_list("state").annotate(Count("pk")))
    return {str(state): found.get(state, 0) for state in DeliveryState}


def last_held(cadence: str) -> int:
    """The row that was held last of a cadence; 0 where nothing is held."""
    held = Delivery.objects.filter(cadence=cadence, state=DeliveryState.HELD).order_by("-pk")
    return held.values_list("pk", flat=True).first() or 0


def next_due_at(cadence: str, until: datetime) -> tuple[datetime | None, int]:
    """When the next reader of a cadence is due, and how many are until a moment; at once, nobody knows."""
    name = {Cadence.DAILY: "daily_due_at", Cadence.WEEKLY: "weekly_due_at"}.get(Cadence(cadence))
    if name is None:
        return None, 0
    due = written_to(until).filter(**{f"{name}__lte": until})
    first = written_to(until).order_by(name).exclude(**{name: None}).values_list(name, flat=True).first()
    return first, due.count()


def forget_old_deliveries(*, now: datetime) -> int:
    """Who got what, after a year. Issues stay: nobody is known by them."""
    return Delivery.objects.filter(settled_at__lt=now - timedelta(days=DELIVERY_DAYS)).delete()[0]
