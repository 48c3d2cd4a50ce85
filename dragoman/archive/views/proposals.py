"""An expert's own page for one proposed talk: accept, decline, or suggest another time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.forms.proposal import ProposalForm
from dragoman.archive.views.requests import private
from dragoman.enquiries.errors import DoubleBooked, EnquiryRefused, IllegalStep
from dragoman.enquiries.invitations import Party, invitation, zone_of
from dragoman.enquiries.letters import moment_in_words
from dragoman.enquiries.models import Proposal
from dragoman.enquiries.selectors import proposal_at
from dragoman.enquiries.services import arranging
from dragoman.enquiries.terms import ProposalState
from dragoman.ui.wording import reader_language


@csrf_exempt  # the address is the proof; there is no session to abuse
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            _answer(found, form)
        except (EnquiryRefused, DoubleBooked) as error:
            problem = str(error)
        except IllegalStep:
            problem = _("It has moved on meanwhile: look where it stands now.")
        else:
            return HttpResponseRedirect(request.path)
        found = _found(token)
    context = {
        "proposal": found,
        "form": form,
        "problem": problem,
        "when": moment_in_words(found.starts_at, found.expert.zone, reader_language()),
        "suggested": moment_in_words(found.suggested_at, found.expert.zone, reader_language())
        if found.suggested_at
        else "",
        "may_answer": found.state == ProposalState.PROPOSED,
        "is_agreed": found.state == ProposalState.ACCEPTED,
    }
    return private(render(request, "archive/proposal.html", context, status=422 if form.is_bound else 200))


@require_safe
def entry(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar entry as it stands, in the expert's zone."""
    found = _found(token)
    if found.state not in {ProposalState.ACCEPTED, ProposalState.CANCELLED}:
        raise Http404("There is no entry.")
    party = Party(found.expert.email, found.expert.zone)
    body = invitation(found, party, _("Talk"), found.shared)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="invitation.ics"'
    return private(response)


def _answer(found: Proposal, form: ProposalForm) -> None:
    said = form.cleaned_data
    if said["act"] == "yes":
        arranging.say_yes(proposal=found, answer=said["answer"])
    elif said["act"] == "no":
        arranging.say_no(proposal=found, answer=said["answer"])
    else:
        at = form.suggested(zone_of(found.expert.zone))
        arranging.suggest(proposal=found, at=at, answer=said["answer"])


def _found(token: str) -> Proposal:
    found = proposal_at(token)
    if found is None:
        raise Http404("There is no such proposal.")
    return found
