"""Withholding words from editions that are out already, so that every digest, proof and signature still holds."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.record.edition import Leaf, join_lines, line_hash, parse_leaf, split_lines, withheld
from dragoman.publications.captioning import CAPTIONED
from dragoman.publications.models import Edition, Publication
from dragoman.publications.sounding import SOUND
from dragoman.publications.terms import TEXTS
from dragoman.translations.reworking import forget_reworkings

Mark = tuple[object, ...]
"""What a leaf is known by, whatever it says: words are withheld wherever a mark of theirs is gone."""


def redact_earlier_editions(
    *, publication: Publication, withhold: Iterable[str] = (), actor: Actor
) -> tuple[str, ...]:
    """What the latest edition changed or took out goes from every earlier one. Returns the hashes withheld.

    So do the earlier words of the sentences and texts to ``withhold`` (labels, and names of ``TEXTS``). A sentence
    that was split or joined since takes with it what it came from and what it became, but never words that stand.
    Call it inside the transaction that publishes an edition of kind redaction.
    """
    *earlier, latest = publication.editions.order_by("ordinal")
    kept = _by_hash(latest)
    family = _Family(latest)
    gone: set[Mark] = {(one,) for one in withhold if one in TEXTS}
    gone |= {("sentence", label) for label in family.of(one for one in withhold if one not in TEXTS)}
    for digest, leaf in _by_hash(earlier[-1]).items():
        if digest not in kept:
            gone |= _marks_gone(leaf, family)
    forget_reworkings(clip=publication.clip)  # what the desk keeps of earlier words, to take a change back
    hashes: dict[str, None] = {}
    for edition in earlier:
        hashes |= dict.fromkeys(_redact(edition, gone, frozenset(kept), publication, actor))
    # Both carry captions. They are made anew in a moment, and until then there are none.
    publication.files.filter(name__in=[CAPTIONED, SOUND]).delete()
    return tuple(hashes)


class _Family:
    """Which labels a sentence came from, and which it became."""

    def __init__(self, edition: Edition) -> None:
        lineage = json.loads(bytes(edition.content))["lineage"]
        self._became: dict[str, list[str]] = {one["label"]: one["successors"] for one in lineage}
        self._came_from: dict[str, list[str]] = {}
        for label, successors in self._became.items():
            for one in successors:
                self._came_from.setdefault(one, []).append(label)

    def of(self, labels: Iterable[str]) -> set[str]:
        found = set(labels)
        return found | _reached(found, self._came_from) | _reached(found, self._became)


def _reached(start: set[str], steps: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        for label in steps.get(waiting.pop(), ()):
            if label not in found:
                found.add(label)
                waiting.append(label)
    return found


def _redact(
    edition: Edition, gone: set[Mark], kept: frozenset[str], publication: Publication, actor: Actor
) -> list[str]:
    lines, hashes = [], []
    for line in split_lines(bytes(edition.lines)):
        leaf = parse_leaf(line)
        digest = line_hash(leaf, line)
        if "withheld" not in leaf and digest not in kept and _marks(leaf) & gone:
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


def _marks(leaf: Leaf) -> set[Mark]:
    kind, language = leaf["leaf"], leaf.get("lang")
    if kind in {"original", "translation"}:
        labels = {leaf["cue"], *leaf.get("of", ())}
        return {mark for label in labels for mark in (("sentence", label), (kind, language, label))}
    if kind == "speaker":  # its key is another one in each edition
        return {(kind, leaf.get("name"), leaf.get("name_original"))}
    if kind == "summary":
        return {(kind,), (kind, language, leaf["at"]), (kind, language, leaf.get("text"))}
    if kind == "context":
        return {(kind, language, leaf.get("text"))}
    return {(kind,)}


def _marks_gone(leaf: Leaf, family: _Family) -> set[Mark]:
    """The marks under which the words of a leaf that is gone may stand in other editions."""
    kind, language = leaf["leaf"], leaf.get("lang")
    if kind in {"original", "translation"}:
        labels = family.of([leaf["cue"], *leaf.get("of", ())])
        return {(kind, language, label) for label in labels}
    return {mark for mark in _marks(leaf) if mark != ("summary",)}
