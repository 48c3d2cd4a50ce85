"""What every queue engine promises, asked of each of them; the brokers are the real ones."""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import kombu
import pytest
import redis

from dragoman.engines.queue import kombu_broker
from dragoman.engines.queue.port import Queue, QueueUnavailable, connect

REDIS = "redis://127.0.0.1:6379/9"
RABBITMQ = "amqp://guest:guest@127.0.0.1:5672//"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def own_name(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A queue of this test's own: a product running beside it must not see its ids."""
    name = f"dragoman.tests.{uuid.uuid4()}"
    monkeypatch.setattr(kombu_broker, "NAME", name)
    yield name
    with suppress(redis.ConnectionError):
        store = redis.Redis.from_url(REDIS)
        store.delete("nothing", *store.keys(f"*{name}"))
        store.close()
    with suppress(OSError), kombu.Connection(RABBITMQ, connect_timeout=1) as line, line.channel() as channel:
        channel.queue_delete(name)
        channel.exchange_delete(name)


BROKERS = [pytest.param(url, marks=pytest.mark.services) for url in (REDIS, RABBITMQ)]


def broker_at(url: str) -> Queue:
    parts = urlsplit(url)
    if parts.port is not None:
        try:
            socket.create_connection((parts.hostname, parts.port), timeout=1).close()
        except OSError:
            pytest.skip(f"no broker at {parts.hostname}:{parts.port}")
    return connect(url)


@pytest.fixture(params=["scripted://", *BROKERS])
def carrying(request: pytest.FixtureRequest) -> Iterator[Queue]:
    queue = broker_at(request.param)
    yield queue
    queue.close()


@pytest.fixture(params=["database://", "scripted://", *BROKERS])
def any_queue(request: pytest.FixtureRequest) -> Iterator[Queue]:
    queue = broker_at(request.param)
    yield queue
    queue.close()


def test_ids_arrive_once_and_in_order(carrying: Queue) -> None:
    ids = [str(uuid.uuid4()) for _ in range(5)]

    for job_id in ids:
        carrying.deliver(job_id)

    assert [carrying.receive(2.0) for _ in ids] == ids
    assert carrying.receive(0.05) is None


def test_a_waiting_receiver_is_woken(carrying: Queue) -> None:
    carrying.receive(0.01)  # open the line before the id is sent
    sender = threading.Timer(0.1, carrying.deliver, ["woken"])

    sender.start()

    assert carrying.receive(10.0) == "woken"
    sender.join()


def test_nothing_is_received_from_an_empty_queue_without_waiting(carrying: Queue) -> None:
    assert carrying.receive(0.0) is None


def test_many_threads_may_deliver(carrying: Queue) -> None:
    ids = {str(uuid.uuid4()) for _ in range(20)}
    senders = [threading.Thread(target=carrying.deliver, args=[job_id]) for job_id in ids]

    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert {carrying.receive(2.0) for _ in ids} == ids


def test_delivery_and_reception_are_harmless_anywhere(any_queue: Queue) -> None:
    any_queue.deliver(str(uuid.uuid4()))
    any_queue.receive(0.01)
    any_queue.receive(0.0)
    any_queue.close()
    any_queue.close()


@pytest.mark.services
@pytest.mark.parametrize("url", [REDIS, RABBITMQ])
def test_two_receivers_share_the_ids_between_them(url: str) -> None:
    first, second = broker_at(url), broker_at(url)
    ids = {str(uuid.uuid4()) for _ in range(6)}
    for job_id in ids:
        first.deliver(job_id)

    received = [queue.receive(2.0) for _ in range(3) for queue in (first, second)]

    assert (len(received), set(received)) == (6, ids)
    first.close()
    second.close()


@pytest.mark.services
@pytest.mark.parametrize("url", [REDIS, RABBITMQ])
def test_a_foreign_message_is_passed_over(url: str, own_name: str) -> None:
    queue = broker_at(url)
    with kombu.Connection(url) as connection:
        foreign = connection.SimpleQueue(own_name)
        foreign.put({"not": "an id"})
        foreign.put("\x00 garbage", serializer="pickle")
        foreign.close()
    queue.deliver("ours")

    received = [queue.receive(1.0) for _ in range(3)]

    assert [job_id for job_id in received if job_id is not None] == ["ours"]
    queue.close()


@pytest.mark.parametrize("url", ["redis://127.0.0.1:9/0", "amqp://guest:guest@127.0.0.1:9//"])
def test_a_broker_that_is_down_is_said_to_be(url: str) -> None:
    queue = connect(url)

    with pytest.raises(QueueUnavailable):
        queue.deliver("1")
    with pytest.raises(QueueUnavailable, match="a moment ago"):
        queue.deliver("2")
    with pytest.raises(QueueUnavailable):
        queue.receive(0.1)
    queue.close()
