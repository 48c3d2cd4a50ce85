"""Pages made of lists, kept as they stood at a version: until a list changes, one question finds one."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from django.http import HttpRequest, HttpResponse

from dragoman.archive.kept import KeptPages, Page, answer
from dragoman.lib.hashing import digest
from dragoman.search.narrowing import list_version
from dragoman.ui.wording import reader_language

lists = KeptPages(most_bytes=48 * 2**20)


def answer_kept(
    request: HttpRequest, key: Hashable, make: Callable[[int], str | HttpResponse]
) -> HttpResponse:
    """The page under ``key`` in the reader's language; ``make`` writes it for a version where none is kept.

    It may answer otherwise, or raise ``Http404``: that is kept nowhere. The page's validator is made of its
    bytes, so that a change elsewhere costs readers nothing.
    """
    version = list_version()
    stamped = (version, reader_language(), key)
    page = lists.get(stamped)
    if page is None:
        made = make(version)
        if isinstance(made, HttpResponse):
            return made
        body = made.encode()
        page = Page(body, f'W/"{digest(body)[:32]}"')
        lists.keep(stamped, page)
    return answer(request, page)
