from __future__ import annotations

from django.apps import AppConfig


class WritingsConfig(AppConfig):
    name = "dragoman.writings"
    label = "writings"

    def ready(self) -> None:
        from dragoman.ui.frame import tell  # noqa: PLC0415  app ready
        from dragoman.writings.framing import frame_of_the_site  # noqa: PLC0415  app ready

        tell(frame_of_the_site)
