from __future__ import annotations

from dragoman.project.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.journeys.slowed"]  # noqa: F405
