"""What the pages about gifts share: they are there only while something can be given, and no cache keeps them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from dragoman.giving.providers import is_open

P = ParamSpec("P")
GivingView: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def while_open(view: GivingView[P]) -> GivingView[P]:
    """404 where nothing can be given. The reader has no session that a forged form could use, so no cookie is set."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_open():
            raise Http404("Nothing can be given here.")
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(opened)


def kept_to_oneself(response: HttpResponse, name: str) -> HttpResponse:
    """A file to be saved."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
