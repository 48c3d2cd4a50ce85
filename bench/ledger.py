"""What the ledger costs: an act, walking all lines against reading them as JSON, signing a head, a proof."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator

from django.db import transaction

LINES, ACTS, AT_ONCE = int(os.environ.get("BENCH_LEDGER_LINES", "60000")), 1_000, 1_000


def measure() -> Iterator[str]:
    from dragoman.ledger.heads import sign_head
    from dragoman.ledger.keeping import make_first_key
    from dragoman.ledger.keys import has_key_file
    from dragoman.ledger.selectors import consistency, inclusion
    from dragoman.ledger.terms import SYSTEM
    from dragoman.ledger.verifying import verify_ledger

    if not has_key_file():
        make_first_key(actor=SYSTEM)
    yield f"an act, alone       {ACTS / _seconds(_acts):9,.0f} a second"
    _fill(LINES)
    caught_up = _cpu(lambda: sign_head(actor=SYSTEM))
    sign = _middle(_sign_one_more, 21)
    size = sign_head(actor=SYSTEM).size
    yield f"first head over {size:,} lines that had no tiles: {caught_up:.2f} s of CPU"
    yield f"head after one more line, at {size:,} lines: {sign * 1000:.1f} ms"
    line = _middle(lambda: inclusion(size // 3, size), 21) * 1000
    older = _middle(lambda: consistency(size // 3, size), 21) * 1000
    yield f"proof of a line     {line:9.2f} ms, of an older head {older:.2f} ms"
    plain, chain, whole = (min(_cpu(each) for _ in range(3)) for each in (_plain, _walk, verify_ledger))
    yield f"a plain loop        {size / plain:9,.0f} lines a second (rows read, json.loads, SHA-256)"
    for name, cost in (("chain", chain), ("chain, tree, heads", whole)):
        yield f"{name:<19} {size / cost:9,.0f} lines a second   {cost / plain:.2f} × the plain loop"


def _acts() -> None:
    from dragoman.ledger.services import record
    from dragoman.ledger.terms import SYSTEM

    for number in range(ACTS):
        record(actor=SYSTEM, act="clip.made", subject=f"clip:{number}", detail={"frames": number})


def _fill(lines: int) -> None:
    from dragoman.ledger.services import record
    from dragoman.ledger.terms import SYSTEM

    for first in range(0, lines, AT_ONCE):
        with transaction.atomic():
            for number in range(first, first + AT_ONCE):
                record(
                    actor=SYSTEM,
                    act="cue.changed",
                    subject=f"clip:{number}",
                    detail={"cue": "17", "lang": "zh"},
                )


def _sign_one_more() -> None:
    from dragoman.ledger.heads import sign_head
    from dragoman.ledger.services import record
    from dragoman.ledger.terms import SYSTEM

    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    sign_head(actor=SYSTEM)


def _walk() -> None:
    from dragoman.ledger.chain import first_break

    assert first_break() is None


def _plain() -> None:
    """What anyone would write first."""
    from hashlib import sha256

    from dragoman.ledger.models import Entry

    previous = "0" * 64
    rows = Entry.objects.order_by("seq").values_list("line", "digest")
    for line, digest in rows.iterator(chunk_size=2_000):
        assert json.loads(line)["previous"] == previous
        assert sha256(b"\0" + bytes(line)).hexdigest() == digest
        previous = digest


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _middle(work: Callable[[], object], rounds: int) -> float:
    return sorted(_seconds(work) for _ in range(rounds))[rounds // 2]
