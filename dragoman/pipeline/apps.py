from __future__ import annotations

from django.apps import AppConfig


class PipelineConfig(AppConfig):
    name = "dragoman.pipeline"
    label = "pipeline"

    def ready(self) -> None:
        from dragoman.pipeline import (  # noqa: F401, PLC0415  app ready
            bulletins,
            cards,
            clip_films,
            corrections,
            enquiries,
            films,
            frames,
            giving,
            lists,
            quote_index,
            receivers,
            releases,
            search_index,
            sending_bulletins,
            signing_heads,
            steps,
            webhooks,
        )
