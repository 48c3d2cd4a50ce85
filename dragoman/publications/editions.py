"""Making an edition: the words are frozen, written as bytes, chained to the edition before and told to the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import clean_text, digest
from dragoman.publications.canonical import Written, read_edition, salts_of, write_edition
from dragoman.publications.comparing import Differences, differences
from dragoman.publications.content import Content, Fate
from dragoman.publications.errors import NotPublishable
from dragoman.publications.freezing import EditionStamp, freeze
from dragoman.publications.models import Edition, Publication
from dragoman.publications.redacting import redact_earlier_editions
from dragoman.publications.signals import publication_corrected
from dragoman.publications.terms import Change, EditionKind
from dragoman.publications.tracks import tracks_in
from dragoman.publications.typos import more_than_spelling


def make_edition(*, publication: Publication, change: Change, at: datetime, actor: Actor) -> Content:
    """The next edition of a numbered publication. Call it inside the transaction that publishes."""
    last = publication.editions.order_by("-ordinal").first()
    stamp = EditionStamp(
        number=publication.number or 0,
        ordinal=last.ordinal + 1 if last else 1,
        kind=change.kind,
        public_note=clean_text(change.public_note).strip(),
        published_at=at,
        previous=last.digest if last else "",
    )
    content = freeze(publication.clip, stamp)
    if last is None:
        content = replace(content, lineage=())  # nobody has seen a label that is gone
        keep_edition(publication=publication, content=content, last=None, actor=actor)
        return content
    old = read_edition(bytes(last.content), bytes(last.lines))
    content = replace(content, lineage=told_lineage(content, old))
    changed = differences(old, content)
    _check_kind(change.kind, content, changed)
    keep_edition(publication=publication, content=content, last=last, actor=actor)
    if change.kind == EditionKind.REDACTION:
        redact_earlier_editions(publication=publication, withhold=change.withhold, actor=actor)
    _announce(content, old, changed)
    return content


def told_lineage(content: Content, old: Content) -> tuple[Fate, ...]:
    """What became of labels that readers have seen, over those they have not where the way leads through them."""
    fates = {fate.label: fate for fate in content.lineage}
    seen = {line.label for line in old.lines} | {fate.label for fate in old.lineage}
    seen |= {one.label for track in old.translations for one in track.renderings}
    told: dict[str, Fate] = {}
    waiting = [label for label in fates if label in seen]
    while waiting:
        label = waiting.pop()
        if label in fates and label not in told:
            told[label] = fates[label]
            waiting += fates[label].successors
    return tuple(fate for fate in content.lineage if fate.label in told)


def keep_edition(
    *, publication: Publication, content: Content, last: Edition | None, actor: Actor
) -> Edition:
    """Write an edition down for good. Leaves that stood in the last one keep their salt, and so their hash."""
    written = write_edition(content, salts_of(bytes(last.lines)) if last else None)
    edition = Edition.objects.create(
        publication=publication,
        ordinal=content.edition,
        kind=content.kind,
        public_note=content.public_note,
        content=written.header,
        lines=written.lines,
        digest=written.digest,
        previous=content.previous,
        published_at=content.published_at,
    )
    _tell_ledger(content, written, actor)
    return edition


def _tell_ledger(content: Content, written: Written, actor: Actor) -> None:
    """The edition by its digest and root, and each caption file that its words make."""
    subject = f"number:{content.number}"
    record(
        actor=actor,
        act="edition.published",
        subject=subject,
        detail={
            "edition": content.edition,
            "digest": written.digest,
            "kind": str(content.kind),
            "root": written.root,
        },
    )
    for name, data in tracks_in(content).items():
        record(
            actor=actor,
            act="track.published",
            subject=subject,
            detail={
                "edition": content.edition,
                "language": name.removesuffix(".vtt"),
                "name": name,
                "sha256": digest(data),
            },
        )


def _check_kind(kind: str, content: Content, changed: Differences) -> None:
    """A change is what it is called: nothing grave goes out as spelling, nothing changed as an addition."""
    if kind == EditionKind.ADDITION:
        _check_addition(changed)
    elif kind == EditionKind.TYPO and (reasons := more_than_spelling(content, changed)):
        raise NotPublishable(
            _("This is more than spelling (%(reasons)s): say what kind of change it is.")
            % {"reasons": "; ".join(reasons[:3])}
        )


def _check_addition(changed: Differences) -> None:
    """An addition adds a language or a sentence; whoever quoted the edition before has lost nothing."""
    touched = [one.label for one in changed.sentences if any(side.before for side in one.sides)]
    touched += [one.name for one in changed.texts if one.before]
    if touched:
        raise NotPublishable(
            _(
                "Published words changed (%(places)s), so this is not an addition: say what kind of change it is."
            )
            % {"places": ", ".join(f"s{one}" if one[:1].isdigit() else one for one in touched[:5])}
        )


def _announce(new: Content, old: Content, changed: Differences) -> None:
    transaction.on_commit(
        lambda: publication_corrected.send(
            sender=Publication,
            number=new.number,
            from_edition=old.edition,
            to_edition=new.edition,
            cues=changed.labels,
            kind=new.kind,
            note=new.public_note,
        )
    )
