"""What a page says about itself to machines: schema.org (JSON-LD and microdata), OpenGraph, its <title>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.pages.dates import DateFound, read_date
from dragoman.lib.pages.durations import read_duration
from dragoman.lib.pages.lines import clean, squeeze

_SUFFIX: Final = re.compile(r"\s+(?:[|·•»]|[-–—])\s+")
_MOST_OBJECTS: Final = 2000


@dataclass(frozen=True, slots=True)
class Hints:
    """Machine-readable facts; empty or None where the page gives none."""

    title: str = ""
    site: str = ""
    description: str = ""
    transcript: str = ""
    published: DateFound | None = None
    duration_ms: int | None = None
    address: str = ""
    is_video: bool = False

    def filled_from(self, other: Hints) -> Hints:
        """These hints, with ``other``'s wherever these say nothing."""
        names = (
            "title",
            "site",
            "description",
            "transcript",
            "published",
            "duration_ms",
            "address",
            "is_video",
        )
        return replace(self, **{name: getattr(self, name) or getattr(other, name) for name in names})


def read_hints(root: etree._Element) -> Hints:
    """The best of each: JSON-LD before microdata before OpenGraph before <title>."""
    meta = _meta(root)
    hints = Hints(site=meta.get("og:site_name", ""))
    for source in (_from_json_ld(root), _from_microdata(root), _from_meta(meta), _from_head(root)):
        hints = hints.filled_from(source)
    return replace(hints, title=without_site(hints.title, hints.site))


def without_site(title: str, site: str) -> str:
    """A page title without the site's name after it.

    >>> without_site("Minister: We Will Not Yield | Example Monitor", "Example Monitor")
    'Minister: We Will Not Yield'
    """
    parts = list(_SUFFIX.finditer(title[:1000]))
    if not parts:
        return title
    last = title[parts[-1].end() :]
    if last.casefold() == site.casefold() or (not site and "|" in parts[-1][0] and len(last.split()) <= 4):
        return title[: parts[-1].start()].strip()
    return title


def _from_json_ld(root: etree._Element) -> Hints:
    hints = Hints()
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").casefold() or not script.text:
            continue
        try:
            data = json.loads(script.text.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        things = list(_objects(data))
        for wanted in (_is_video, _is_article):
            for thing in things:
                if wanted(thing):
                    hints = hints.filled_from(_hints_of(thing, is_video=wanted is _is_video))
    return hints


def _objects(data: object) -> Iterator[dict[str, Any]]:  # Any: foreign JSON
    stack: list[object] = [data]
    seen = 0
    while stack and seen < _MOST_OBJECTS:
        seen += 1
        thing = stack.pop()
        if isinstance(thing, dict):
            yield thing
            stack.extend(reversed(list(thing.values())))
        elif isinstance(thing, list):
            stack.extend(reversed(thing))


def _types(thing: dict[str, Any]) -> set[str]:
    kind = thing.get("@type")
    return {str(name).rsplit("/", 1)[-1] for name in (kind if isinstance(kind, list) else [kind])}


def _is_video(thing: dict[str, Any]) -> bool:
    return bool(_types(thing) & {"VideoObject", "Clip", "MediaObject", "BroadcastEvent", "TVClip", "Episode"})


def _is_article(thing: dict[str, Any]) -> bool:
    return bool(_types(thing) & {"Article", "NewsArticle", "WebPage", "Report", "BlogPosting"})


def _hints_of(thing: dict[str, Any], *, is_video: bool) -> Hints:
    def text(*names: str) -> str:
        for name in names:
            value = thing.get(name)
            if isinstance(value, str) and value.strip():
                return squeeze(clean(value))
        return ""

    duration = read_duration(text("duration", "timeRequired")) if is_video else None
    transcript = thing.get("transcript")
    return Hints(
        title=text("name", "headline"),
        description=text("description", "abstract"),
        transcript=clean(transcript) if isinstance(transcript, str) else "",
        published=read_date(text("uploadDate", "datePublished", "dateCreated")),
        duration_ms=duration.ms if duration else None,
        address=text("url", "@id") if text("url", "@id").startswith("http") else "",
        is_video=is_video,
    )


def _from_microdata(root: etree._Element) -> Hints:
    hints = Hints()
    for scope in root.iterfind(".//*[@itemtype]"):
        if not scope.get("itemtype", "").rstrip("/").endswith(("VideoObject", "/Clip")):
            continue
        thing: dict[str, Any] = {}
        for element in scope.iterfind(".//*[@itemprop]"):
            value = element.get("content") or element.get("datetime") or "".join(_texts(element))
            thing.setdefault(element.get("itemprop", ""), value)
        return _hints_of(thing, is_video=True)
    return hints


def _texts(element: etree._Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").casefold()
        content = squeeze(clean(element.get("content", "")))
        if name and content:
            found.setdefault(name, content)
    return found


def _from_meta(meta: dict[str, str]) -> Hints:
    seconds = meta.get("video:duration") or meta.get("og:video:duration") or ""
    published = meta.get("video:release_date") or meta.get("article:published_time") or meta.get("date") or ""
    return Hints(
        title=meta.get("og:title") or meta.get("twitter:title") or "",
        description=meta.get("og:description")
        or meta.get("twitter:description")
        or meta.get("description")
        or "",
        published=read_date(published),
        duration_ms=int(seconds) * 1000
        if seconds.isascii() and seconds.isdigit() and len(seconds) < 6
        else None,
        address=meta.get("og:url", ""),
        is_video=meta.get("og:type", "").startswith("video"),
    )


def _from_head(root: etree._Element) -> Hints:
    title = next((squeeze(clean("".join(_texts(element)))) for element in root.iter("title")), "")
    canonical = next(
        (link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"), ""
    )
    return Hints(title=title, address=canonical if canonical.startswith("http") else "")
