"""Is this one of our files? Anyone may ask; the file is looked at and forgotten."""

from __future__ import annotations

import errno
import threading

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dragoman.archive.passing_files import PassingFileHandler
from dragoman.lib.sandbox import SandboxUnavailable
from dragoman.publications.checked_files import FileCheck, check_file
from dragoman.publications.links import clip_path
from dragoman.recordings.vault import workbench
from dragoman.ui.wording import reader_language

_AT_ONCE = threading.BoundedSemaphore(2)
"""Strangers' files that one process looks at together."""
_FORM = 64 * 1024  # what a form may weigh beside its file


@csrf_exempt  # it changes nothing and asks nobody who they are, so there is nothing to forge and no cookie to set
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.CHECKED_FILE_MAX_BYTES + _FORM:
        return _page(request, error=_too_large(), status=413)
    if not _AT_ONCE.acquire(blocking=False):
        return _page(request, error=_("Other files are being checked. Try again in a minute."), status=503)
    try:
        return _check(request)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        return _page(request, error=_("There is no room for the file just now. Try again later."), status=503)
    finally:
        _AT_ONCE.release()


def _check(request: HttpRequest) -> HttpResponse:
    with workbench("check") as bench:
        handler = PassingFileHandler(request, bench / "file", settings.CHECKED_FILE_MAX_BYTES)
        handlers: list[FileUploadHandler] = [handler]
        request.upload_handlers = handlers
        arrived = request.FILES.get("file")  # reading it streams the file in
        if handler.is_too_large:
            return _page(request, error=_too_large(), status=413)
        if arrived is None or not arrived.size:
            return _page(request, error=_("Choose a file."), status=400)
        try:
            found = check_file(handler.path)
        except SandboxUnavailable:
            return _page(request, error=_("Files can't be checked just now. Try again later."), status=503)
    return _page(request, found=found)


def _page(
    request: HttpRequest, *, found: FileCheck | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "error": error,
        "most": filesizeformat(settings.CHECKED_FILE_MAX_BYTES),
        "clip_path": clip_path(found.number, found.slug, reader_language()) if found and found.number else "",
        "clip_root": clip_path(found.number, "", reader_language()) if found and found.number else "",
    }
    response = render(request, "archive/check_file.html", context, status=status)
    response.headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
    return response


def _too_large() -> str:
    return _("The file is larger than %(most)s: it can't be checked here.") % {
        "most": filesizeformat(settings.CHECKED_FILE_MAX_BYTES)
    }
