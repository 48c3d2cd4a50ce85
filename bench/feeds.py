"""What a feed of twenty costs: CPU time in multiples of an empty page, and queries; kept, unchanged and made anew."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.page import _cpu_ms
from dragoman.archive.views.feeds import FORMS, kept_feeds
from dragoman.ledger.terms import SYSTEM
from tests.factories.clips import published

CLIPS = 40


def measure() -> Iterator[str]:
    for number in range(CLIPS):
        published(SYSTEM, title=f"Night trains will run again, part {number}")
    client = Client(SERVER_NAME="localhost")
    empty = _cpu_ms(lambda: client.get("/healthz"))
    yield f"empty page                     {empty:6.2f} ms of CPU   1.0 x"
    for form in FORMS:
        path = f"/{form}"
        first = client.get(path)
        headers = {"If-None-Match": first["ETag"]}
        for name, ask, prepare in (
            ("kept", lambda path=path: client.get(path), lambda: None),
            ("unchanged (304)", lambda path=path, sent=headers: client.get(path, headers=sent), lambda: None),
            ("made anew", lambda path=path: client.get(path), kept_feeds.clear),
        ):
            prepare()
            with CaptureQueriesContext(connection) as queries:
                ask()
                asked = len(queries)
            cost = _cpu_ms(ask, prepare)
            yield (
                f"{path:<13} {name:<16} {cost:6.2f} ms of CPU {cost / empty:5.1f} x   {asked} queries, "
                f"{len(first.content):,} bytes"
            )
