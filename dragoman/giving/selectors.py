"""Reading what was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum

from dragoman.giving.models import Appeal, Campaign, Donor, Gift, Paper, Pledge, ProviderEvent, StatementLine
from dragoman.giving.terms import HAD, OVER, EventState, LineState, PledgeState
from dragoman.lib.money import Money


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is. ``permille`` is of the goal, at most 1000; 0 without one."""

    campaign: Campaign
    raised: Money
    goal: Money | None
    permille: int
    gifts: int


@dataclass(frozen=True, slots=True)
class Total:
    money: Money
    gifts: int


def gift_at(token: str) -> Gift | None:
    return Gift.objects.select_related("donor", "campaign").filter(token=token, donor__erased_at=None).first()


def pledge_at(token: str) -> Pledge | None:
    return (
        Pledge.objects.select_related("donor", "campaign").filter(token=token, donor__erased_at=None).first()
    )


def running_campaign(today: date) -> Campaign | None:
    """The one that gifts are asked for today."""
    begun = Campaign.objects.filter(opens_on__lte=today)
    return begun.filter(Q(closes_on=None) | Q(closes_on__gte=today)).first()


def progress_of(campaign: Campaign) -> Progress:
    """What was kept of its gifts, in its own currency."""
    gifts = Gift.objects.filter(campaign=campaign, currency=campaign.currency, state__in=HAD)
    raised = _kept(gifts)
    goal = campaign.goal_minor
    return Progress(
        campaign=campaign,
        raised=Money(raised, campaign.currency),
        goal=Money(goal, campaign.currency) if goal else None,
        permille=min(1000, raised * 1000 // goal) if goal else 0,
        gifts=gifts.count(),
    )


def appeal_in(language: str) -> Appeal | None:
    """What the desk wrote in a language, else in the site's own."""
    known = {
        one.language: one for one in Appeal.objects.filter(language__in=[language, settings.LANGUAGE_CODE])
    }
    return known.get(language) or known.get(settings.LANGUAGE_CODE)


def banner_in(language: str) -> str:
    """What stands on clip pages in a language; nothing where the desk wrote nothing in it."""
    return Appeal.objects.filter(language=language).values_list("banner", flat=True).first() or ""


def wall() -> list[str]:
    """Who wants to be named as a donor, and gave; names alone, in the order of the first gift."""
    gave = Gift.objects.filter(state__in=HAD).values("donor")
    donors = Donor.objects.filter(pk__in=gave).exclude(wall_name="").order_by("pk")
    return list(donors.values_list("wall_name", flat=True)[:2000])


def gifts_of(donor: Donor) -> list[Gift]:
    return list(Gift.objects.filter(donor=donor).prefetch_related("papers").order_by("-pk"))


def pledges_of(donor: Donor) -> list[Pledge]:
    return list(Pledge.objects.filter(donor=donor).order_by("-pk"))


def years_of(donor: Donor) -> list[int]:
    return sorted(set(Paper.objects.filter(gift__donor=donor).values_list("year", flat=True)), reverse=True)


def gifts_matching(state: str, words: str) -> QuerySet[Gift]:
    found = Gift.objects.select_related("donor", "campaign", "pledge").prefetch_related("papers")
    if state:
        found = found.filter(state=state)
    if words:
        plain = words.replace(" ", "")
        found = found.filter(
            Q(reference__iexact=plain)
            | Q(name__icontains=words)
            | Q(donor__email__iexact=words)
            | Q(papers__number__iexact=plain)
        ).distinct()
    return found.order_by("-pk")


def totals(first: date, last: date) -> list[Total]:
    """What was kept of what came in these days, by currency."""
    came = Gift.objects.filter(state__in=HAD, received_at__date__gte=first, received_at__date__lte=last)
    rows = came.values("currency").annotate(
        whole=Sum("amount_minor"), back=Sum("refunded_minor"), lost=Sum("lost_minor"), how_many=Count("pk")
    )
    return [
        Total(Money(one["whole"] - one["back"] - one["lost"], one["currency"]), one["how_many"])
        for one in rows.order_by("currency")
    ]


def running_pledges() -> list[Total]:
    """What is promised each month, by currency."""
    states = (PledgeState.ACTIVE, PledgeState.PAST_DUE)
    rows = Pledge.objects.filter(state__in=states).values("currency")
    return [
        Total(Money(one["whole"], one["currency"]), one["how_many"])
        for one in rows.annotate(whole=Sum("amount_minor"), how_many=Count("pk")).order_by("currency")
    ]


def donors_matching(words: str) -> QuerySet[Donor]:
    known = Donor.objects.filter(erased_at=None)
    if words:
        known = known.filter(
            Q(email__icontains=words) | Q(name__icontains=words) | Q(wall_name__icontains=words)
        )
    return known.order_by("-pk")


def open_lines() -> QuerySet[StatementLine]:
    return StatementLine.objects.filter(state=LineState.OPEN)


def events_set_aside() -> QuerySet[ProviderEvent]:
    return ProviderEvent.objects.filter(state=EventState.SET_ASIDE)


def open_promises() -> tuple[QuerySet[Gift], QuerySet[Pledge]]:
    """What a transfer may be for: single gifts that wait, and monthly ones that run."""
    gifts = Gift.objects.filter(provider="transfer", state__in=("pending", "cancelled"), pledge=None)
    pledges = Pledge.objects.filter(provider="transfer").exclude(state__in=OVER)
    return gifts.order_by("-pk"), pledges.order_by("-pk")


def _kept(gifts: Iterable[Gift] | QuerySet[Gift]) -> int:
    return sum(one.kept.minor for one in gifts)
