"""The last step for every published file: a signed manifest that says which words of which edition it carries.

Publishing never waits for it and never fails by it: a file without a manifest is published as it is, the ledger
says so, and signing is tried again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from dragoman.engines.signing.port import (
    Claim,
    Deed,
    MediaSigner,
    NotSignable,
    Signature,
    SigningFiles,
    SigningUnavailable,
)
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.hashing import Json, digest
from dragoman.lib.subtitles import webvtt
from dragoman.publications.captioning import CAPTIONED
from dragoman.publications.captions import caption_cues, caption_languages
from dragoman.publications.content import Content
from dragoman.publications.links import clip_url
from dragoman.publications.models import Edition, Publication, PublishedFile
from dragoman.publications.rules import is_published
from dragoman.publications.selectors import content_of
from dragoman.publications.serving import source_of
from dragoman.publications.sounding import SOUND
from dragoman.publications.terms import Provenance
from dragoman.recordings.vault import vault, workbench

_MEDIA = ("video/", "image/", "audio/")
SIGNED = (Provenance.SIGNED, Provenance.TEST)


def signing_files() -> SigningFiles:
    return SigningFiles(
        settings.SIGNING_CERTIFICATE_FILE, settings.SIGNING_KEY_FILE, settings.SIGNING_TRUST_FILE
    )


def media_signer() -> MediaSigner:
    make = cast(Callable[[SigningFiles], MediaSigner], import_string(settings.SIGNING_ENGINE))
    return make(signing_files())


def sign_publication(*, publication: Publication) -> tuple[PublishedFile, ...]:
    """Sign each of its files that carries no signature yet. Doing it twice changes nothing."""
    signer = media_signer()
    return tuple(_sign(signer, file) for file in unsigned_files(publication))


def sign_part(source: Path, target: Path, about: Claim) -> Signature | None:
    """Sign a file that is made on demand. None where it can't be signed: it goes out without a manifest then."""
    try:
        return media_signer().sign(source, target, about)
    except (SigningUnavailable, NotSignable):
        return None


def unsigned_files(publication: Publication) -> list[PublishedFile]:
    """Those that could carry a signature and don't."""
    files = publication.files.exclude(provenance__in=SIGNED).order_by("name")
    return [file for file in files if file.mime.startswith(_MEDIA)]


def _sign(signer: MediaSigner, file: PublishedFile) -> PublishedFile:
    edition = _edition_of(file)
    if edition is None:
        return file
    source = source_of(file)
    with workbench("sign") as bench:
        target = bench / file.name
        try:
            signature = signer.sign(vault().path_of(source), target, _claim(file, edition))
        except (SigningUnavailable, NotSignable) as error:
            return _keep_unsigned(file, source, error.reason)
        kept = vault().adopt(target)
    told = PublishedFile(
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        manifest=signature.manifest,
        provenance=Provenance.TEST if signature.is_test else Provenance.SIGNED,
    )
    return _keep_signed(file, source, told)


def _edition_of(file: PublishedFile) -> Edition | None:
    """The edition the file was made for; the latest for a file from before that was noted."""
    editions = Edition.objects.filter(publication=file.publication_id)
    if file.edition:
        return editions.filter(ordinal=file.edition).first()
    return editions.order_by("-ordinal").first()


@transaction.atomic
def _keep_signed(file: PublishedFile, source: str, told: PublishedFile) -> PublishedFile:
    fresh = _still_waiting(file, source)
    if fresh is None:
        return file
    fresh.edition = fresh.edition or _ordinal(fresh)
    fresh.unsigned_sha256, fresh.unsigned_reason = source, ""
    fresh.sha256, fresh.size_bytes = told.sha256, told.size_bytes
    fresh.manifest, fresh.provenance = told.manifest, told.provenance
    fresh.save()
    _record("rendition.signed", fresh, {"manifest": fresh.manifest})
    return fresh


@transaction.atomic
def _keep_unsigned(file: PublishedFile, source: str, reason: str) -> PublishedFile:
    fresh = _still_waiting(file, source)
    if fresh is None or fresh.unsigned_reason == reason:
        return fresh or file
    fresh.edition = fresh.edition or _ordinal(fresh)
    fresh.unsigned_sha256, fresh.unsigned_reason = source, reason
    fresh.provenance = Provenance.UNSIGNED
    fresh.save()
    _record("rendition.published", fresh, {"reason": reason})
    return fresh


def _still_waiting(file: PublishedFile, source: str) -> PublishedFile | None:
    """The fresh row, unless it was withdrawn, replaced or signed by another process meanwhile."""
    publication = Publication.objects.select_for_update().get(pk=file.publication_id)
    fresh = PublishedFile.objects.filter(pk=file.pk).first()
    if not is_published(publication) or fresh is None:
        return None
    if fresh.provenance in SIGNED or source_of(fresh) != source:
        return None
    fresh.publication = publication
    return fresh


def _ordinal(file: PublishedFile) -> int:
    edition = _edition_of(file)
    return edition.ordinal if edition else 0


def _record(act: str, file: PublishedFile, more: dict[str, Json]) -> None:
    detail: dict[str, Json] = {
        "edition": file.edition,
        "name": file.name,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
        **more,
    }
    record(actor=SYSTEM, act=act, subject=f"number:{file.publication.number}", detail=detail)


def _claim(file: PublishedFile, edition: Edition) -> Claim:
    """No words and no names: what is in here can never be erased."""
    content = content_of(edition)
    languages = [language for language, _ in caption_languages(content)] if file.name == CAPTIONED else []
    cuts: list[Json] = [
        {
            "first_frame": cut.first_frame,
            "in_ms": cut.in_ms,
            "last_frame": cut.last_frame,
            "out_ms": cut.out_ms,
        }
        for cut in content.passages or ((content.cut,) if content.cut else ())
    ]
    quote = quote_of(edition, content) | {
        "cut": cuts,
        "lang": list(languages),
        "track_sha256": {language: _track_digest(content, language) for language in languages},
    }
    return Claim(file.name, quote, _deeds(file, content, languages), content.recording_sha256)


def quote_of(edition: Edition, content: Content) -> dict[str, Json]:
    """Which words a file carries: where they are on record, by digests alone."""
    return {
        "number": content.number,
        "edition": content.edition,
        "edition_digest": edition.digest,
        "lines_root": json.loads(bytes(edition.content))["lines"]["root"],
        "recording": {"sha256": content.recording_sha256},
        "ledger_origin": settings.LEDGER_NAME,
        "page": clip_url(content.number),
    }


def _track_digest(content: Content, language: str) -> str:
    return digest(webvtt.write(caption_cues(content, language) or ()).encode())


def _deeds(file: PublishedFile, content: Content, languages: list[str]) -> tuple[Deed, ...]:
    cuts = content.passages or ((content.cut,) if content.cut else ())
    trimmed = [
        Deed("c2pa.trimmed", {"org.dragoman.in_ms": cut.in_ms, "org.dragoman.out_ms": cut.out_ms})
        for cut in cuts
    ]
    last = Deed("c2pa.transcoded", {})
    if languages:
        last = Deed("c2pa.edited", {"description": "Captions were added.", "org.dragoman.lang": languages})
    if file.name == SOUND:
        last = Deed(
            "c2pa.edited", {"description": "The picture was left out; the sentences became chapters."}
        )
    if file.mime.startswith("image/"):
        last = Deed("c2pa.converted", {"description": "One frame of the clip."})
    return (Deed("c2pa.opened", {}), *trimmed, last)
