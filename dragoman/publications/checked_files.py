"""What we can say of a media file that someone brings us: is it one of ours, which, and was it changed?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q

from dragoman.ledger.models import Entry
from dragoman.lib.hashing import file_digest
from dragoman.lib.record.manifests import MediaState, State, read_manifest
from dragoman.publications.correcting import read_corrections
from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.rules import is_readable, is_withdrawn, published, withdrawn

_FILE_ACTS = (
    "rendition.signed",
    "rendition.published",
    "rendition.captioned",
    "rendition.sounded",
    "rendition.quoted",
    "rendition.filmed",
    "rendition.chosen",
)


class Verdict(StrEnum):
    """``genuine``: byte for byte as published, now or earlier. ``changed``: our manifest, other bytes."""

    GENUINE = "genuine"
    CHANGED = "changed"
    BROKEN = "broken"
    TRUSTED_OTHER = "trusted other"
    UNKNOWN_SIGNER = "unknown signer"
    NO_MANIFEST = "no manifest"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """``number`` and what follows are zero or empty for a file that isn't ours; ``edition`` is the one it carries."""

    verdict: Verdict
    media: MediaState
    sha256: str
    number: int = 0
    slug: str = ""
    edition: int = 0
    latest_edition: int = 0
    is_corrected: bool = False
    is_withdrawn: bool = False


def check_file(path: Path) -> FileCheck:
    """Compare a file with what was published; nothing of it is kept.

    What its manifest claims leads us to a number; that the file is ours only the ledger's own lines decide.
    """
    sha256 = file_digest(path)
    media = read_manifest(path, trusted_roots())
    kept = (
        PublishedFile.objects.filter(Q(sha256=sha256) | Q(unsigned_sha256=sha256))
        .exclude(publication__number=None)
        .select_related("publication")
        .first()
    )
    if kept is not None:
        return _ours(Verdict.GENUINE, media, sha256, (kept.publication, kept.edition))
    claimed = _claimed_publication(media)
    if claimed is not None:
        for told in _file_lines(claimed):
            if told.get("sha256") == sha256:
                return _ours(Verdict.GENUINE, media, sha256, (claimed, int(told["edition"])))
        for told in _file_lines(claimed):
            if media.manifest and told.get("manifest") == media.manifest:
                return _ours(Verdict.CHANGED, media, sha256, (claimed, int(told["edition"])))
    return FileCheck(_verdict_on_others(media), media, sha256)


def trusted_roots() -> str:
    """The certificates whose signatures count here; empty where there are none."""
    try:
        return Path(settings.SIGNING_TRUST_FILE).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _claimed_publication(media: MediaState) -> Publication | None:
    number = media.quote.get("number") if media.quote else None
    if not isinstance(number, int) or not 0 < number < 2**63:
        return None
    return Publication.objects.filter(published() | withdrawn(), number=number).first()


def _file_lines(publication: Publication) -> Iterator[dict[str, Any]]:
    lines = Entry.objects.filter(subject=f"number:{publication.number}", act__in=_FILE_ACTS).order_by("-seq")
    for line in lines.values_list("line", flat=True):
        yield json.loads(bytes(line))["detail"]


def _ours(verdict: Verdict, media: MediaState, sha256: str, where: tuple[Publication, int]) -> FileCheck:
    publication, edition = where
    last = publication.editions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    return FileCheck(
        verdict,
        media,
        sha256,
        number=publication.number or 0,
        slug=publication.slug if is_readable(publication) else "",
        edition=edition,
        latest_edition=last,
        is_corrected=any(note.edition > edition for note in read_corrections(publication.corrections)),
        is_withdrawn=is_withdrawn(publication),
    )


def _verdict_on_others(media: MediaState) -> Verdict:
    return {
        State.TRUSTED: Verdict.TRUSTED_OTHER,
        State.UNKNOWN_SIGNER: Verdict.UNKNOWN_SIGNER,
        State.BROKEN: Verdict.BROKEN,
        State.NONE: Verdict.NO_MANIFEST,
        State.UNREADABLE: Verdict.UNREADABLE,
    }[media.state]
