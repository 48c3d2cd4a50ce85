"""The directory of experts, and the replies that are given often."""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from dragoman.accounts.models import User
from dragoman.catalogue.slugs import slug_of
from dragoman.enquiries.enclosing import drop, place_of
from dragoman.enquiries.errors import EnquiryRefused
from dragoman.enquiries.models import CannedReply, Expert, Proposal
from dragoman.enquiries.services.moving import insist_on_answerers
from dragoman.ledger.services import record
from dragoman.lib.hashing import clean_text

_SIDE = 480
_MOST_PIXELS = 50_000_000


@dataclass(frozen=True, slots=True)
class ExpertEntry:
    """Everything the desk writes about an expert."""

    name: str
    email: str
    title: str = ""
    topics: Sequence[str] = ()
    languages: Sequence[str] = ()
    regions: Sequence[str] = ()
    sectors: Sequence[str] = ()
    zone: str = "UTC"
    availability: str = ""
    bios: dict[str, str] = field(default_factory=dict)
    conflicts: str = ""
    phone: str = ""
    language: str = "en"
    is_listed: bool = False


@transaction.atomic
def enter_expert(*, entry: ExpertEntry, person: User, expert: Expert | None = None) -> Expert:
    """Add an expert, or write anew about one. The ledger says that, and never who."""
    insist_on_answerers(person)
    made = expert or Expert(slug=_free_slug(entry.name))
    for name in (
        "name",
        "title",
        "zone",
        "availability",
        "conflicts",
        "email",
        "phone",
        "language",
        "is_listed",
    ):
        value = getattr(entry, name)
        setattr(made, name, clean_text(value).strip() if isinstance(value, str) else value)
    for name in ("topics", "languages", "regions", "sectors"):
        setattr(made, name, list(getattr(entry, name)))
    made.bios = dict(entry.bios)
    made.save()
    record(actor=person.actor, act="expert.entered", subject=f"expert:{made.pk}")
    return made


@transaction.atomic
def set_photo(*, expert: Expert, picture: IO[Any], person: User) -> None:
    """A square picture, made anew: what else a file carries (where it was taken) does not come along."""
    insist_on_answerers(person)
    try:
        with Image.open(picture, formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise EnquiryRefused(_("This picture is too large."))
            square = ImageOps.fit(ImageOps.exif_transpose(opened).convert("RGB"), (_SIDE, _SIDE))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, EnquiryRefused):
            raise
        raise EnquiryRefused(_("This is not a picture we can read.")) from error
    out = io.BytesIO()
    square.save(out, "JPEG", quality=85)
    name, before = secrets.token_hex(16), expert.photo
    descriptor = os.open(place_of(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(out.getvalue())
    expert.photo = name
    expert.save(update_fields=["photo"])
    transaction.on_commit(lambda: drop(before))


@transaction.atomic
def remove_expert(*, expert: Expert, person: User) -> None:
    """Taken out for good where nothing was ever arranged; else forgotten but for the name on old talks."""
    insist_on_answerers(person)
    drop(expert.photo)
    record(actor=person.actor, act="expert.removed", subject=f"expert:{expert.pk}")
    if not Proposal.objects.filter(expert=expert).exists():
        expert.delete()
        return
    expert.is_listed, expert.photo, expert.phone, expert.bios = False, "", "", {}
    expert.email = f"expert-{expert.pk}@erased.invalid"
    expert.save()


@transaction.atomic
def keep_reply(*, title: str, language: str, text: str, person: User) -> CannedReply | None:
    """Write a reply that is given often; without words it is taken out."""
    insist_on_answerers(person)
    title, text = " ".join(clean_text(title).split())[:80], clean_text(text).strip()[:10_000]
    if not title:
        raise EnquiryRefused(_("Give it a name."))
    if not text:
        CannedReply.objects.filter(title=title, language=language).delete()
        return None
    return CannedReply.objects.update_or_create(title=title, language=language, defaults={"text": text})[0]


def _free_slug(name: str) -> str:
    first = slug_of(name)[:70] or "expert"
    slug, turn = first, 1
    while Expert.objects.filter(slug=slug).exists():
        turn += 1
        slug = f"{first}-{turn}"
    return slug
