"""A donor promises: once, or each month until they say otherwise. No money has moved yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dragoman.engines.payment.port import (
    Checkout,
    CheckoutRequest,
    Instructions,
    Interval,
    PaymentError,
    PaymentProvider,
)
from dragoman.engines.payment.references import new_reference
from dragoman.giving.blocking import check_allowed, network_mark
from dragoman.giving.links import status_path, support_path
from dragoman.giving.models import Campaign, Donor, Gift, Pledge
from dragoman.giving.months import today_in
from dragoman.giving.providers import least_and_most, road
from dragoman.giving.terms import OVER, GiftState, GivingRefused, PledgeState
from dragoman.lib.hashing import clean_text
from dragoman.lib.money import Money, money_in_words


@dataclass(frozen=True, slots=True)
class Offer:
    """What a donor fills in, read and checked by the form. ``key`` names the form: sent twice, it is one offer."""

    key: str
    money: Money
    interval: Interval
    road: str
    email: str
    fee_minor: int = 0
    name: str = ""
    address: str = ""
    country: str = ""
    language: str = "en"
    campaign: Campaign | None = None
    clip_number: int | None = None
    dedication: str = ""
    is_anonymous: bool = False
    consent: str = ""


def promise(*, offer: Offer, network: str = "") -> Gift | Pledge:
    """Write a promise down. Raises ``GivingRefused`` in words; the same form again gives the same promise."""
    model = Pledge if offer.interval == Interval.MONTHLY else Gift
    known = model.objects.filter(key=offer.key).first()
    if known is not None:
        return known
    _check_amount(offer.money)
    if road(offer.road) is None:
        raise GivingRefused(_("Choose how you want to pay."))
    mark = network_mark(network)
    check_allowed(email=offer.email, network=network, mark=mark)
    try:
        with transaction.atomic():
            return _write(model, offer, mark)
    except IntegrityError:
        # The same form came a second time meanwhile.
        return model.objects.get(key=offer.key)


def checkout(*, promised: Gift | Pledge) -> Checkout:
    """Where the donor goes on to pay. Raises ``GivingRefused`` where the provider can't be reached or won't."""
    provider = _provider_of(promised)
    monthly = isinstance(promised, Pledge)
    back = settings.SITE_URL + status_path(promised, promised.language)
    request = CheckoutRequest(
        reference=promised.reference,
        key=promised.key,
        money=promised.money,
        interval=Interval.MONTHLY if monthly else Interval.ONCE,
        purpose=_("A gift to %(name)s") % {"name": settings.GIVING.name},
        language=promised.language,
        email=promised.donor.email,
        return_url=back,
        cancel_url=settings.SITE_URL + support_path(promised.language, promised.clip_number),
    )
    try:
        return provider.begin(request)
    except PaymentError as error:
        raise GivingRefused(
            _("The payment page can't be reached now. Nothing was charged; try again in a while.")
        ) from error


def instructions(*, promised: Gift | Pledge) -> Instructions | None:
    """How to pay by oneself, while that is still to be done."""
    provider = road(promised.provider)
    if provider is None or provider.traits.is_hosted:
        return None
    if isinstance(promised, Gift) and promised.state != GiftState.PENDING:
        return None
    if isinstance(promised, Pledge) and promised.state in OVER:
        return None
    return checkout(promised=promised).instructions


def donor_of(email: str, language: str) -> Donor:
    """The donor with this address; made where nobody had it."""
    address = email.strip().lower()
    donor, _made = Donor.objects.get_or_create(email=address, defaults={"language": language})
    return donor


def _check_amount(money: Money) -> None:
    least, most = least_and_most(money.currency)
    if not least.minor <= money.minor <= most.minor:
        language = settings.LANGUAGE_CODE
        raise GivingRefused(
            _("Give from %(least)s to %(most)s.")
            % {"least": money_in_words(least, language), "most": money_in_words(most, language)}
        )


def _provider_of(promised: Gift | Pledge) -> PaymentProvider:
    provider = road(promised.provider)
    if provider is None:
        raise GivingRefused(_("Choose how you want to pay."))
    return provider


def _write(model: type[Gift] | type[Pledge], offer: Offer, mark: str) -> Gift | Pledge:
    today = today_in(settings.GIVING.zone)
    donor = donor_of(offer.email, offer.language)
    fields = {
        "donor": donor,
        "campaign": offer.campaign,
        "key": offer.key,
        "reference": new_reference(),
        "provider": offer.road,
        "amount_minor": offer.money.minor,
        "fee_minor": offer.fee_minor,
        "currency": offer.money.currency,
        "name": " ".join(clean_text(offer.name).split()),
        "address": clean_text(offer.address).strip(),
        "country": offer.country,
        "language": offer.language,
        "clip_number": offer.clip_number,
        "dedication": " ".join(clean_text(offer.dedication).split()),
        "is_anonymous": offer.is_anonymous,
        "consent": offer.consent,
        "network": mark,
    }
    if model is Pledge:
        return Pledge.objects.create(**fields, day=today.day, next_on=today)
    return Gift.objects.create(**fields)


@transaction.atomic
def gift_of_pledge(*, pledge: Pledge, payment_id: str, at: datetime) -> Gift:
    """The gift that a charge of a monthly promise is; made when the first is heard of it."""
    known = Gift.objects.filter(provider=pledge.provider, payment_id=payment_id).first()
    key = f"{pledge.key[:24]}:{at:%Y%m%d%H%M%S%f}:{payment_id[-16:]}"
    return known or copy_of(pledge, payment_id=payment_id, key=key)


def copy_of(promised: Gift | Pledge, *, payment_id: str, key: str) -> Gift:
    """One more gift like this: of the same donor, for the same end, by the same road."""
    return Gift.objects.create(
        pledge=promised if isinstance(promised, Pledge) else promised.pledge,
        payment_id=payment_id,
        key=key[:64],
        **{name: getattr(promised, name) for name in _COPIED},
    )


_COPIED = (
    "donor",
    "campaign",
    "reference",
    "provider",
    "customer_id",
    "amount_minor",
    "fee_minor",
    "currency",
    "name",
    "address",
    "country",
    "language",
    "clip_number",
    "dedication",
    "is_anonymous",
)


@transaction.atomic
def drop_forgotten(*, now: datetime, after: timedelta) -> int:
    """Promises that no money followed for so long are dropped. How many."""
    gifts = Gift.objects.filter(state=GiftState.PENDING, made_at__lt=now - after, events=None)
    pledges = Pledge.objects.filter(state=PledgeState.PENDING, made_at__lt=now - after, gifts=None)
    dropped = gifts.update(state=GiftState.CANCELLED)
    return dropped + pledges.update(state=PledgeState.CANCELLED, ended_at=now, ended_by="dropped")
