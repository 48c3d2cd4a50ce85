"""Which file stands under which name of a published number, before and after it is signed."""

from __future__ import annotations

from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.page import File
from dragoman.publications.terms import Provenance


def serve_file(publication: Publication, given: File, edition: int) -> PublishedFile:
    """Put an unsigned file under its name. One that was made of the same bytes stays, signature and edition with it."""
    kept = publication.files.filter(name=given.name).first()
    if kept is not None and source_of(kept) == given.sha256:
        return kept
    file, _ = PublishedFile.objects.update_or_create(
        publication=publication,
        name=given.name,
        defaults={
            "sha256": given.sha256,
            "size_bytes": given.size_bytes,
            "mime": given.mime,
            "width": given.width,
            "height": given.height,
            "edition": edition,
            "unsigned_sha256": given.sha256,
            "manifest": "",
            "provenance": Provenance.PENDING,
            "unsigned_reason": "",
        },
    )
    return file


def source_of(file: PublishedFile) -> str:
    """The digest of the file as it was before it was signed."""
    return file.unsigned_sha256 or file.sha256
