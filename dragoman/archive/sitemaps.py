"""What search engines read first: every page there is, when it last changed, and the film on it.

A sitemap of clips holds a run of numbers, so that a clip stays in the one it is in; with a page for each language
of the interface that its words can be read in, none has more than a thousand addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.conf import settings
from markupsafe import Markup, escape

from dragoman.imprint.selectors import site_name
from dragoman.publications.embeds import may_be_embedded
from dragoman.publications.links import (
    clip_path,
    clips_path,
    embed_path,
    file_path,
    person_path,
    source_path,
    topic_path,
)
from dragoman.publications.models import Publication
from dragoman.search.lists import PLAYABLE
from dragoman.ui.languages import offered, prefix
from dragoman.ui.wording import plain_line

_MOST = 1000
_LONGEST_FILM_S = 28_800
"""The longest that the video extension knows."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LINE_END = Markup("\n")
_PLAIN = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_FULL = (
    f'{_PLAIN} xmlns:xhtml="http://www.w3.org/1999/xhtml" '
    'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"'
)


def numbers_in_one() -> int:
    """How many numbers a sitemap of clips holds."""
    return _MOST // len(settings.LANGUAGES)


def index(pages: int, blocks: Iterable[tuple[int, datetime]]) -> bytes:
    """The list of all sitemaps: so many of pages, and those of clips with their latest change."""
    at = f"{settings.SITE_URL}/sitemaps"
    rows = [Markup("<sitemap><loc>{}/pages-{}.xml</loc></sitemap>").format(at, one) for one in range(pages)]
    rows += [
        Markup("<sitemap><loc>{}/clips-{}.xml</loc><lastmod>{}</lastmod></sitemap>").format(
            at, block, _moment(latest)
        )
        for block, latest in blocks
    ]
    return _document("sitemapindex", _PLAIN, rows)


def page_paths(sources: Iterable[str], topics: Iterable[str], people: Iterable[str]) -> list[str]:
    """Every page that is no clip's: the lists, the checks readers can make, what clips are filed under."""
    paths = [
        "/",
        clips_path(),
        source_path(),
        topic_path(),
        person_path(),
        "/corrections",
        "/quote-check",
        "/check-file",
    ]
    paths += [source_path(slug) for slug in sorted(sources)]
    paths += [topic_path(slug) for slug in sorted(topics)]
    return paths + [person_path(slug) for slug in sorted(people)]


def pages(paths: Iterable[str], written: Mapping[str, tuple[str, ...]]) -> bytes:
    """``written``: the languages of those pages that are in their own languages and not in the interface's."""
    offers = offered()
    rows = (
        row
        for path in paths
        for row in _in_each(path, [code for code in offers if code in written.get(path, offers)], Markup())
    )
    return _document("urlset", _FULL, rows)


def clips(publications: Iterable[Publication]) -> bytes:
    return _document("urlset", _FULL, (row for one in publications for row in _clip(one)))


def _clip(publication: Publication) -> Iterator[Markup]:
    kept = publication.card
    read = {tag.split("-")[0] for tag in [*kept["spoken"], *(one[0] for one in kept.get("tracks", ()))]}
    read.add(settings.LANGUAGE_CODE)
    more = Markup("<lastmod>{}</lastmod>").format(_moment(publication.updated_at)) + _video(publication)
    path = clip_path(publication.number or 0, publication.slug)
    return _in_each(path, [code for code in offered() if code in read], more)


def _in_each(path: str, codes: list[str], more: Markup) -> Iterator[Markup]:
    """One address for each language, each naming all of them."""
    line = Markup('<xhtml:link rel="alternate" hreflang="{}" href="{}"/>')
    urls = {code: settings.SITE_URL + prefix(code) + path for code in codes}
    links = Markup().join(line.format(code, url) for code, url in urls.items())
    links += line.format("x-default", urls.get(settings.LANGUAGE_CODE, settings.SITE_URL + path))
    for url in urls.values():
        yield Markup("<url><loc>{}</loc>{}{}</url>").format(url, more, links)


def _video(publication: Publication) -> Markup:
    """Nothing for sound alone, or for words: the extension wants a picture."""
    kept, number = publication.card, publication.number or 0
    if not (kept["has_poster"] and kept["has_media"]):
        return Markup()
    about = kept.get("summary") or [kept["quote"] or kept["title"]]
    facts: list[tuple[str, str]] = [
        ("thumbnail_loc", settings.SITE_URL + file_path(number, "poster.jpg")),
        ("title", plain_line(kept["title"])),
        ("description", plain_line(about[0])[:2048]),
        ("content_loc", settings.SITE_URL + file_path(number, PLAYABLE)),
    ]
    if may_be_embedded():
        facts.append(("player_loc", settings.SITE_URL + embed_path(number)))
    seconds = round((kept["duration_ms"] or 0) / 1000)
    if 1 <= seconds <= _LONGEST_FILM_S:
        facts.append(("duration", str(seconds)))
    facts += [
        ("publication_date", _moment(publication.published_at)),
        ("uploader", site_name()[:255]),
        ("live", "no"),
        *(("tag", plain_line(name)) for _slug, name in kept["topics"][:32]),
    ]
    told = Markup().join(Markup("<video:{0}>{1}</video:{0}>").format(name, text) for name, text in facts)
    return Markup("<video:video>{}</video:video>").format(told)


def _document(root: str, names: str, rows: Iterable[Markup]) -> bytes:
    return f"{_HEAD}<{root} {names}>\n{_LINE_END.join(rows)}\n</{root}>\n".encode()


def _moment(at: datetime | None) -> str:
    return escape(at.isoformat(timespec="seconds")) if at else ""
