"""Writing a page of the site in one language: text and preview, what is kept, what readers see, what it was before."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.accounts.models import User
from dragoman.desk.access import insist_on_page_writers, person_of, post_only, staff_only
from dragoman.desk.forms.pages import PageTextForm, text_values
from dragoman.desk.page_history import history_of
from dragoman.desk.page_rows import row_of
from dragoman.ui import wording
from dragoman.writings.drawing import Drawn, draw, plain_words
from dragoman.writings.errors import PageRefused, WrittenMeanwhile
from dragoman.writings.links import page_path
from dragoman.writings.models import PageText, PageVersion
from dragoman.writings.selectors import page_text as kept_text
from dragoman.writings.selectors import unwritten_text
from dragoman.writings.services import (
    open_text,
    publish_text,
    restore_version,
    save_text,
    take_over_page,
    unpublish_text,
)
from dragoman.writings.terms import Typed


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands beside the form: a colleague's words, why it was not published, what the typed would look like."""

    theirs: PageText | None = None
    refused: PageRefused | None = None
    status: int = 200


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def page_text(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    text = _text(request, slug, language)
    if request.method != "POST":
        return _editor(request, text, PageTextForm(initial=text_values(text)))
    form, act = PageTextForm(request.POST), request.POST.get("act", "save")
    if not form.is_valid() or act == "preview":
        return _editor(request, text, form, _Shown(status=200 if form.is_valid() else 422))
    try:
        saved = _save(text, form, person_of(request))
        form.data = {**request.POST.dict(), "seen": str(saved.revision)}
        if act == "publish":
            publish_text(
                text=saved, seen=saved.revision, actor=person_of(request).actor, why=form.cleaned_data["why"]
            )
    except WrittenMeanwhile:
        theirs = _text(request, slug, language)
        form.data = {**request.POST.dict(), "seen": str(theirs.revision)}
        return _editor(request, theirs, form, _Shown(theirs=theirs, status=409))
    except PageRefused as refused:
        if refused.field in form.fields and not refused.problems:
            form.add_error(refused.field, str(refused))
        return _editor(request, _text(request, slug, language), form, _Shown(refused=refused, status=422))
    is_shown = act == "publish"
    said = _("Readers see it now.") if is_shown else _("Saved. Readers see nothing of it yet.")
    messages.success(request, said)
    return redirect("desk:page_text", slug=slug, language=language)


@staff_only
@post_only("desk:page_text")
def preview(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """What was typed, as readers would see it: a fragment for the page beside it."""
    _text(request, slug, language)
    typed = Typed(
        *(request.POST.get(name, "").replace("\0", "")[:100_000] for name in ("title", "summary", "text"))
    )
    return render(request, "desk/part/page_preview.html", _preview(typed, language))


@staff_only
@post_only("desk:page_text")
def keep(request: HttpRequest, slug: str, language: str) -> JsonResponse:
    """Saving while somebody types: the new revision, or 409 where a colleague was quicker."""
    text, form = _text(request, slug, language), PageTextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": _("Something here can’t be read.")}, status=422)
    try:
        saved = _save(text, form, person_of(request))
    except WrittenMeanwhile:
        words = _("A colleague saved this text too. Save yourself to see theirs beside yours.")
        return JsonResponse({"problem": words}, status=409)
    except PageRefused as refused:
        return JsonResponse({"problem": str(refused)}, status=422)
    return JsonResponse({"seen": saved.revision})


@staff_only
@require_safe
def history(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    text = _text(request, slug, language)
    rows = history_of(text) if text.pk else []
    return render(request, "desk/page_history.html", {**_about(text), "rows": rows})


@staff_only
@post_only("desk:page_text")
def restore(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    text = _text(request, slug, language)
    asked = request.POST.get("version", "")
    row = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else 0
    version = get_object_or_404(PageVersion, page_text=text.pk, ordinal=row)
    try:
        restore_version(version=version, actor=person_of(request).actor)
    except PageRefused as refused:
        messages.error(request, " ".join([str(refused), *(one.words for one in refused.problems[:3])]))
    else:
        messages.success(request, _("The older version stands again, as a new one."))
    return redirect("desk:page_history", slug=slug, language=language)


@staff_only
@post_only("desk:page_text")
def unpublish(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    text = _text(request, slug, language)
    if text.pk:
        unpublish_text(text=text, actor=person_of(request).actor)
        messages.success(request, _("Readers no longer see it in this language. Its versions are kept."))
    return redirect("desk:page_text", slug=slug, language=language)


def _text(request: HttpRequest, slug: str, language: str) -> PageText:
    """The working copy; what one would begin with, not kept yet, where there is none."""
    insist_on_page_writers(request.user)
    is_offered = language in dict(settings.LANGUAGES) and "\0" not in slug
    found = (kept_text(slug, language) or unwritten_text(slug, language)) if is_offered else None
    if found is None:
        raise Http404("There is no such page in this language.")
    return found


def _save(text: PageText, form: PageTextForm, person: User) -> PageText:
    if text._state.adding:  # nobody has saved one yet
        page = text.page if text.page.pk else take_over_page(slug=text.page.slug, actor=person.actor)
        text = open_text(page=page, language=text.language)
    return save_text(text=text, typed=form.typed, seen=form.cleaned_data["seen"], actor=person.actor)


def _preview(typed: Typed, language: str) -> dict[str, object]:
    """In the language of the page, as its readers have it; what is wrong, in the language of the desk."""
    with override(language):
        drawn, title, summary = (
            draw(typed.text, language),
            plain_words(typed.title),
            plain_words(typed.summary),
        )
    here = draw(typed.text, language) if drawn.problems else Drawn(drawn.html)
    return {"drawn": drawn, "title": title, "summary": summary, "tag": language, "problems": here.problems}


def _editor(
    request: HttpRequest, text: PageText, form: PageTextForm, shown: _Shown | None = None
) -> HttpResponse:
    shown = shown or _Shown()
    typed = Typed(*(str(form[name].value() or "") for name in ("title", "summary", "text")))
    theirs = shown.theirs
    differing = {
        name: getattr(theirs, name) or "—"
        for name in ("title", "summary", "text")
        if theirs and getattr(theirs, name) != getattr(typed, name).replace("\r\n", "\n").rstrip()
    }
    context = {
        **_about(text),
        **_preview(typed, text.language),
        "form": form,
        "theirs": differing,
        "refused": shown.refused,
    }
    return render(request, "desk/page_text.html", context, status=shown.status)


def _about(text: PageText) -> dict[str, object]:
    page = text.page
    return {
        "text": text,
        "slug": page.slug,
        "row": row_of(page.slug, page if page.pk else None),
        "language": text.language,
        "language_name": wording.language_name(text.language),
        "public_path": page_path(page.slug, text.language),
        "tab": "pages",
    }
