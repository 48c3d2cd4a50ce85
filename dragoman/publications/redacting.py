"""Withholding words from editions that are out already, so that every digest, proof and signature still holds."""

from __future__ import annotations

from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.record.edition import Leaf, join_lines, line_hash, parse_leaf, split_lines, withheld
from dragoman.publications.models import Edition, Publication
from dragoman.translations.reworking import forget_reworkings

Place = tuple[object, ...]


def redact_earlier_editions(*, publication: Publication, actor: Actor) -> tuple[str, ...]:
    """What the latest edition changed or took out goes from every earlier one. Returns the hashes withheld.

    Call it inside the transaction that publishes an edition of kind redaction.
    """
    *earlier, latest = publication.editions.order_by("ordinal")
    kept = _by_hash(latest)
    gone = {_place(leaf) for digest, leaf in _by_hash(earlier[-1]).items() if digest not in kept}
    forget_reworkings(clip=publication.clip)  # what the desk keeps of earlier words, to take a change back
    hashes: dict[str, None] = {}
    for edition in earlier:
        hashes |= dict.fromkeys(_redact(edition, gone, frozenset(kept), publication, actor))
    return tuple(hashes)


def _redact(
    edition: Edition, gone: set[Place], kept: frozenset[str], publication: Publication, actor: Actor
) -> list[str]:
    lines, hashes = [], []
    for line in split_lines(bytes(edition.lines)):
        leaf = parse_leaf(line)
        digest = line_hash(leaf, line)
        if "withheld" not in leaf and digest not in kept and _place(leaf) in gone:
            line = withheld(line)
            hashes.append(digest)
        lines.append(line)
    for digest in hashes:
        record(
            actor=actor,
            act="edition.redacted",
            subject=f"number:{publication.number}",
            detail={"edition": edition.ordinal, "leaf": digest},
        )
    if hashes:
        # The trigger lets this through because the ledger's last line says so.
        Edition.objects.filter(pk=edition.pk).update(lines=join_lines(lines))
    return hashes


def _by_hash(edition: Edition) -> dict[str, Leaf]:
    found = {}
    for line in split_lines(bytes(edition.lines)):
        leaf = parse_leaf(line)
        found[line_hash(leaf, line)] = leaf
    return found


def _place(leaf: Leaf) -> Place:
    """Where a leaf stands, whatever it says."""
    return (leaf["leaf"], *(leaf.get(name) for name in ("cue", "lang", "key", "at", "where", "gap")))
