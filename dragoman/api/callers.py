"""Who asks: a program with a token, or a stranger at an address; and how often they may."""

from __future__ import annotations

import time
from collections.abc import Hashable
from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dragoman.api.allowance import Allowance, Taken
from dragoman.api.problems import Refused
from dragoman.machines.terms import Scope
from dragoman.machines.tokens import token_of

allowance = Allowance()


def admit(request: HttpRequest, scope: Scope) -> Taken:
    """Count the question. Raises ``Refused``: 401 for a token that doesn't hold, 403 for one not for this, 429."""
    return _counted(*_caller(request, scope))


def _counted(key: Hashable, most: int) -> Taken:
    taken = allowance.take(key, most, time.monotonic())
    if not taken.is_allowed:
        words = f"At most {most} questions a minute: ask again in {taken.wait_s} s."
        raise Refused(429, words, headers=taken.headers)
    return taken


def _caller(request: HttpRequest, scope: Scope) -> tuple[Hashable, int]:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        return _address(request), settings.API_PER_MINUTE
    token = token_of(secret.strip()) if kind.lower() == "bearer" else None
    if token is None:
        _counted(_address(request), settings.API_PER_MINUTE)  # guessing costs as much as asking
        challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise Refused(401, "The token is not known here, was revoked or has expired.", headers=challenge)
    if scope not in token.scopes:
        challenge = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"'}
        raise Refused(403, f"The token is not for this: it lacks “{scope}”.", headers=challenge)
    return f"token {token.pk}", settings.API_PER_MINUTE_WITH_TOKEN


def _address(request: HttpRequest) -> str:
    """A whole network where one household has 2^64 addresses; one name for those whose address can't be told."""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (ValueError, PermissionDenied):
        return "unknown"
    return str(address) if address.version == 4 else address.exploded[:19]
