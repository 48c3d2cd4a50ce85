"""Links by which somebody from outside reads a clip before it is published: named, expiring, revocable.

The token stands in the link alone; kept is its digest, so that nobody who reads the database can open a preview.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from dragoman.accounts.selectors import printed_names_of
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import clean_text, digest
from dragoman.publications.errors import IllegalTransition, NotPublishable
from dragoman.publications.freezing import EditionStamp, freeze
from dragoman.publications.models import PreviewLink, PreviewUse, Publication
from dragoman.publications.page import File, PublishedClip
from dragoman.publications.public_names import PUBLIC_NAMES
from dragoman.publications.rules import readable
from dragoman.publications.terms import UNPUBLISHED

DAYS = (1, 3, 7, 14, 30)
_USES_KEPT = 200
_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class MadeLink:
    """``token`` is told once, to who made the link."""

    link: PreviewLink
    token: str


@transaction.atomic
def make_preview(*, publication: Publication, name: str, days: int, actor: Actor) -> MadeLink:
    """A link for one reader outside, by name. Raises ``NotPublishable`` without one."""
    name = " ".join(clean_text(name).split())[:120]
    if not name:
        raise NotPublishable(_("Say for whom the link is."))
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    if fresh.state not in UNPUBLISHED:
        raise IllegalTransition(_("This clip is %(state)s already.") % {"state": fresh.get_state_display()})
    token, now = secrets.token_urlsafe(_TOKEN_BYTES), datetime.now(UTC)
    link = PreviewLink.objects.create(
        publication=fresh,
        token_digest=_digest(token),
        name=name,
        made_by=actor.handle,
        made_at=now,
        expires_at=now + timedelta(days=min(max(days, 1), max(DAYS))),
    )
    _tell(link, actor, "preview.made")
    return MadeLink(link, token)


@transaction.atomic
def revoke_preview(*, link: PreviewLink, actor: Actor) -> None:
    """It opens nothing any more. Twice changes nothing."""
    if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=datetime.now(UTC)):
        _tell(link, actor, "preview.revoked")


def open_link(token: str) -> PreviewLink | None:
    """The link of a token, while it is in force and the clip is not published: then its address is for everybody.

    None for all others alike: wrong, expired, revoked, withdrawn or discarded.
    """
    found = PreviewLink.objects.select_related("publication__clip").filter(
        token_digest=_digest(token),
        revoked_at=None,
        expires_at__gt=datetime.now(UTC),
        publication__state__in=UNPUBLISHED,
    )
    return found.first()


def published_since(token: str) -> Publication | None:
    """The clip, where a link that would still be in force leads to one that everybody may read by now."""
    links = PreviewLink.objects.filter(
        token_digest=_digest(token), revoked_at=None, expires_at__gt=datetime.now(UTC)
    )
    return Publication.objects.filter(readable(), pk__in=links.values("publication")).first()


@transaction.atomic
def note_use(*, link: PreviewLink) -> None:
    """Somebody opened it. The newest uses are kept."""
    PreviewUse.objects.create(link=link, at=datetime.now(UTC))
    kept = list(link.uses.order_by("-pk").values_list("pk", flat=True)[:_USES_KEPT])
    link.uses.filter(pk__lt=kept[-1]).delete()


def links_of(publication: Publication) -> QuerySet[PreviewLink]:
    """The newest first, each with how often it was opened and when last."""
    return publication.previews.annotate(times=Count("uses"), last_at=Max("uses__at"))


def previewed(link: PreviewLink) -> PublishedClip:
    """The clip as it would be published now, without anything being kept of it."""
    publication = link.publication
    clip = publication.clip
    now = datetime.now(UTC).replace(microsecond=0)
    with transaction.atomic():
        content = freeze(clip, EditionStamp(publication.number or 0, 1, "first", "", now, ""))
        transaction.set_rollback(True)  # no name is committed to by being looked at
    return PublishedClip(
        content=content,
        slug="",
        digest="",
        ledger_seq=0,
        stamp="",
        first_published_at=now,
        files={file.name: file for file in preview_files(link)},
        names=printed_names_of(one.handle for one in content.people),
        editions=(),
    )


def preview_files(link: PreviewLink) -> tuple[File, ...]:
    """What would be published with it, under the same names."""
    files = link.publication.clip.files.filter(kind__in=PUBLIC_NAMES)
    return tuple(
        File(PUBLIC_NAMES[one.kind], one.sha256, one.size_bytes, one.mime, one.width, one.height)
        for one in files
    )


def _digest(token: str) -> str:
    return digest(token.encode("utf-8", "replace"))


def _tell(link: PreviewLink, actor: Actor, act: str) -> None:
    """About the clip, not its number: a bundle tells nobody who read it before."""
    record(actor=actor, act=act, subject=f"clip:{link.publication.clip_id}", detail={"preview": link.pk})
