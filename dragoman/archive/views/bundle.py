"""A clip's bundle and a sentence's proof, for whoever wants to check them without us."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dragoman.archive.kept import Page, answer
from dragoman.archive.taken import note_taken
from dragoman.archive.views.clip import published_or_404
from dragoman.corrections.terms import RecipientKind
from dragoman.ledger.selectors import head as last_line
from dragoman.lib.hashing import digest, file_digest
from dragoman.publications.bundling import NotSignedYet, Record, make_bundle, read_record
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.page import PublishedClip
from dragoman.publications.sentence_proofs import proof_of
from dragoman.publications.sentence_record import NoSuchSentence
from dragoman.ui.media import ServedFile, file_response

_KEPT = 40
"""How many bundles stay on the disk; the oldest makes room."""


@require_safe
def bundle(request: HttpRequest, number: int) -> HttpResponseBase:
    """The bundle as of the latest signed head, or as of ``?at=`` so many lines of the ledger."""
    found = published_or_404(number)
    at = request.GET.get("at", "")
    if at and not (at.isascii() and at.isdigit() and len(at) < 16):
        raise Http404("A ledger has a number of lines: ?at=1234.")
    try:
        record = read_record(number, int(at) if at else None)
    except NoSuchNumber as error:
        raise Http404(str(error)) from error
    except NotSignedYet as error:
        return _later(str(error))
    path, sha256 = _made(record)
    if isinstance(found, PublishedClip):
        note_taken(request, RecipientKind.BUNDLE, number, found.content.edition)
    served = ServedFile(path, sha256, "application/zip", f"drg-{number}.zip", "public, no-cache")
    return file_response(request, served, download=True)


@require_safe
def proof(request: HttpRequest, number: int, label: str) -> HttpResponse:
    if not isinstance(published_or_404(number), PublishedClip):
        raise Http404("The clip was withdrawn.")
    try:
        body = proof_of(number, label)
    except (NoSuchNumber, NoSuchSentence) as error:
        raise Http404(str(error)) from error
    except NotSignedYet as error:
        return _later(str(error))
    page = Page(body, f'"{digest(body)[:32]}"', content_type="application/json")
    response = answer(request, page)
    response.headers["Access-Control-Allow-Origin"] = "*"
    named = content_disposition_header(True, f"drg-{number}-s{label}.proof")
    response.headers["Content-Disposition"] = named or "attachment"
    return response


def _made(record: Record) -> tuple[Path, str]:
    """The bundle on the disk with its digest; made once for each head and each last line about anybody's name."""
    folder: Path = settings.WORK_DIR / "bundles"
    folder.mkdir(parents=True, exist_ok=True)
    # Names are erased and words withheld without a new head, so a kept file must not outlive the latest line.
    last = last_line()
    key = digest(f"{record.number}-{record.head.size}-{last.seq if last else 0}".encode())[:32]
    path = folder / f"{key}.zip"
    if not path.exists():
        _make_room(folder)
        beside = folder / f"{key}.{os.getpid()}.part"
        make_bundle(record.number, beside, size=record.head.size)
        beside.replace(path)
    return path, file_digest(path)


def _make_room(folder: Path) -> None:
    kept = sorted(folder.glob("*.zip"), key=lambda path: path.stat().st_mtime)
    for path in kept[: max(0, len(kept) - _KEPT + 1)]:
        path.unlink(missing_ok=True)


def _later(words: str) -> HttpResponse:
    response = HttpResponse(f"{words}\n", status=503, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = "60"
    response.headers["Cache-Control"] = "no-store"
    return response
