from __future__ import annotations

from django.db import models

from dragoman.engines.payment.port import EventKind
from dragoman.engines.payment.port import State as ProviderState
from dragoman.giving.models.promises import Gift, Pledge
from dragoman.giving.terms import BlockKind, EventState, LineState, RefundState
from dragoman.lib.money import Money


class ProviderEvent(models.Model):
    """What a provider said happened, once each; the raw words go with the donor, the facts stay."""

    provider = models.CharField(max_length=20)
    provider_id = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=[(one.value, one.value) for one in EventKind])
    happened_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ProviderState])
    subject_id = models.CharField(max_length=160, blank=True, db_index=True)
    payment_id = models.CharField(max_length=160, blank=True, db_index=True)
    also_id = models.CharField(max_length=160, blank=True)
    subscription_id = models.CharField(max_length=160, blank=True)
    customer_id = models.CharField(max_length=160, blank=True)
    reference = models.CharField(max_length=40, blank=True, db_index=True)
    amount_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    next_on = models.DateField(null=True)
    reason = models.CharField(max_length=80, blank=True)
    raw = models.TextField(blank=True)
    came_late = models.BooleanField(default=False, help_text="found by asking, not told")
    state = models.CharField(max_length=12, choices=EventState, default=EventState.SET_ASIDE)
    gift = models.ForeignKey(Gift, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "provider"])]
        constraints = [models.UniqueConstraint(fields=["provider", "provider_id"], name="one_event_each")]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome} ({self.provider})"


class Refund(models.Model):
    """Money the desk wants sent back, and what the provider made of it."""

    gift = models.ForeignKey(Gift, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=RefundState, default=RefundState.ASKED)
    trouble = models.CharField(max_length=300, blank=True)
    asked_by = models.CharField(max_length=32)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"refund of {self.gift_id}"


class StatementLine(models.Model):
    """One credit on a bank statement; read twice, it is one line."""

    key = models.CharField(max_length=64, unique=True)
    booked_on = models.DateField()
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    payer = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=LineState, default=LineState.OPEN)
    gift = models.ForeignKey(Gift, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-booked_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.money}"

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)


class Block(models.Model):
    """Whose gifts are not taken. Only a keyed hash of what is blocked is kept, and a note that says why."""

    kind = models.CharField(max_length=8, choices=BlockKind)
    mark = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "mark"], name="one_block_each")]

    def __str__(self) -> str:
        return f"{self.kind} {self.note}"


class Reconciliation(models.Model):
    """What a night's comparison found: counts and numbers of rows, no names."""

    made_at = models.DateTimeField(auto_now_add=True)
    since = models.DateTimeField()
    findings = models.JSONField(default=list)
    late_events = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
