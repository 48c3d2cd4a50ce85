"""The pages of the site: which there are, where they stand, which are gone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.desk.access import insist_on_page_writers, person_of, post_only, staff_only
from dragoman.desk.forms.pages import ArrangePageForm, StartPageForm, arrangement_of
from dragoman.desk.page_rows import page_rows, row_of
from dragoman.writings.errors import PageRefused
from dragoman.writings.links import page_path
from dragoman.writings.models import Page
from dragoman.writings.selectors import page_named
from dragoman.writings.services import (
    arrange_page,
    bring_back_page,
    delete_page,
    start_page,
    take_over_page,
)
from dragoman.writings.terms import HOUSE_PAGES


@staff_only
@require_safe
def page_list(request: HttpRequest) -> HttpResponse:
    insist_on_page_writers(request.user)
    return _list(request, StartPageForm())


@staff_only
def start(request: HttpRequest) -> HttpResponse:
    insist_on_page_writers(request.user)
    if request.method != "POST":
        return redirect("desk:site")
    form = StartPageForm(request.POST)
    if form.is_valid():
        try:
            made = start_page(address=form.cleaned_data["address"], actor=person_of(request).actor)
        except PageRefused as refused:
            form.add_error("address", str(refused))
        else:
            return redirect("desk:page_text", slug=made.slug, language=request.LANGUAGE_CODE)
    return _list(request, form, status=422)


@staff_only
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = _known(request, slug)
    return _page(request, slug, ArrangePageForm(initial=arrangement_of(found or _house(slug))))


@staff_only
@post_only("desk:page")
def arrange(request: HttpRequest, slug: str) -> HttpResponse:
    found = _known(request, slug)
    form = ArrangePageForm(request.POST)
    if not form.is_valid():
        return _page(request, slug, form, status=422)
    actor = person_of(request).actor
    arrange_page(
        page=found or take_over_page(slug=slug, actor=actor),
        place=form.cleaned_data["place"],
        is_in_foot=form.cleaned_data["is_in_foot"],
        actor=actor,
    )
    messages.success(request, _("Its place is saved."))
    return redirect("desk:page", slug=slug)


@staff_only
@post_only("desk:page")
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    found, actor = _known(request, slug), person_of(request).actor
    delete_page(page=found or take_over_page(slug=slug, actor=actor), actor=actor)
    messages.success(request, _("The page is taken out. Its address says so; you can bring it back."))
    return redirect("desk:page", slug=slug)


@staff_only
@post_only("desk:page")
def bring_back(request: HttpRequest, slug: str) -> HttpResponse:
    found = _known(request, slug)
    if found is not None:
        bring_back_page(page=found, actor=person_of(request).actor)
        messages.success(request, _("The page stands again as it did."))
    return redirect("desk:page", slug=slug)


def _known(request: HttpRequest, slug: str) -> Page | None:
    """The page; None for one of the house that the desk has not touched yet."""
    insist_on_page_writers(request.user)
    found = None if "\0" in slug else page_named(slug)
    if found is None and slug not in HOUSE_PAGES:
        raise Http404("There is no page of this name.")
    return found


def _house(slug: str) -> Page:
    return Page(slug=slug, place=HOUSE_PAGES.index(slug) * 10)


def _list(request: HttpRequest, form: StartPageForm, status: int = 200) -> HttpResponse:
    return render(
        request, "desk/site.html", {"rows": page_rows(), "form": form, "tab": "pages"}, status=status
    )


def _page(request: HttpRequest, slug: str, form: ArrangePageForm, status: int = 200) -> HttpResponse:
    context = {
        "row": row_of(slug, page_named(slug)),
        "form": form,
        "public_path": page_path(slug),
        "tab": "pages",
    }
    return render(request, "desk/page.html", context, status=status)
