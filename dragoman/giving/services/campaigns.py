"""What gifts are asked for, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.catalogue.slugs import slug_of
from dragoman.giving.models import Appeal, Campaign
from dragoman.giving.terms import GivingRefused
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import clean_text
from dragoman.lib.money import Money


@dataclass(frozen=True, slots=True)
class CampaignWords:
    title: str
    text: str
    language: str
    goal: Money | None
    currency: str
    opens_on: date
    closes_on: date | None


@transaction.atomic
def save_campaign(*, campaign: Campaign | None, words: CampaignWords, actor: Actor) -> Campaign:
    """Begin a campaign, or change what it says. Raises ``GivingRefused``."""
    if words.closes_on is not None and words.closes_on < words.opens_on:
        raise GivingRefused(_("It can't end before it begins."))
    kept = campaign or Campaign(slug=_free_slug(words.title))
    kept.title, kept.text = " ".join(words.title.split()), clean_text(words.text).strip()
    kept.language, kept.currency = words.language, words.currency
    kept.goal_minor = words.goal.minor if words.goal else None
    kept.opens_on, kept.closes_on = words.opens_on, words.closes_on
    kept.save()
    record(actor=actor, act="campaign.saved", subject=f"campaign:{kept.pk}")
    return kept


@transaction.atomic
def save_appeal(*, language: str, title: str, text: str, banner: str, actor: Actor) -> Appeal:
    """The words that ask for gifts, in one language. Empty ones give way to the product's own."""
    kept, _made = Appeal.objects.get_or_create(language=language)
    kept.title = " ".join(title.split())
    kept.text, kept.banner = clean_text(text).strip(), " ".join(banner.split())
    kept.save()
    record(actor=actor, act="appeal.saved", subject=f"appeal:{language}")
    return kept


def _free_slug(title: str) -> str:
    base = slug_of(title)[:50] or "campaign"
    taken = set(Campaign.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(one for one in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if one not in taken)
