"""The proof that somebody asked and said yes: what they were told, when, where, and from which network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from dragoman.bulletins.marks import network_mark
from dragoman.bulletins.models import ConsentLine
from dragoman.bulletins.wants import Want

WORDING = "2026-11"
"""The version of the words below. Whoever changes their sense gives them a new one: the proof names it."""


def wording() -> str:
    """What a reader agrees to by sending the form, in their language."""
    return _(
        "Send me these bulletins by e-mail. I can leave with one click in every one of them. "
        "My address is used for nothing else and given to nobody; what I open or click is not recorded."
    )


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Where a step was taken: the address of the form, the network it came from, the language it was in."""

    form_path: str = ""
    network: str = ""
    language: str = ""


def note_step(
    *, step: str, mark: str, where: Circumstance, wants: Iterable[Want] = (), evidence: str = ""
) -> ConsentLine:
    """Add a line to the proof, inside the transaction of what it speaks of."""
    return ConsentLine.objects.create(
        at=datetime.now(UTC),
        mark=mark,
        step=step,
        what=[[want.about, want.value, want.cadence] for want in wants],
        wording=WORDING,
        language=where.language,
        form_path=where.form_path[:300],
        network=network_mark(where.network),
        evidence=evidence,
    )


def proof_of(mark: str) -> list[ConsentLine]:
    """Every step kept for an address, the first first."""
    return list(ConsentLine.objects.filter(mark=mark).order_by("pk")) if mark else []
