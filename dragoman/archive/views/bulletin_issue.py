"""A bulletin in the browser: what it held, in the words that stand now. Nothing in it is of any reader."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.archive.views.subscribe import unkept
from dragoman.bulletins.cards import clip_card
from dragoman.bulletins.links import bulletins_path
from dragoman.bulletins.past import issue_with, standing_items
from dragoman.bulletins.wording import cadence_words, counted, counts_of
from dragoman.ui.context import furniture


@require_safe
def issue(request: HttpRequest, key: str) -> HttpResponse:
    found = issue_with(key)
    if found is None:
        raise Http404("No bulletin goes by this key.")
    items = standing_items(found)
    context = {
        **furniture(bulletins_path(f"issues/{found.key}")),
        "issue": found,
        "name": cadence_words(found.cadence),
        "counted": counted(counts_of([kind for _clip, kind in items])) if items else "",
        "cards": [clip_card(clip, kind) for clip, kind in items],
        "gone": len(found.items) - len(items),
    }
    return unkept(render(request, "archive/bulletins/issue.html", context))
