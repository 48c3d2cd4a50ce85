"""What a clip page costs: CPU time in multiples of an empty page, queries, bytes over the wire."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dragoman.archive.views.clip import pages
from dragoman.ledger.terms import SYSTEM
from dragoman.publications.models import Publication
from dragoman.publications.services import publish_clip
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.transcripts.services import CueText, write_transcript
from dragoman.translations.services import write_translation
from tests.factories.clips import draft

CUES, WARM, TIMED, ROUNDS = 121, 6, 40, 3
_STATIC = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg))"')


def measure() -> Iterator[str]:
    number = _clip_of(CUES)
    client = Client(SERVER_NAME="localhost")
    address = Publication.objects.get(number=number)
    path = f"/clips/{number}/{address.slug}"
    page = client.get(path)
    packed = len(gzip.compress(page.content))
    yield f"{CUES} sentences in two languages, {len(page.content):,} bytes of HTML, {packed:,} gzipped"
    for name, prepare in (("kept, from memory", _nothing), ("made anew", pages.clear)):
        with CaptureQueriesContext(connection) as queries:
            prepare()
            client.get(path)
            asked = len(queries)
        # Right before, so that both meet the machine in the same mood.
        empty = _cpu_ms(lambda: client.get("/healthz"))
        cost = _cpu_ms(lambda: client.get(path), prepare)
        told = f"{cost:6.2f} ms of CPU {cost / empty:5.1f} x the empty page's {empty:.2f}   {asked} queries"
        yield f"{name:<22} {told}"
    yield f"whole page without media: {_transferred(client, page.content):,} bytes with its files, gzipped where text"


def _nothing() -> None:
    return None


def _cpu_ms(work: Callable[[], object], prepare: Callable[[], object] = _nothing) -> float:
    """The least mean of three rounds; what ``prepare`` does is not counted."""
    rounds = []
    for _ in range(ROUNDS):
        for _ in range(WARM):
            prepare()
            work()
        spent = 0.0
        for _ in range(TIMED):
            prepare()
            start = time.process_time()
            work()
            spent += time.process_time() - start
        rounds.append(spent * 1000 / TIMED)
    return min(rounds)


def _transferred(client: Client, page: bytes) -> int:
    """The page and every static file it names, and those the style sheets name."""
    total, wanted, seen = len(gzip.compress(page)), set(_STATIC.findall(page.decode())), set()
    while wanted - seen:
        address = (wanted - seen).pop()
        seen.add(address)
        path = settings.STATIC_ROOT / address.removeprefix(settings.STATIC_URL).split("?")[0]
        if not path.is_file():
            continue
        data = path.read_bytes()
        total += len(data) if path.suffix == ".woff2" else len(gzip.compress(data))
    return total


def _clip_of(cues: int) -> int:
    publication = draft(SYSTEM, with_words=False)
    clip = publication.clip
    clip.duration_ms = cues * 6000
    clip.save()
    rows = [
        CueText(
            text=f"第{n}句：夜间列车将从五月一日起恢复通行，比原计划提前一个月。",
            in_ms=n * 6000,
            out_ms=n * 6000 + 5500,
            language="zh",
            speaker=("Lin Ruomei", "Vera Sokolskaya", "Reporter")[n // 5 % 3],
        )
        for n in range(cues)
    ]
    transcript = write_transcript(clip=clip, rows=rows, actor=SYSTEM)
    texts = {
        label: f"Sentence {label}: night trains will run again from 1 May, one month earlier than planned."
        for label in transcript.cues.values_list("label", flat=True)
    }
    write_translation(clip=clip, language="en", texts=texts, actor=SYSTEM)
    check_clip(clip=clip, actor=SYSTEM)
    let_everything_pass(clip=clip, reason="Nobody reviews what is measured.", actor=SYSTEM)
    return publish_clip(publication=publication, actor=SYSTEM).number or 0
