"""Files of drafts and recordings, for staff alone. Published files have their own address in the archive."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from dragoman.clips.models import ClipFile
from dragoman.desk.access import staff_only
from dragoman.recordings.models import Rendition, StoredFile
from dragoman.recordings.vault import vault
from dragoman.ui.media import ServedFile, file_response

_CLIP_KINDS = {
    ClipFile.Kind.PLAYABLE: "mp4",
    ClipFile.Kind.POSTER: "jpg",
    ClipFile.Kind.STILLS: "jpg",
    ClipFile.Kind.PEAKS: "json",
}
_RENDITIONS = {Rendition.Kind.PROXY: "mp4", Rendition.Kind.POSTER: "jpg"}


@staff_only
@require_safe
def clip_file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    found = ClipFile.objects.filter(clip_id=pk, kind=kind).first() if kind in _CLIP_KINDS else None
    return _serve(request, found, f"clip-{pk}-{kind}.{_CLIP_KINDS.get(ClipFile.Kind(kind))}" if found else "")


@staff_only
@require_safe
def rendition(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    found = Rendition.objects.filter(recording_id=pk, kind=kind).first() if kind in _RENDITIONS else None
    return _serve(
        request, found, f"recording-{pk}-{kind}.{_RENDITIONS.get(Rendition.Kind(kind))}" if found else ""
    )


def _serve(request: HttpRequest, found: StoredFile | None, name: str) -> HttpResponseBase:
    """Ranges and validators as for readers, but kept out of every cache that others share."""
    if found is None:
        raise Http404
    file = ServedFile(
        path=vault().path_of(found.sha256),
        sha256=found.sha256,
        mime=found.mime,
        name=name,
        cache_control="private, no-cache",
    )
    try:
        return file_response(request, file)
    except FileNotFoundError as error:
        raise Http404 from error
