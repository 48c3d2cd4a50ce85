"""What passing on costs: frames, share pages, cards, in multiples of an empty page; and a film."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.page import _clip_of, _cpu_ms
from dragoman.archive.views import embed
from dragoman.engines.video.port import UNWATCHED
from dragoman.publications.kept_cards import forget_cards
from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.sentence_films import Wanted, make_film
from tests.factories.clips import kept_bytes
from tests.media.generated import moving_picture

_SENTENCES = 121


def measure() -> Iterator[str]:
    number = _clip_of(_SENTENCES)
    client = Client(SERVER_NAME="localhost")
    empty = _cpu_ms(lambda: client.get("/healthz"))
    yield f"empty page                {empty:7.2f} ms of CPU   1.0 x"
    words = f"/embed/{number}?transcript=1"
    card = f"/clips/{number}/s2/card.png"
    for name, path, prepare in (
        ("frame with words, kept", words, lambda: None),
        ("frame with words, anew", words, embed.pages.clear),
        ("oEmbed", f"/oembed?url=http://localhost:8000/{number}", lambda: None),
        ("share page of a sentence", f"/clips/{number}/s2/share", lambda: None),
        ("card, kept", card, lambda: None),
        ("card, drawn", card, lambda: forget_cards(number)),
    ):
        client.get(path)
        prepare()
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked, cost = len(queries), _cpu_ms(lambda path=path: client.get(path), prepare)
        yield f"{name:<25} {cost:7.2f} ms of CPU {cost / empty:5.1f} x   {asked} queries"
    yield _film(number)


def _film(number: int) -> str:
    """Encoding, five seconds of 720 lines: wall time, since most of it is spent in other processes."""
    with tempfile.TemporaryDirectory() as folder:
        sha256, size = kept_bytes(moving_picture(Path(folder) / "clip.mp4", seconds=30).read_bytes())
    film = PublishedFile.objects.filter(publication__number=number, name="clip.mp4")
    film.update(sha256=sha256, unsigned_sha256=sha256, size_bytes=size)
    assert Publication.objects.get(number=number).state == "published"
    start = time.perf_counter()
    made = make_film(wanted=Wanted(number, "2", "en", "en"), watch=UNWATCHED)
    return f"film of a sentence        {time.perf_counter() - start:7.2f} s by the clock, {made.stat().st_size:,} bytes"
