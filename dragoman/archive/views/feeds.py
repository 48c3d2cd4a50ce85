"""Feeds of what was published last. One question finds out whether the kept one still holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.archive.feeds.items import Feed, item_of
from dragoman.archive.feeds.json_feed import json_feed
from dragoman.archive.feeds.syndication import atom, podcast, rss
from dragoman.archive.kept import KeptPages, Page, answer
from dragoman.imprint.selectors import imprint, site_name
from dragoman.lib.hashing import digest
from dragoman.publications.links import clips_url, feed_path
from dragoman.publications.models import Publication
from dragoman.search.lists import Narrowed, latest_clips
from dragoman.search.narrowing import list_version
from dragoman.ui.wording import reader_language

_MOST = 20
kept_feeds = KeptPages(most_bytes=16 * 2**20)


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    content_type: str
    write: Callable[[Feed], bytes]
    only_media: bool = False


FORMS = {
    "feed.atom": _Form("feed.atom", "application/atom+xml; charset=utf-8", atom),
    "feed.rss": _Form("feed.rss", "application/rss+xml; charset=utf-8", rss),
    "feed.json": _Form("feed.json", "application/feed+json; charset=utf-8", json_feed),
    "podcast.xml": _Form("podcast.xml", "application/rss+xml; charset=utf-8", podcast, only_media=True),
}
KINDS = {"topics": ("topic", "topics"), "sources": ("source", "sources"), "people": ("person", "voices")}
"""The word in the address, to what lists are narrowed by and where a card names it."""


@require_safe
def feed(request: HttpRequest, name: str, kind: str = "", slug: str = "") -> HttpResponse:
    if "\0" in slug:
        raise Http404("Nothing has such a name.")  # PostgreSQL takes no such text at all
    key = (list_version(), name, kind, slug)
    page = kept_feeds.get(key)
    if page is None:
        page = _made(FORMS[name], kind, slug)
        kept_feeds.keep(key, page)
    response = answer(request, page, cache_control="public, max-age=60")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _made(form: _Form, kind: str, slug: str) -> Page:
    by, _among = KINDS.get(kind, ("", ""))
    narrowed = Narrowed(
        topic=slug if by == "topic" else "",
        source=slug if by == "source" else "",
        person=slug if by == "person" else "",
    )
    found = latest_clips(narrowed=narrowed, most=_MOST, only_media=form.only_media)
    named = _name(kind, slug, found) if kind else ""
    made = Feed(
        title=f"{site_name()}: {named}" if named else site_name(),
        description=imprint().description(reader_language())
        or _("Clips of broadcasts, translated sentence by sentence."),
        page_url=clips_url(by, slug) if by else f"{settings.SITE_URL}/",
        url=settings.SITE_URL + feed_path(form.name, kind, slug),
        items=tuple(map(item_of, found)),
    )
    body = form.write(made)
    return Page(body, f'"{digest(body)[:32]}"', content_type=form.content_type)


def _name(kind: str, slug: str, found: list[Publication]) -> str:
    """As the latest clip names it. What no published clip is filed under has no feed."""
    if not found:
        raise Http404(f"Nothing is published under {slug[:40]!r}.")
    place = KINDS[kind][1]
    pairs = [(one[1], one[0]) if kind == "sources" else (one[0], one[1]) for one in found[0].card[place]]
    return str(dict(pairs).get(slug, slug))
