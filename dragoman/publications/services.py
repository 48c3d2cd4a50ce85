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
from dragoman.publications.cards import NO_MEDIA, card_of, words_of
from dragoman.publications.content import Content
from dragoman.publications.correcting import tell_corrections
from dragoman.publications.duplicates import point_to, surviving
from dragoman.publications.editions import make_edition
from dragoman.publications.errors import AddressRefused, NotPublishable
from dragoman.publications.former_addresses import former_address
from dragoman.publications.links import public_slug
from dragoman.publications.models import Number, OldAddress, Publication, Release
from dragoman.publications.moving import move, subject_of
from dragoman.publications.numbering import give_number, is_silent
from dragoman.publications.page import File
from dragoman.publications.public_names import PUBLIC_NAMES
from dragoman.publications.readiness import insist_on_readiness
from dragoman.publications.rules import shows_media
from dragoman.publications.serving import serve_file
from dragoman.publications.signals import clip_published, listing_changed, publication_withdrawn
from dragoman.publications.terms import Change, EditionKind, State


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
    return move(publication, State.IN_REVIEW, actor, "publication.submitted")


@transaction.atomic
def send_back(*, publication: Publication, actor: Actor) -> Publication:
    return move(publication, State.DRAFT, actor, "publication.sent_back")


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
    insist_on_readiness(publication, change, actor)
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
    told: dict[str, Json] = {"survivor": kept.number} if kept is not None else {}
    move(publication, State.WITHDRAWN, actor, "publication.withdrawn", told)
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
        record(actor=actor, act="address.kept", subject=subject_of(publication), detail={"address": path})
    return kept


def _locked(publication: Publication, survivor: Publication | None) -> Publication:
    """The fresh row; with a survivor both are held, in the order of their keys, so that nobody waits in a circle."""
    keys = [publication.pk, *([survivor.pk] if survivor is not None else [])]
    rows = Publication.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}[publication.pk]


def _this_second() -> datetime:
    """Public dates are told to the second; the ledger has the rest."""
    return datetime.now(UTC).replace(microsecond=0)


def _show(publication: Publication, content: Content, now: datetime) -> None:
    """Renew what lists, look-ups and media addresses read."""
    files = {file.kind: file for file in publication.clip.files.filter(kind__in=PUBLIC_NAMES)}
    for kind, file in files.items():
        given = File(
            PUBLIC_NAMES[kind],
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
        **({} if shows_media(publication) else NO_MEDIA),
        "corrections": len(publication.corrections),
        "poster_size": _size_of(files.get(ClipFile.Kind.POSTER)),
    }
    publication.words = words_of(content)
    publication.edition_digest = publication.editions.values_list("digest", flat=True).latest("ordinal")
    publication.save()
    Number.objects.filter(publication=publication).update(is_silent=is_silent(publication))
    Release.objects.filter(publication=publication).delete()
    listing_changed.send(sender=Publication, publication=publication)


def _size_of(poster: ClipFile | None) -> list[Json]:
    return [poster.width, poster.height] if poster else [0, 0]
