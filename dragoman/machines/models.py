from __future__ import annotations

from django.db import models

from dragoman.accounts.models import User


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
