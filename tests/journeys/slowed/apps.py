from __future__ import annotations

import time

from django.apps import AppConfig


class SlowedConfig(AppConfig):
    name = "tests.journeys.slowed"
    label = "slowed"

    def ready(self) -> None:
        from dragoman.ledger import services

        last_entry = services._last_entry

        def slowly():
            time.sleep(0.3)
            return last_entry()

        services._last_entry = slowly
