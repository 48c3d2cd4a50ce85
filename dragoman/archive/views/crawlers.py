"""robots.txt, llms.txt and the sitemaps."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dragoman.archive import crawlers, sitemaps
from dragoman.archive.kept import KeptPages, Page, answer
from dragoman.catalogue.selectors import listed_channels
from dragoman.lib.hashing import digest
from dragoman.search.facets import facets
from dragoman.search.lists import blocks_of_numbers, clips_in_block
from dragoman.search.narrowing import list_version
from dragoman.search.sources import coverage
from dragoman.writings.links import page_path
from dragoman.writings.selectors import public_pages

_HIGHEST = 10**9
kept = KeptPages(most_bytes=32 * 2**20)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(crawlers.robots(settings.CRAWLERS), content_type="text/plain; charset=utf-8")


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    return HttpResponse(crawlers.llms(), content_type="text/markdown; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    def make(version: int) -> bytes:
        size = sitemaps.numbers_in_one()
        return sitemaps.index(-(-len(_paths(version)) // size), blocks_of_numbers(size))

    return _kept(request, "index", make)


@require_safe
def pages(request: HttpRequest, part: int) -> HttpResponse:
    def make(version: int) -> bytes:
        size = sitemaps.numbers_in_one()
        found = _paths(version)[part * size : (part + 1) * size] if part < _HIGHEST else []
        if not found:
            raise Http404("There is no such sitemap: the index has those there are.")
        return sitemaps.pages(found, _written())

    return _kept(request, f"pages {part}", make)


def _written() -> dict[str, tuple[str, ...]]:
    return {page_path(slug): languages for slug, languages in public_pages()}


def _paths(version: int) -> list[str]:
    found, covered = facets(version=version), coverage(version=version)
    return list(_written()) + sitemaps.page_paths(
        [one.slug for one in listed_channels() if one.slug in covered],
        [one.value for one in found.topics],
        [one.value for one in found.speakers],
    )


@require_safe
def clips(request: HttpRequest, block: int) -> HttpResponse:
    def make(_version: int) -> bytes:
        found = clips_in_block(block, sitemaps.numbers_in_one()) if block < _HIGHEST else []
        if not found:
            raise Http404("There is no such sitemap: the index has those there are.")
        return sitemaps.clips(found)

    return _kept(request, block, make)


def _kept(request: HttpRequest, name: str | int, make: Callable[[int], bytes]) -> HttpResponse:
    version = list_version()
    page = kept.get((version, name))
    if page is None:
        body = make(version)
        page = Page(body, f'"{digest(body)[:32]}"', content_type="application/xml; charset=utf-8")
        kept.keep((version, name), page)
    return answer(request, page)
