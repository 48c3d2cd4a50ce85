"""How an address of ours is embedded, for machines that find it in a text (oEmbed 1.0)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import override
from django.views.decorators.http import require_safe

from dragoman.imprint.selectors import site_name
from dragoman.lib.timecode import BadTimecode, parse_clock
from dragoman.publications.content import Content
from dragoman.publications.embeds import Embed, embed_code, may_be_embedded, shape_of, size_of
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.links import clip_url, file_path, source_path
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.publications.selectors import published_clip
from dragoman.publications.tombstones import blocked_by
from dragoman.ui.wording import plain_line, source_place

_CACHE_AGE_S = 3600
_OURS = {
    "archive:clip",
    "archive:clip_short",
    "archive:edition",
    "archive:sentence",
    "archive_files:short",
    "archive_files:short_c",
    "archive_files:embed",
}
_TOLD = frozenset({"withdrawn", "restricted"})
_KINDS = {"json": "application/json", "xml": "text/xml; charset=utf-8"}


@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """400 without an address, 404 for one that is none of ours, 410 for a withdrawn clip, 451 for one restricted
    by law, 501 for another form."""
    form = request.GET.get("format", "json").lower()
    if form not in _KINDS:
        return _refused(501, "This archive answers in json and xml.")
    address = request.GET.get("url", "")
    if not address:
        return _refused(400, "Ask with ?url= and the address of a clip.")
    embed = embed_at(address)
    found = _published(embed.number) if embed else None
    if embed is None or found is None or (isinstance(found, Tombstone) and found.state not in _TOLD):
        return _refused(404, "There is no published clip at this address.")
    if isinstance(found, Tombstone) and found.state == "restricted":
        return _unavailable(found)
    if isinstance(found, Tombstone):
        return _refused(410, "This clip was withdrawn.")
    return _answer(_told(found, _narrowed(embed, found.content, address), _room(request)), form)


def embed_at(address: str) -> Embed | None:
    """What an address of this archive would show in a frame; None for any other address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc:
        return None
    first = parts.path.split("/")[1] if parts.path.count("/") > 1 else ""
    languages = {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    language = first if first in languages else ""
    match = _match(parts.path, language)
    if match is None or match.view_name not in _OURS:
        return None
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    begin, _, end = _fragment_of(parts.fragment).partition(",")
    start_ms = _moment(asked.get("start") or begin or asked.get("t", "").split(",")[0])
    end_ms = _moment(asked.get("end") or end)
    return Embed(
        number=match.kwargs["number"],
        start_ms=start_ms or None,
        end_ms=end_ms if end_ms and end_ms > (start_ms or 0) else None,
        language=asked.get("lang") or asked.get("in") or language,
        theme=asked["theme"] if asked.get("theme") in {"light", "dark"} else "",
        has_words=asked.get("transcript") == "1",
        edition=_edition(asked.get("e", "")),
    )


def _published(number: int) -> PublishedClip | Tombstone | None:
    try:
        return published_clip(number)
    except NoSuchNumber:
        return None


def _match(path: str, language: str) -> ResolverMatch | None:
    with override(language or settings.LANGUAGE_CODE):
        try:
            return resolve(path)
        except (Resolver404, ValueError):
            return None


def _edition(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _fragment_of(fragment: str) -> str:
    """``14,22`` of ``t=14,22`` or ``t=npt:14,22``."""
    name, _, value = fragment.partition("=")
    return value.removeprefix("npt:") if name == "t" else ""


def _narrowed(embed: Embed, content: Content, address: str) -> Embed:
    """The address of one sentence embeds that sentence, where it has a time."""
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    label = next((one[1:] for one in (parts.fragment, last) if one[:1] == "s" and one[1:2].isdigit()), "")
    line = next((line for line in content.lines if line.label == label), None)
    if line is None or line.in_ms is None or line.out_ms is None or embed.is_part:
        return embed
    return replace(embed, start_ms=line.in_ms or None, end_ms=line.out_ms, edition=content.edition)


def _told(
    clip: PublishedClip, embed: Embed, room: tuple[int | None, int | None]
) -> dict[str, Any]:  # Any: JSON
    content = clip.content
    source = content.sources[0] if content.sources else None
    place = source_place(source.country, source.place_name) if source else ""
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "link",
        "title": plain_line(content.title),
        "author_name": plain_line(f"{source.name} ({place})" if place else source.name) if source else "",
        "author_url": settings.SITE_URL + source_path(source.slug) if source else "",
        "provider_name": site_name(),
        "provider_url": settings.SITE_URL,
        "cache_age": _CACHE_AGE_S,
        "url": clip_url(content.number, clip.slug),
    }
    if may_be_embedded():
        shape = shape_of(clip.files, embed.has_words)
        size = size_of(shape, *room)
        told |= {
            "type": "video" if shape.picture else "rich",
            "html": embed_code(embed, size, told["title"]),
            "width": size.width,
            "height": size.height,
        }
    told |= _thumbnail(clip, room)
    return {name: value for name, value in told.items() if value != ""}


def _thumbnail(clip: PublishedClip, room: tuple[int | None, int | None]) -> dict[str, Any]:  # Any: JSON
    """The poster, where it is no larger than the room; the specification allows no other."""
    poster = next((file for file in clip.files.values() if file.mime.startswith("image/")), None)
    if poster is None or not poster.width or not poster.height:
        return {}
    if poster.width > (room[0] or poster.width) or poster.height > (room[1] or poster.height):
        return {}
    return {
        "thumbnail_url": settings.SITE_URL + file_path(clip.content.number, poster.name),
        "thumbnail_width": poster.width,
        "thumbnail_height": poster.height,
    }


def _room(request: HttpRequest) -> tuple[int | None, int | None]:
    return _pixels(request.GET.get("maxwidth", "")), _pixels(request.GET.get("maxheight", ""))


def _pixels(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else None


def _moment(text: str) -> int | None:
    try:
        return parse_clock(text.strip().removesuffix("s"))
    except BadTimecode:
        return None


def _answer(told: dict[str, Any], form: str) -> HttpResponse:  # Any: JSON
    if form == "json":
        response: HttpResponse = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    else:
        root = ElementTree.Element("oembed")
        for name, value in told.items():
            ElementTree.SubElement(root, name).text = str(value)
        body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        response = HttpResponse(body, content_type=_KINDS[form])
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = f"public, max-age={_CACHE_AGE_S}"
    return response


def _unavailable(found: Tombstone) -> HttpResponse:
    response = _refused(451, f"Unavailable for legal reasons: {found.reason}")
    for name, value in blocked_by(found).items():
        response.headers[name] = value
    return response


def _refused(status: int, words: str) -> HttpResponse:
    response = HttpResponse(words + "\n", status=status, content_type="text/plain; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "no-cache"
    return response
