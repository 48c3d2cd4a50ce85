"""What the site says of itself: set by an administrator, seen before it is set, undone by an older state."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from dragoman.accounts.selectors import names_of
from dragoman.desk.access import insist_on_imprint_keepers, person_of, post_only, staff_only
from dragoman.desk.forms.imprint import ImprintForm, imprint_values
from dragoman.desk.small_uploads import SmallUploadHandler
from dragoman.imprint.checking import checked
from dragoman.imprint.errors import ImprintRefused, SetMeanwhile
from dragoman.imprint.links import accent_path, mark_path
from dragoman.imprint.marks import MOST_BYTES
from dragoman.imprint.models import ImprintVersion
from dragoman.imprint.selectors import imprint, latest_version, mark_named, versions
from dragoman.imprint.services import keep_mark, restore_imprint, set_imprint
from dragoman.imprint.terms import Imprint
from dragoman.lib.colour import Accent, BadColour, accent_of


@dataclass(frozen=True, slots=True)
class StateRow:
    version: ImprintVersion
    by: str
    is_in_force: bool


@csrf_exempt  # only until the upload is in the right hands: the inner view checks the token
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def site_imprint(request: HttpRequest) -> HttpResponseBase:
    insist_on_imprint_keepers(request.user)
    handlers: list[FileUploadHandler] = [SmallUploadHandler(request, MOST_BYTES)]
    request.upload_handlers = handlers
    return _site_imprint(request)


@csrf_protect
def _site_imprint(request: HttpRequest) -> HttpResponse:
    latest = latest_version()
    ordinal = latest.ordinal if latest else 0
    if request.method != "POST":
        return _page(request, ImprintForm(initial=imprint_values(imprint(), ordinal)), imprint())
    form = ImprintForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, imprint(), status=422)
    wanted = imprint()
    try:
        mark = _mark_of(form)
        form.data = {**_plain(request), "mark": mark}
        wanted = checked(form.imprint(mark))
        if request.POST.get("act") == "preview":
            return _page(request, form, wanted)
        set_imprint(
            said=wanted,
            seen=form.cleaned_data["seen"],
            actor=person_of(request).actor,
            why=form.cleaned_data["why"],
        )
    except ImprintRefused as refused:
        field = "mark_file" if refused.field == "mark" else refused.field
        form.add_error(field if field in form.fields else None, str(refused))
        return _page(request, form, wanted, status=422)
    except SetMeanwhile:
        form.data = {**_plain(request), "mark": mark, "seen": str(ordinal)}
        return _page(request, form, wanted, theirs=imprint(), status=409)
    messages.success(request, _("Every page says it from now on."))
    return redirect("desk:imprint")


@staff_only
@post_only("desk:imprint")
def restore(request: HttpRequest) -> HttpResponse:
    insist_on_imprint_keepers(request.user)
    asked = request.POST.get("version", "")
    row = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else 0
    restore_imprint(version=get_object_or_404(ImprintVersion, ordinal=row), actor=person_of(request).actor)
    messages.success(request, _("Every page says it from now on."))
    return redirect("desk:imprint")


def _mark_of(form: ImprintForm) -> str:
    """The name of the mark wanted: the one just sent, none, or the one that was there."""
    if form.cleaned_data["without_mark"]:
        return ""
    if file := form.cleaned_data["mark_file"]:
        return keep_mark(data=file.read()).name
    kept = form.cleaned_data["mark"]
    return kept if kept and "\0" not in kept and mark_named(kept) else ""


def _plain(request: HttpRequest) -> dict[str, object]:
    return {
        name: request.POST.getlist(name) if name == "languages" else value
        for name, value in request.POST.items()
    }


def _page(
    request: HttpRequest,
    form: ImprintForm,
    shown: Imprint,
    *,
    theirs: Imprint | None = None,
    status: int = 200,
) -> HttpResponse:
    found = list(versions()[:50])
    names = names_of(one.made_by for one in found)
    context = {
        "form": form,
        "shown": shown,
        "shown_mark": mark_path(shown.mark),
        "shown_style": accent_path(shown.accent),
        "accent": _accent(shown.accent),
        "theirs": theirs,
        "rows": [StateRow(one, names.get(one.made_by, one.made_by), at == 0) for at, one in enumerate(found)],
        "themes": ("light", "dark"),
        "tab": "imprint",
    }
    return render(request, "desk/imprint.html", context, status=status)


def _accent(text: str) -> Accent | None:
    try:
        return accent_of(text) if text else None
    except BadColour:
        return None
