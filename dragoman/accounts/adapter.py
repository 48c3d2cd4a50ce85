"""How signing in behaves: nobody signs up by themselves, and nobody can be locked out by a stranger."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:  # Any: allauth's form
        """Failed attempts are counted by account and address together."""
        account: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account} from {self.get_client_ip(request)}"
