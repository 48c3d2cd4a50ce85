from __future__ import annotations

import pytest


@pytest.fixture(scope="session", autouse=True)
def _static_folder():
    """The server of static files wants its folder to be there."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    from dragoman.api.callers import allowance

    allowance.clear()
