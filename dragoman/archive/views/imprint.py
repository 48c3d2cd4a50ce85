"""The site's own mark and accent. Their addresses name what is in them, so that a copy is good for ever."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dragoman.imprint.selectors import mark_named
from dragoman.lib.colour import BadColour, accent_of, parse_colour, written

_FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def mark(request: HttpRequest, name: str) -> HttpResponse:
    """A drawing as it was cleaned when it was kept; opened by itself it may do nothing either."""
    found = None if "\0" in name else mark_named(name)
    if found is None:
        raise Http404("There is no mark of this name.")
    response = get_conditional_response(request, etag=f'"{found.name}"')
    if not isinstance(response, HttpResponse):
        response = HttpResponse(bytes(found.data), content_type=found.mime)
    response._csp_replace = {"default-src": ["'none'"], "style-src": ["'none'"]}  # type: ignore[attr-defined]
    response.headers["ETag"] = f'"{found.name}"'
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return _for_good(response)


@require_safe
def accent(request: HttpRequest, colour: str) -> HttpResponse:
    """What the tokens of the pages are under a colour."""
    try:
        exact = written(parse_colour(colour))
    except BadColour as error:
        raise Http404("This is no colour.") from error
    if exact != f"#{colour}":
        raise Http404("A colour has one address.")
    found = accent_of(exact)
    body = (
        "@layer tokens { :root { "
        f"--accent: light-dark({found.light}, {found.dark}); --accent-fill: {found.fill}; --on-accent: #fff; "
        "} }\n"
    )
    return _for_good(HttpResponse(body, content_type="text/css; charset=utf-8"))


def _for_good(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = _FOR_GOOD
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
