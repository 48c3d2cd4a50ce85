"""The cast at the desk, each with a browser of their own, and a draft they work on."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from dragoman.accounts.models import User
from dragoman.publications.models import Publication
from tests.factories import clips
from tests.factories.world import World


@pytest.fixture(scope="session", autouse=True)
def _static_folder() -> None:
    """The server of static files wants its folder to be there."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def monitor(world: World) -> Client:
    return browser_of(world.monitor)


@pytest.fixture
def translator(world: World) -> Client:
    return browser_of(world.translator)


@pytest.fixture
def reviewer(world: World) -> Client:
    return browser_of(world.reviewer)


@pytest.fixture
def editor(world: World) -> Client:
    return browser_of(world.editor)


@pytest.fixture
def administrator(world: World) -> Client:
    return browser_of(world.administrator)


@pytest.fixture
def draft(world: World) -> Publication:
    """Three sentences, Chinese and Russian, rendered in English."""
    return clips.draft(world.monitor.actor)
