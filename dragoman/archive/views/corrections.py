"""What was corrected, as a page and as feeds: of the whole archive, and of one clip."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from dragoman.archive import correction_feeds
from dragoman.archive.corrections import told
from dragoman.archive.kept import KeptPages, Page, answer
from dragoman.archive.record import edition_kind
from dragoman.archive.views.clip import published_or_404
from dragoman.corrections.selectors import LISTED, Place, PublicCorrection, public_corrections
from dragoman.ledger.selectors import head
from dragoman.lib.hashing import digest
from dragoman.publications.links import clip_path
from dragoman.publications.moments import BadMoment, parse_moment
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language

_PAGE = 30
lists = KeptPages(most_bytes=8 * 2**20)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    kind, before = request.GET.get("kind", ""), request.GET.get("before", "").replace(" ", "+")
    if kind and kind not in LISTED:
        raise Http404(f"There is no kind of correction called {kind[:20]!r}.")
    place = _place(before)
    language = reader_language()

    def make() -> Page:
        body = render_to_string("archive/corrections.html", _shown(kind, place, language)).encode()
        return Page(body, f'W/"{digest(body)[:32]}"')

    return answer(request, _kept((language, kind, place), make))


@require_safe
def atom(request: HttpRequest, number: int | None = None) -> HttpResponse:
    return _fed(request, number, correction_feeds.atom, "application/atom+xml; charset=utf-8")


@require_safe
def json_feed(request: HttpRequest, number: int | None = None) -> HttpResponse:
    return _fed(request, number, correction_feeds.json_feed, "application/feed+json; charset=utf-8")


def _shown(kind: str, place: Place | None, language: str) -> dict[str, object]:
    found = public_corrections(before=place, kinds={kind} if kind else LISTED, most=_PAGE + 1)
    items = [
        (
            item,
            told(item.note, language) if item.note else None,
            clip_path(item.number, item.slug, language),
        )
        for item in found[:_PAGE]
    ]
    asked = {"kind": kind} if kind else {}
    older = "?" + urlencode({**asked, "before": found[_PAGE - 1].place.text}) if len(found) > _PAGE else ""
    kinds = [(one, capfirst(edition_kind(one)), one == kind) for one in map(str, LISTED)]
    return {**furniture("/corrections"), "items": items, "kinds": kinds, "kind": kind, "older": older}


def _fed(
    request: HttpRequest,
    number: int | None,
    write: Callable[[tuple[PublicCorrection, ...], str], bytes],
    content_type: str,
) -> HttpResponse:
    if number is not None:
        published_or_404(number)

    def make() -> Page:
        body = write(public_corrections(number=number, most=_PAGE), request.path)
        return Page(body, f'"{digest(body)[:32]}"', content_type=content_type)

    response = answer(request, _kept((content_type, number), make))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _kept(key: tuple[object, ...], make: Callable[[], Page]) -> Page:
    """A list stays as it is until somebody does something: what, is dearer to find out than to make it again."""
    last = head()
    stamped = (last.digest if last else "", *key)
    page = lists.get(stamped)
    if page is None:
        page = make()
        lists.keep(stamped, page)
    return page


def _place(asked: str) -> Place | None:
    """Where a page of the list begins: after an item of the one before, or before a day or moment."""
    if not asked:
        return None
    moment, *rest = asked.split(",")
    try:
        at = parse_moment(moment).at
        number, edition = (int(part) if len(part) < 19 else 0 for part in rest or ("0", "0"))
    except (BadMoment, ValueError) as error:
        raise Http404("Lists go back from a day (2026-11-24) or a moment.") from error
    if at is None:
        raise Http404("Lists go back from a day (2026-11-24) or a moment.")
    return Place(at, number, edition)
