"""The doctor's page: is the installation well, and what is to be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.desk.access import insist_on_imprint_keepers, staff_only
from dragoman.doctor.examining import examine, is_well


@staff_only
@require_safe
def doctor(request: HttpRequest) -> HttpResponse:
    insist_on_imprint_keepers(request.user)
    found = examine()
    return render(
        request, "desk/doctor.html", {"findings": found, "is_well": is_well(found), "tab": "doctor"}
    )
