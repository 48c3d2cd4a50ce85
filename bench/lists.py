"""What lists cost, with few clips and with many: ``BENCH_CLIPS`` says how many (12,000)."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.test import Client

from bench.costs import Cost, cost_of, told
from bench.made_up import make_clips
from dragoman.archive.cards import kept_cards
from dragoman.archive.listing import lists
from dragoman.search import facets, selectors, services
from dragoman.search.filing import cursor_of
from dragoman.search.models import Filing
from dragoman.search.selectors import Filters

FEW = 840
CLIPS = int(os.environ.get("BENCH_CLIPS", "12000"))


def measure() -> Iterator[str]:
    make_clips(FEW)
    client = Client(SERVER_NAME="localhost")
    empty = cost_of(lambda: client.get("/healthz"))
    yield told("empty page", empty, empty)
    yield f"{FEW:,} clips"
    yield from _measured(client, empty)
    make_clips(CLIPS - FEW, first_number=2_000_001)
    yield f"{CLIPS:,} clips"
    yield from _measured(client, empty)


def _measured(client: Client, empty: Cost) -> Iterator[str]:
    page = client.get("/clips")
    yield f"a list of 50: {len(page.content):,} bytes, br {_sent(client, 'br'):,}, gzip {_sent(client, 'gzip'):,}"
    oldest = Filing.objects.filter(kind="everything").order_by("standing")[50].standing
    last, inside = f"/clips?before={cursor_of(oldest)}", "/clips?topic=topic-0"
    for name, address in (
        ("list", "/clips"),
        ("its last page", last),
        ("inside the largest topic", inside),
        ("topic and year", f"{inside}&year=2020"),
        ("page of the largest topic", "/topics/topic-0"),
    ):
        yield told(f"{name}, kept", cost_of(lambda at=address: client.get(at)), empty)  # type: ignore[misc]
        made = cost_of(lambda at=address: client.get(at), lists.clear)  # type: ignore[misc]
        yield told(f"{name}, made of kept cards and counts", made, empty)
    yield told("list, no card kept", cost_of(lambda: client.get("/clips"), _no_card), empty)
    yield told("inside a topic, nothing kept", cost_of(lambda: client.get(inside), _nothing_kept), empty)
    yield told("publishing: one clip filed and counted again", cost_of(_file_one), empty)


def _sent(client: Client, coding: str) -> int:
    return len(client.get("/clips", headers={"accept-encoding": coding}).content)


def _no_card() -> None:
    lists.clear()
    kept_cards.clear()


def _nothing_kept() -> None:
    """As the first reader after a publication finds it."""
    _no_card()
    facets._all.cache_clear()
    facets._within.cache_clear()
    selectors._counted.cache_clear()


def _file_one() -> None:
    entries = selectors.run(filters=Filters()).entries
    found = next(one for one in entries if isinstance(one, selectors.Place))
    services.file_publication(publication=services.Publication.objects.get(pk=found.publication))
