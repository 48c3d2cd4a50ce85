from __future__ import annotations

import pytest

from tests.factories.clips import published
from tests.factories.readers import names_in_lists


@pytest.fixture
def names(db):
    """What public lists go by."""
    names_in_lists()


@pytest.fixture
def clip(world):
    """Number 1: about railways and public works, on Meridian TV, with Lin Ruomei."""
    return published(world.editor.actor)
