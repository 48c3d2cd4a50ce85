from __future__ import annotations

import sys

import pytest

from dragoman.engines.queue.database import DatabaseQueue
from dragoman.engines.queue.port import ADAPTERS, UnknownQueue, connect
from dragoman.engines.queue.scripted import ScriptedQueue


@pytest.mark.parametrize(("url", "adapter"), [("database://", DatabaseQueue), ("scripted://", ScriptedQueue)])
def test_the_address_chooses_the_engine(url: str, adapter: type) -> None:
    assert type(connect(url)) is adapter


@pytest.mark.parametrize("url", ["", "kafka://here", "redis"])
def test_an_unknown_address_is_refused_in_words(url: str) -> None:
    with pytest.raises(UnknownQueue, match="write database://, redis:// or amqp://"):
        connect(url)


@pytest.mark.parametrize("scheme", sorted(ADAPTERS))
def test_no_engine_connects_before_it_is_used(scheme: str) -> None:
    connect(f"{scheme}://127.0.0.1:9").close()


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kombu", None)
    monkeypatch.delitem(sys.modules, "dragoman.engines.queue.kombu_broker", raising=False)

    with pytest.raises(UnknownQueue, match=r"install dragoman\[queue\]"):
        connect("redis://127.0.0.1:6379/0")
