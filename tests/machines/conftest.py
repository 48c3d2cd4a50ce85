from __future__ import annotations

import pytest

from dragoman.machines.webhooks import add_webhook


@pytest.fixture
def listener(settings):
    from tests.machines.listening import listen

    settings.WEBHOOKS_INSIDE = True
    heard, server = listen()
    yield heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def webhook(world, listener):
    """Told of everything, at a server of this machine."""
    from dragoman.machines.terms import Event

    return add_webhook(url=listener.url, events=Event.values, person=world.administrator)
