from __future__ import annotations

from django.db import models

from dragoman.accounts.models import User
from dragoman.machines.terms import DeliveryState


class Token(models.Model):
    """A program's name with us. The secret itself is nowhere: it is random enough that its SHA-256 hides it."""

    name = models.CharField(max_length=80)
    beginning = models.CharField(max_length=12, help_text="of the secret, to tell tokens apart")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["revoked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"


class Webhook(models.Model):
    """An address that is told. The secret is kept, since every call is signed with it."""

    url = models.URLField(max_length=500)
    events = models.JSONField(default=list)
    secret = models.CharField(max_length=80)
    # Until then calls carry a signature with the secret before, too, so that nobody misses one while changing.
    previous_secret = models.CharField(max_length=80, blank=True)
    previous_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    failures = models.PositiveIntegerField(default=0, help_text="deliveries given up since one arrived")
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One thing that happened, to be told to one address; written in the transaction in which it happens."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    uid = models.CharField(max_length=40, unique=True, help_text="the same for every attempt")
    event = models.CharField(max_length=32)
    number = models.PositiveBigIntegerField(null=True)
    edition = models.PositiveIntegerField(default=0)
    body = models.TextField()
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "event", "number", "edition"],
                condition=models.Q(number__isnull=False),
                name="one_delivery_per_event",
            )
        ]
        indexes = [models.Index(fields=["state", "next_at"])]

    def __str__(self) -> str:
        return f"{self.event} {self.uid}"


class Attempt(models.Model):
    """One call, and what came of it."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField()
    status = models.PositiveIntegerField(null=True, help_text="empty where nobody answered")
    error = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=500, blank=True, help_text="how the answer began")
    took_ms = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.status or self.error}"
