"""What a program may do with its token, and what goes wrong."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Nothing here opens what is not public: a token is a name, and a greater allowance under it."""

    READ = "read", _("read what is published")
    CHECK = "quote-check", _("check quotations")


class TokenRefused(ValueError):
    """The token asked for can't be made; the message says why."""
