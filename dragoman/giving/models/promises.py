from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q

from dragoman.giving.terms import (
    ADDRESS_LENGTH,
    DEDICATION_LENGTH,
    NAME_LENGTH,
    EndedBy,
    GiftState,
    PledgeState,
)
from dragoman.lib.money import Money


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Campaign(models.Model):
    """What gifts are asked for, for a time, with a goal that everyone sees."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=16, default="en", help_text="of title and text")
    goal_minor = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-opens_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Appeal(models.Model):
    """The words that ask for gifts, in one language; the desk writes them."""

    language = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    banner = models.CharField(max_length=240, blank=True, help_text="on clip pages; empty: none")

    def __str__(self) -> str:
        return self.language


class Donor(models.Model):
    """Who gives, known by an e-mail address. Erasing blanks the row; gifts keep pointing at it."""

    email = models.EmailField(blank=True)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    language = models.CharField(max_length=16, default="en")
    wall_name = models.CharField(max_length=NAME_LENGTH, blank=True, help_text="empty: not on the wall")
    links_since = models.DateTimeField(null=True, blank=True, help_text="links mailed before open nothing")
    made_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="one_donor_per_address")
        ]

    def __str__(self) -> str:
        return f"donor {self.pk}"


class Promise(models.Model):
    """What a gift and a monthly promise share: whose, how much, by which road, and what was said with it."""

    donor = models.ForeignKey(Donor, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    key = models.CharField(max_length=64, unique=True, help_text="of the form: sent twice, it is one promise")
    reference = models.CharField(max_length=25, db_index=True)
    provider = models.CharField(max_length=20)
    customer_id = models.CharField(max_length=120, blank=True)
    amount_minor = models.PositiveBigIntegerField()
    fee_minor = models.PositiveBigIntegerField(default=0, help_text="of the amount, added for the fee")
    currency = models.CharField(max_length=3)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=16, default="en")
    clip_number = models.PositiveBigIntegerField(null=True, blank=True)
    dedication = models.CharField(max_length=DEDICATION_LENGTH, blank=True)
    is_anonymous = models.BooleanField(default=False)
    consent = models.TextField(blank=True, help_text="the terms beside the button, as they were shown")
    network = models.CharField(max_length=32, blank=True, db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)


class Pledge(Promise):
    """A monthly promise. Days after the 28th mean the last day of shorter months."""

    provider_id = models.CharField(max_length=120, blank=True, help_text="the provider's subscription")
    state = models.CharField(max_length=12, choices=PledgeState, default=PledgeState.PENDING)
    wanted = models.CharField(max_length=12, blank=True, help_text="what the donor last said: paused, active")
    wanted_at = models.DateTimeField(null=True, blank=True)
    day = models.PositiveSmallIntegerField()
    next_on = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(
        default=0, help_text="charges in vain since the last one that came"
    )
    began_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=12, choices=EndedBy, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "provider_id"],
                condition=~Q(provider_id=""),
                name="one_pledge_per_subscription",
            ),
            models.CheckConstraint(condition=Q(day__gte=1, day__lte=31), name="pledge_day_is_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.money} monthly"


class Gift(Promise):
    """One sum of money, promised or received. Its state follows from the provider's events, and from nothing else."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, null=True, blank=True, related_name="gifts")
    payment_id = models.CharField(max_length=120, blank=True)
    also_id = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=14, choices=GiftState, default=GiftState.PENDING)
    refunded_minor = models.PositiveBigIntegerField(default=0)
    lost_minor = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "received_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "payment_id"], condition=~Q(payment_id=""), name="one_gift_per_payment"
            )
        ]

    def __str__(self) -> str:
        return str(self.money)

    @property
    def kept(self) -> Money:
        """What remains with us of what arrived."""
        arrived = self.amount_minor if self.received_at else 0
        return Money(max(arrived - self.refunded_minor - self.lost_minor, 0), self.currency)
