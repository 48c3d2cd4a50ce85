"""When the ledger's head is signed: once a day, and within a minute of whatever readers may want to check."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.ledger.attesting import attest_head, is_wanted
from dragoman.ledger.heads import HeadRefused, sign_head
from dragoman.ledger.keys import NoKey
from dragoman.ledger.models import Checkpoint
from dragoman.ledger.selectors import head, latest_checkpoint
from dragoman.ledger.terms import SYSTEM
from dragoman.publications.signals import clip_published, publication_withdrawn

_DAY_S = 24 * 3600
_LOOK_AGAIN_S = 60


@every(_DAY_S, slot="ledger.sign_daily")
def sign_daily(job: JobContext) -> None:
    _sign(job)


@every(_LOOK_AGAIN_S, slot="ledger.sign_behind")
def sign_what_is_behind(job: JobContext) -> None:
    """Files are signed and captions made after the publication: their lines get a head of their own."""
    last, signed = head(), latest_checkpoint()
    if last is not None and (signed is None or signed.size < last.seq):
        _sign(job)


@handles("ledger.sign", refuses=(HeadRefused,))
def sign(job: JobContext) -> None:
    _sign(job)


@receiver(clip_published)
@receiver(publication_withdrawn)
def sign_soon(**_: Any) -> None:  # Any: the signals' own
    queue_job(kind="ledger.sign", args={}, conditions=Conditions(slot="ledger.sign"))


def _sign(job: JobContext) -> None:
    """Without a key nothing is signed and nothing fails: readers and desk go on, and the page says "not yet"."""
    try:
        signed = sign_head(actor=SYSTEM)
    except NoKey as error:
        job.progress(1000, str(error)[:80])
        return
    if signed is not None and is_wanted():
        queue_job(
            kind="ledger.attest",
            args={"size": signed.size},
            conditions=Conditions(slot=f"ledger.attest:{signed.size}"),
        )


@handles("ledger.attest")
def attest(job: JobContext) -> None:
    """Ask for a time stamp and cosignatures; what fails is tried again for a while, and holds nothing back."""
    attest_head(checkpoint=Checkpoint.objects.get(size=job.number("size")))
