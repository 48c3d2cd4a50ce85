from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "dragoman.ledger"
    label = "ledger"

    def ready(self) -> None:
        from dragoman.ledger import checks  # noqa: F401, PLC0415  app ready
