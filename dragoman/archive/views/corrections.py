"""What was corrected, as a page and as feeds: of the whole archive, and of one clip."""

from __future__ import annotations

import json
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.archive.corrections import told
from dragoman.archive.kept import Page, answer
from dragoman.archive.record import edition_kind
from dragoman.corrections.selectors import PublicCorrection, public_corrections
from dragoman.lib.hashing import digest
from dragoman.publications.links import clip_path, clip_url
from dragoman.publications.moments import BadMoment, parse_moment
from dragoman.ui.wording import reader_language

_PAGE = 30


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    language = reader_language()
    found = public_corrections(before=_before(request), most=_PAGE + 1)
    items = [
        (
            item,
            told(item.note, language) if item.note else None,
            clip_path(item.number, item.slug, language),
        )
        for item in found[:_PAGE]
    ]
    older = found[_PAGE - 1].at.isoformat() if len(found) > _PAGE else ""
    response = render(request, "archive/corrections.html", {"items": items, "older": older})
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def atom(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """RFC 4287."""
    items = public_corrections(number=number, most=_PAGE)
    feed = Atom1Feed(
        title=f"{settings.SITE_NAME}: {_('Corrections')}",
        link=f"{settings.SITE_URL}/corrections",
        description="",
        feed_url=f"{settings.SITE_URL}{request.path}",
        language=settings.LANGUAGE_CODE,
        feed_guid=f"{settings.SITE_URL}{request.path}",
        updateddate=items[0].at if items else None,
    )
    for item in items:
        feed.add_item(
            title=_title(item),
            link=_link(item),
            description=_plain(item),
            unique_id=_id(item),
            pubdate=item.at,
            updateddate=item.at,
        )
    body = feed.writeString("utf-8").encode()
    return _fed(request, body, "application/atom+xml; charset=utf-8", items)


@require_safe
def json_feed(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """JSON Feed 1.1."""
    items = public_corrections(number=number, most=_PAGE)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{settings.SITE_NAME}: {_('Corrections')}",
        "home_page_url": f"{settings.SITE_URL}/corrections",
        "feed_url": f"{settings.SITE_URL}{request.path}",
        "language": settings.LANGUAGE_CODE,
        "items": [
            {
                "id": _id(item),
                "url": _link(item),
                "title": _title(item),
                "content_text": _plain(item),
                "date_published": item.at.isoformat(),
                "_correction": _facts(item),
            }
            for item in items
        ],
    }
    body = json.dumps(document, ensure_ascii=False).encode()
    return _fed(request, body, "application/feed+json; charset=utf-8", items)


def _before(request: HttpRequest) -> datetime | None:
    asked = request.GET.get("before", "").replace(" ", "+")
    if not asked:
        return None
    try:
        return parse_moment(asked).at
    except BadMoment as error:
        raise Http404(str(error)) from error


def _fed(
    request: HttpRequest, body: bytes, content_type: str, items: tuple[PublicCorrection, ...]
) -> HttpResponse:
    response = answer(request, Page(body, f'"{digest(body)[:32]}"', content_type=content_type))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _title(item: PublicCorrection) -> str:
    kind = edition_kind(item.note.kind) if item.note else _("Withdrawn")
    return f"No. {item.number}: {kind}" + (f", {item.title}" if item.title else "")


def _link(item: PublicCorrection) -> str:
    anchor = f"#correction-{item.note.edition}" if item.note else ""
    return clip_url(item.number, item.slug) + anchor


def _id(item: PublicCorrection) -> str:
    ordinal = item.note.edition if item.note else "withdrawn"
    return f"{settings.SITE_URL}/{item.number}#{ordinal}"


def _plain(item: PublicCorrection) -> str:
    if item.note is None:
        return item.reason
    lines = [item.note.note]
    for sentence in item.note.sentences:
        for side in sentence.sides:
            old = _("withheld") if side.is_withheld else side.before
            lines.append(f"s{sentence.label} ({side.language}): “{old}” → “{side.after}”")
    return "\n".join(line for line in lines if line)


def _facts(item: PublicCorrection) -> dict[str, object]:
    if item.note is None:
        return {"number": item.number, "kind": "withdrawal", "reason": item.reason}
    return {
        "number": item.number,
        "edition": item.note.edition,
        "kind": item.note.kind,
        "note": item.note.note,
        "sentences": [one.label for one in item.note.sentences],
    }
