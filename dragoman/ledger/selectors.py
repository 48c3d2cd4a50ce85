"""Reading the ledger: its lines, its signed heads, and the proofs that tie the two."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from dragoman.ledger.chain import Break as Break
from dragoman.ledger.chain import first_break as first_break
from dragoman.ledger.models import Attestation, Checkpoint, Entry
from dragoman.ledger.terms import KEY_ACTS, LEDGER_SUBJECT
from dragoman.ledger.tree import read_tile
from dragoman.lib.record.note import parse_note
from dragoman.lib.record.tiles import TiledTree


def entries_about(subject: str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=subject)


def latest_seq(subject: str) -> int:
    """The last line about ``subject``; 0 when there is none."""
    return entries_about(subject).order_by("-seq").values_list("seq", flat=True).first() or 0


def lines_about(subject: str, size: int | None = None) -> tuple[bytes, ...]:
    """The canonical lines about a subject, in order; only those among the first ``size`` lines, if given."""
    found = entries_about(subject).order_by("seq")
    return _lines(found if size is None else found.filter(seq__lte=size))


def key_lines(size: int | None = None) -> tuple[bytes, ...]:
    """The canonical lines that tell of the ledger's own keys, in order."""
    found = entries_about(LEDGER_SUBJECT).filter(act__in=KEY_ACTS).order_by("seq")
    return _lines(found if size is None else found.filter(seq__lte=size))


def head() -> Entry | None:
    return Entry.objects.order_by("-seq").first()


def latest_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def checkpoint_at(moment: int | date) -> Checkpoint | None:
    """The head signed at this very size of the ledger; or, for a day, the last one signed until its end (UTC)."""
    if isinstance(moment, int):
        return Checkpoint.objects.filter(size=moment).first()
    after = datetime.combine(moment, time.min, UTC) + timedelta(days=1)
    return Checkpoint.objects.filter(signed_at__lt=after).order_by("-size").first()


def first_checkpoint_over(seq: int) -> Checkpoint | None:
    """The first signed head that vouches for a line; None while none does."""
    return Checkpoint.objects.filter(size__gte=seq).order_by("size").first()


def signed_note(checkpoint: Checkpoint) -> str:
    """The head's note with the cosignatures that witnesses have given since."""
    given = checkpoint.attestations.filter(kind=Attestation.Kind.COSIGNATURE).order_by("id")
    lines = [bytes(data).decode() for data in given.values_list("data", flat=True)]
    text = checkpoint.note + "".join(f"{line}\n" for line in lines)
    return parse_note(text).write()


def timestamp_of(checkpoint: Checkpoint) -> bytes | None:
    """The RFC 3161 answer over the head's text (the note without its signatures), if an authority gave one."""
    given = checkpoint.attestations.filter(kind=Attestation.Kind.TIMESTAMP).order_by("id").first()
    return None if given is None else bytes(given.data)


def inclusion(seq: int, size: int) -> tuple[bytes, ...]:
    """The path from a line to the head at ``size``, which must be a signed one. Raises ``BadProof``."""
    return TiledTree(read_tile, size).inclusion(seq - 1)


def consistency(old_size: int, new_size: int) -> tuple[bytes, ...]:
    """What shows that the head at ``old_size`` is a beginning of the signed one at ``new_size``.

    Raises ``BadProof``.
    """
    return TiledTree(read_tile, new_size).consistency(old_size)


def _lines(found: QuerySet[Entry]) -> tuple[bytes, ...]:
    return tuple(bytes(line) for line in found.values_list("line", flat=True))
