"""A search as a feed: the newest clips that fit, each with the sentence that does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.archive.feeds.items import Feed, Item, Quote, item_of
from dragoman.archive.kept import Page, answer
from dragoman.archive.views.feeds import FORMS, kept_feeds
from dragoman.imprint.selectors import site_name
from dragoman.lib.hashing import digest
from dragoman.search.answering.addresses import asked_in, query_of
from dragoman.search.answering.answering import answer as answer_to
from dragoman.search.answering.answers import Answer, Asked, Hit, Order
from dragoman.search.index.port import NoIndex
from dragoman.search.lists import clips_numbered
from dragoman.search.narrowing import list_version

ADDRESSES = {"search.atom": "feed.atom", "search.rss": "feed.rss", "search.json": "feed.json"}
_PATHS = {name: address for address, name in ADDRESSES.items()}


@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponse:
    asked = asked_in(request.GET.dict(), settings.LANGUAGE_CODE)
    asked = replace(asked, order=Order.NEWEST, cursor="")
    if not asked.question and not asked.narrowed:
        raise Http404("A search asks for something: /search.atom?q=…")
    key = (list_version(), name, query_of(asked))
    page = kept_feeds.get(key)
    if page is None:
        started = datetime.now(UTC)
        try:
            found = answer_to(asked)
        except NoIndex:
            response = HttpResponse(status=503)
            response.headers["Retry-After"] = "60"
            return response
        page = _made(found, asked, name)
        if found.as_of is not None and found.as_of >= started:
            kept_feeds.keep(key, page)  # the index knows all that the version stands for
    response = answer(request, page, cache_control="public, max-age=60")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _made(found: Answer, asked: Asked, name: str) -> Page:
    form, query = FORMS[name], query_of(asked)
    hits = {hit.number: hit for hit in found.hits}
    items = tuple(_item(item_of(one), hits[one.number or 0]) for one in clips_numbered(list(hits)))
    named = asked.question or ", ".join(value for _kind, value in asked.narrowed)
    made = Feed(
        title=f"{site_name()}: {named}",
        description=_("Clips of broadcasts, translated sentence by sentence."),
        page_url=f"{settings.SITE_URL}/search?{query}",
        url=f"{settings.SITE_URL}/{_PATHS[name]}?{query}",
        items=items,
    )
    body = form.write(made)
    return Page(body, f'"{digest(body)[:32]}"', content_type=form.content_type)


def _item(item: Item, hit: Hit) -> Item:
    """With the sentence that fits in place of the clip's own quotation."""
    for passage in hit.passages:
        said = [one for one in (passage.translation, passage.original) if one is not None]
        if said and not passage.about:
            return replace(item, quotes=tuple(Quote(one.text, one.language, passage.speaker) for one in said))
    return item
