"""Reading and moving in older pages: per page, against writing one row and one ledger line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction

from dragoman.catalogue.models import Topic
from dragoman.ledger.services import record
from dragoman.ledger.terms import COMMAND_LINE
from dragoman.lib.pages import PageClip, read_page
from dragoman.pipeline.moving_in import move_in

PAGE = """Apr 09, 2024

A Baker On Bread: We Bake Twice A Day And Sleep Once

#7000001 | 02:01
Source: Harbour TV (Norland)

The baker said that they bake twice a day, and that nobody has complained since the new oven came.

Old Baker: "We bake twice. In the morning for those who rise, and at noon for those who did not."

Customer: "I come at noon."
"""
TIMES = 200


def measure() -> Iterator[str]:
    start = time.process_time()
    for _ in range(TIMES):
        page = read_page(PAGE.encode(), name="clip.txt").clips[0]
    reading = (time.process_time() - start) * 1000 / TIMES
    if not isinstance(page, PageClip):
        raise SystemExit("The page was not understood.")
    baseline = _baseline()
    start = time.perf_counter()
    for number in range(TIMES):
        move_in(page=replace(page, number=7_000_001 + number), language="en", actor=COMMAND_LINE)
    moving = (time.perf_counter() - start) * 1000 / TIMES
    yield f"one row and one ledger line {baseline:6.2f} ms   1.0 x"
    yield f"reading a page              {reading:6.2f} ms   {reading / baseline:.1f} x"
    yield f"moving it in                {moving:6.2f} ms   {moving / baseline:.1f} x"


def _baseline() -> float:
    start = time.perf_counter()
    for number in range(TIMES):
        with transaction.atomic():
            Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
            record(actor=COMMAND_LINE, act="topic.filed", subject=f"topic:{number}")
    return (time.perf_counter() - start) * 1000 / TIMES
