"""Where payment providers say what happened. Believed is what is signed, and it is answered once it is kept."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dragoman.engines.payment.port import EventKind, Forged
from dragoman.giving.providers import road
from dragoman.giving.services.hearing import hear

log = logging.getLogger(__name__)
_MOST_BYTES = 512 * 1024


@csrf_exempt  # a provider has no cookie of ours; its signature says who it is
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """200 for what is kept, and for what is of no concern; 400 for what is forged; 404 where there is no such road."""
    known = road(provider)
    if known is None or not known.traits.is_hosted:
        return HttpResponse(status=404)
    try:
        if int(request.headers.get("Content-Length") or 0) > _MOST_BYTES:
            return HttpResponse(status=413)
        told = known.read_event(request.body, dict(request.headers))
    except (Forged, RawPostDataException, ValueError) as error:
        log.warning("A message from %s was not believed: %s", provider, type(error).__name__)
        return HttpResponse(status=400)
    if told.event.kind != EventKind.OTHER:
        hear(provider=provider, told=told)
    return HttpResponse(status=200)
