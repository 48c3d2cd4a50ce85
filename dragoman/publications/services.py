"""From draft to published, and, where it must be, to withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.clips.models import Clip, ClipFile
from dragoman.clips.services import lock_clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import Json, clean_text
from dragoman.publications.cards import card_of, words_of
from dragoman.publications.content import Content
from dragoman.publications.correcting import tell_corrections
from dragoman.publications.duplicates import point_to, surviving
from dragoman.publications.editions import make_edition
from dragoman.publications.errors import AddressRefused, HeldBack, IllegalTransition, NotPublishable
from dragoman.publications.former_addresses import former_address
from dragoman.publications.links import public_slug
from dragoman.publications.models import Number, OldAddress, Publication
from dragoman.publications.numbering import give_number
from dragoman.publications.page import File
from dragoman.publications.serving import serve_file
from dragoman.publications.signals import clip_published, listing_changed, publication_withdrawn
from dragoman.publications.terms import NEXT_STATES, Change, EditionKind, State
from dragoman.reviews.gate import gate_of
from dragoman.reviews.services import check_clip


@transaction.atomic
def start_draft(*, clip: Clip, actor: Actor) -> Publication:
    """The clip's public life begins as a draft; with a number already, where the desk reserves them early."""
    publication, is_new = Publication.objects.get_or_create(clip=clip)
    if is_new and settings.NUMBERS_RESERVED_AT_DRAFT:
        reserve_number(publication=publication, actor=actor)
    return publication


@transaction.atomic
def reserve_number(*, publication: Publication, actor: Actor, wanted: int | None = None) -> int:
    """Give the clip its number now. Raises ``NumberTaken`` when a wanted one is not free."""
    if publication.number is not None:
        return publication.number
    number = give_number(publication, wanted)
    record(
        actor=actor, act="number.reserved", subject=f"number:{number}", detail={"clip": publication.clip_id}
    )
    listing_changed.send(sender=Publication, publication=publication)
    return number


@transaction.atomic
def submit_for_review(*, publication: Publication, actor: Actor) -> Publication:
    return _move(publication, State.IN_REVIEW, actor, "publication.submitted")


@transaction.atomic
def send_back(*, publication: Publication, actor: Actor) -> Publication:
    return _move(publication, State.DRAFT, actor, "publication.sent_back")


@transaction.atomic
def publish_clip(*, publication: Publication, actor: Actor, change: Change | None = None) -> Publication:
    """Put our name to the clip as it stands: its number, a new immutable edition, its public files.

    Publishing the same words again is refused for a published clip; the first publication happens once,
    however often it is asked for.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    change = change or Change()
    now = _this_second()
    if publication.state == State.PUBLISHED and change.kind == EditionKind.FIRST:
        return publication
    _check_ready(publication, change)
    check_clip(clip=publication.clip, actor=actor)  # so that the edition's findings are about these words
    _check_gate(publication.clip)
    reserve_number(publication=publication, actor=actor)
    content = make_edition(publication=publication, change=change, at=now, actor=actor)
    _show(publication, content, now)
    lock_clip(clip=publication.clip)
    transaction.on_commit(lambda: clip_published.send(sender=Publication, publication=publication))
    return publication


@transaction.atomic
def withdraw_publication(
    *, publication: Publication, reason: str, actor: Actor, survivor: Publication | None = None
) -> Publication:
    """Take the clip off the public pages. Its number, date and the reason stay for good.

    A duplicate points to the published clip that has the same recording: ``survivor``, or what that one was
    withdrawn in favour of. Raises ``NoSurvivor`` when there is none.
    """
    reason = clean_text(reason).strip()
    if not reason:
        raise NotPublishable(_("Say in public why the clip is withdrawn."))
    publication = _locked(publication, survivor)
    kept = surviving(publication, survivor) if survivor is not None else None
    publication.withdrawn_at, publication.withdrawn_reason = _this_second(), reason
    publication.words = ""
    publication.card, publication.corrections = {}, []
    publication.save(update_fields=["withdrawn_at", "withdrawn_reason", "words", "card", "corrections"])
    Number.objects.filter(publication=publication).update(is_silent=True)
    _move(publication, State.WITHDRAWN, actor, "publication.withdrawn", survivor=kept)
    if kept is not None:
        point_to(publication, kept)
    listing_changed.send(sender=Publication, publication=publication)
    transaction.on_commit(lambda: publication_withdrawn.send(sender=Publication, publication=publication))
    return publication


@transaction.atomic
def keep_old_address(*, publication: Publication, address: str, actor: Actor) -> OldAddress:
    """Lead readers who come by an address of the clip's former site to the clip. The same twice is kept once.

    Raises ``AddressRefused`` for what is no address, is one of our own, or leads to another clip already.
    """
    path = former_address(address)
    kept, is_new = OldAddress.objects.get_or_create(path=path, defaults={"publication": publication})
    if kept.publication_id != publication.pk:
        raise AddressRefused(f"“{path[:80]}” leads to another clip already ({kept.publication}).")
    if is_new:
        subject = f"number:{publication.number}" if publication.number else f"clip:{publication.clip_id}"
        record(actor=actor, act="address.kept", subject=subject, detail={"address": path})
    return kept


def _locked(publication: Publication, survivor: Publication | None) -> Publication:
    """The fresh row; with a survivor both are held, in the order of their keys, so that nobody waits in a circle."""
    keys = [publication.pk, *([survivor.pk] if survivor is not None else [])]
    rows = Publication.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}[publication.pk]


def _this_second() -> datetime:
    """Public dates are told to the second; the ledger has the rest."""
    return datetime.now(UTC).replace(microsecond=0)


def _move(
    publication: Publication, state: State, actor: Actor, act: str, survivor: Number | None = None
) -> Publication:
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    if state not in NEXT_STATES[fresh.state]:
        raise IllegalTransition(
            _("This clip is %(now)s: it can't become %(next)s.")
            % {"now": State(fresh.state).label, "next": state.label}
        )
    fresh.state = state
    fresh.save(update_fields=["state"])
    publication.state = state
    subject = f"number:{fresh.number}" if fresh.number else f"clip:{fresh.clip_id}"
    detail: dict[str, Json] = {
        "clip": fresh.clip_id,
        **({"survivor": survivor.number} if survivor is not None else {}),
    }
    record(actor=actor, act=act, subject=subject, detail=detail)
    return fresh


def _check_ready(publication: Publication, change: Change) -> None:
    if publication.state == State.WITHDRAWN:
        raise IllegalTransition(
            _("This clip was withdrawn: its number stays, but it can't be published again.")
        )
    if (
        publication.state == State.PUBLISHED
        and change.kind != EditionKind.ADDITION
        and not change.public_note.strip()
    ):
        raise NotPublishable(_("Say in a public note what changes in this edition and why."))
    clip = publication.clip
    if clip.recording_id is not None and not clip.cut_facts:
        raise NotPublishable(_("The clip is not cut yet: wait until its file is ready."))


def _check_gate(clip: Clip) -> None:
    obstacles = gate_of(clip).obstacles
    if obstacles:
        shown = " ".join(one.words for one in obstacles[:3])
        more = _("And %(count)s more.") % {"count": len(obstacles) - 3} if len(obstacles) > 3 else ""
        raise HeldBack(_("The clip is held back. %(findings)s") % {"findings": f"{shown} {more}".strip()})


_PUBLIC_NAMES = {
    ClipFile.Kind.PLAYABLE: "clip.mp4",
    ClipFile.Kind.POSTER: "poster.jpg",
    ClipFile.Kind.PEAKS: "peaks.json",
}


def _show(publication: Publication, content: Content, now: datetime) -> None:
    """Renew what lists, look-ups and media addresses read."""
    files = {file.kind: file for file in publication.clip.files.filter(kind__in=_PUBLIC_NAMES)}
    for kind, file in files.items():
        given = File(
            _PUBLIC_NAMES[ClipFile.Kind(kind)],
            file.sha256,
            file.size_bytes,
            file.mime,
            file.width,
            file.height,
        )
        serve_file(publication, given, content.edition)
    publication.state = State.PUBLISHED
    publication.slug = public_slug(content.title)
    publication.aired_on = content.aired_on
    publication.published_at = publication.published_at or now
    publication.updated_at = now
    publication.corrections = tell_corrections(publication)
    publication.card = {
        **card_of(content, has_poster=ClipFile.Kind.POSTER in files),
        "corrections": len(publication.corrections),
        "poster_size": _size_of(files.get(ClipFile.Kind.POSTER)),
    }
    publication.words = words_of(content)
    publication.edition_digest = publication.editions.values_list("digest", flat=True).latest("ordinal")
    publication.save()
    Number.objects.filter(publication=publication).update(is_silent=False)
    listing_changed.send(sender=Publication, publication=publication)


def _size_of(poster: ClipFile | None) -> list[Json]:
    return [poster.width, poster.height] if poster else [0, 0]
