"""Who reads the bulletins: how many, of what; for administrators each of them, lists in and out, addresses shut."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dragoman.bulletins import carrying, desk_acts, figures
from dragoman.bulletins.addresses import read_address
from dragoman.bulletins.consent import proof_of
from dragoman.bulletins.importing import import_list
from dragoman.bulletins.lists import BadList
from dragoman.bulletins.marks import address_mark
from dragoman.bulletins.models import Subscriber, Suppression
from dragoman.bulletins.naming import want_name
from dragoman.bulletins.rules import can_keep_readers, can_see_readers
from dragoman.bulletins.terms import BadAddress, BulletinError
from dragoman.bulletins.wants import Want
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.forms.readers import CarryForm, FindReaderForm, ListForm, SuppressForm
from dragoman.desk.readers_report import report_of

_MOST_BYTES = 2 * 2**20


def _insist_on_keepers(request: HttpRequest) -> None:
    insist(can_keep_readers(request.user), _("Only an administrator sees who the readers are."))


@staff_only
@require_safe
def reader_list(request: HttpRequest) -> HttpResponse:
    """Numbers for whoever publishes; what names anybody is for administrators."""
    insist(can_see_readers(request.user), _("Only an editor or an administrator sees the readers."))
    weeks = figures.growth(datetime.now(UTC))
    context = {
        "states": figures.by_state(),
        "things": figures.by_thing(),
        "weeks": weeks,
        "suppressed": figures.suppressed(),
        "may_keep": can_keep_readers(request.user),
        "find_form": FindReaderForm(),
        "suppress_form": SuppressForm(auto_id="suppress_%s"),
    }
    return render(request, "desk/readers.html", context)


@staff_only
@post_only("desk:readers")
def find(request: HttpRequest) -> HttpResponse:
    """By POST, so that no address stands in a log of addresses."""
    _insist_on_keepers(request)
    try:
        normal = read_address(request.POST.get("address", "")).normal
    except BadAddress as error:
        messages.error(request, str(error))
        return redirect("desk:readers")
    found = Subscriber.objects.filter(normal=normal).first()
    if found is not None:
        return redirect("desk:reader", pk=found.pk)
    kept = Suppression.objects.filter(mark=address_mark(normal)).first()
    if kept is None:
        messages.error(request, _("No reader has this address."))
    else:
        said = _("No reader has this address, and nothing is sent to it: %(why)s.")
        messages.error(request, said % {"why": kept.get_because_display()})
    return redirect("desk:readers")


@staff_only
@require_safe
def reader(request: HttpRequest, pk: int) -> HttpResponse:
    _insist_on_keepers(request)
    found = get_object_or_404(Subscriber.objects.exclude(normal=None), pk=pk)
    subscriptions = [
        (want_name(Want(one.about, one.value, one.cadence, one.label)), one)
        for one in found.subscriptions.order_by("pk")
    ]
    context = {
        "reader": found,
        "subscriptions": subscriptions,
        "lines": proof_of(found.mark),
        "suppression": Suppression.objects.filter(mark=found.mark).first(),
        "is_pending": found.state == "pending",
    }
    return render(request, "desk/reader.html", context)


@staff_only
@post_only("desk:reader")
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    _insist_on_keepers(request)
    found = get_object_or_404(Subscriber.objects.exclude(normal=None), pk=pk)
    try:
        desk_acts.resend_opt_in(reader=found, person=person_of(request))
    except BulletinError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The letter with the button is on its way."))
    return redirect("desk:reader", pk=pk)


@staff_only
@post_only("desk:readers")
def suppress(request: HttpRequest) -> HttpResponse:
    """Shut an address, or open it again."""
    _insist_on_keepers(request)
    person, address = person_of(request), request.POST.get("address", "")
    try:
        if request.POST.get("act") == "open":
            opened = desk_acts.unsuppress(address=address, person=person)
            said = _("The address is open again.") if opened else _("Nothing kept mail from this address.")
        else:
            desk_acts.suppress(address=address, note=request.POST.get("note", ""), person=person)
            said = _("Nothing is sent to this address any more.")
        messages.success(request, said)
    except BadAddress as error:
        messages.error(request, str(error))
    return redirect("desk:readers")


@staff_only
@post_only("desk:readers")
def carry(request: HttpRequest) -> HttpResponse:
    """Subscriptions to what is given up go over to another, or end."""
    _insist_on_keepers(request)
    form = CarryForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed."))
        return redirect("desk:readers")
    said, person = form.cleaned_data, person_of(request)
    about, value, into = said["about"], said["value"], said["into"].strip()
    try:
        if into:
            count = carrying.carry_over(about=about, value=value, into=into, person=person)
        else:
            count = carrying.end_for_all(about=about, value=value, person=person)
    except BulletinError as error:
        messages.error(request, str(error))
    else:
        said_words = ngettext(
            "Done for %(count)s reader, who is told by letter.",
            "Done for %(count)s readers, who are told by letter.",
            count,
        )
        messages.success(request, said_words % {"count": count})
    return redirect("desk:readers")


@staff_only
@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """Every address with what it gets. That it was taken, and by whom, is on record."""
    _insist_on_keepers(request)
    rows = desk_acts.export_list(person=person_of(request))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="readers.csv"'
    return response


@csrf_exempt  # only until the upload is in the right hands: the inner view checks the token
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_readers(request: HttpRequest) -> HttpResponseBase:
    _insist_on_keepers(request)
    # Kept in memory and no larger: a list of people touches no disk.
    handlers: list[FileUploadHandler] = [MemoryFileUploadHandler(request)]
    request.upload_handlers = handlers
    return _import(request)


@csrf_protect
def _import(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "desk/import_readers.html", {"form": ListForm()})
    form, arrived = ListForm(request.POST), request.FILES.get("file")
    problem, context = "", dict[str, object](form=form)
    if arrived is None or not form.is_valid() or arrived.size is None or arrived.size > _MOST_BYTES:
        problem = _("Choose a file of at most 2 MB.")
    else:
        is_trial = form.cleaned_data["mode"] != "import"
        try:
            told = import_list(content=arrived.read(), person=person_of(request), is_trial=is_trial)
            context = {**context, **report_of(told, is_trial=is_trial)}
        except BadList as error:
            problem = str(error)
    status = 422 if problem else 200
    return render(request, "desk/import_readers.html", {**context, "problem": problem}, status=status)
