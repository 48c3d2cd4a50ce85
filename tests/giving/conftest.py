from __future__ import annotations

import pytest

from tests.factories.giving import open_giving


@pytest.fixture(autouse=True)
def _giving_is_open(settings):
    settings.GIVING = open_giving()
