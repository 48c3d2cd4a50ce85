"""An item of a feed as plain values, the same for every form of feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.lib.languages import direction
from dragoman.publications.links import captions_path, clip_url, file_path
from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.sounding import SOUND
from dragoman.search.lists import PLAYABLE
from dragoman.ui.wording import long_date, plain_line, source_place


@dataclass(frozen=True, slots=True)
class Media:
    """The file that plays."""

    url: str
    mime: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    language: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Item:
    number: int
    title: str
    language: str
    url: str
    short_url: str
    summary: tuple[str, ...]
    quotes: tuple[Quote, ...]
    """The sentence in translation, and as it was said."""
    source: str
    aired: str
    topics: tuple[str, ...]
    people: tuple[str, ...]
    duration_ms: int | None
    published_at: datetime
    updated_at: datetime
    corrections: int
    poster: str
    media: Media | None
    sound: Media | None
    """The sound in a file of its own, for those who listen."""
    captions: tuple[tuple[str, str, bool], ...]
    """(language, address, is it what was said)"""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is of, where it is, and its items, the latest first."""

    title: str
    description: str
    page_url: str
    url: str
    items: tuple[Item, ...]


def item_of(publication: Publication) -> Item:
    """A published clip whose files are at hand."""
    kept, number = publication.card, publication.number or 0
    published_at = publication.published_at
    if published_at is None:
        raise ValueError(f"{publication} is no published clip.")
    return Item(
        number=number,
        title=plain_line(kept["title"]),
        language=kept["language"],
        url=clip_url(number, publication.slug),
        short_url=f"{settings.SITE_URL}/{number}",
        summary=tuple(kept.get("summary", ())),
        quotes=_quotes(kept),
        source=", ".join(_source(*one) for one in kept["sources"]),
        aired=long_date(publication.aired_on) if publication.aired_on else "",
        topics=tuple(name for _slug, name in kept["topics"]),
        people=tuple(name for _slug, name in kept["voices"]),
        duration_ms=kept["duration_ms"],
        published_at=published_at,
        updated_at=publication.updated_at or published_at,
        corrections=kept["corrections"],
        poster=_file_url(number, "poster.jpg") if kept["has_poster"] else "",
        media=_media(publication, PLAYABLE),
        sound=_media(publication, SOUND),
        captions=tuple(
            (language, settings.SITE_URL + captions_path(number, language), is_original)
            for language, is_original in kept.get("tracks", ())
        ),
    )


def plain(item: Item) -> str:
    """The item as text: what it is about, one sentence of it, where it is from."""
    said = [f"“{one.text}” — {one.speaker}" if one.speaker else f"“{one.text}”" for one in item.quotes]
    return "\n\n".join([*item.summary, *said, _slate(item)])


def marked_up(item: Item) -> str:
    """The same as HTML, each text in its own language and direction."""
    run = Markup(' lang="{}" dir="{}"').format(item.language, direction(item.language))
    parts = [Markup("<p{}>{}</p>").format(run, paragraph) for paragraph in item.summary]
    for one in item.quotes:
        who = Markup("<footer>{}</footer>").format(one.speaker) if one.speaker else ""
        parts.append(
            Markup('<blockquote lang="{}" dir="{}"><p>{}</p>{}</blockquote>').format(
                one.language, direction(one.language), one.text, who
            )
        )
    parts.append(Markup('<p><a href="{}">{}</a></p>').format(item.url, _slate(item)))
    return str(Markup("\n").join(parts))


def _slate(item: Item) -> str:
    parts = [_("No. %(number)s") % {"number": item.number}, item.source, item.aired]
    if item.corrections:
        parts.append(_("corrected"))
    return " · ".join(part for part in parts if part)


def _quotes(kept: dict[str, str]) -> tuple[Quote, ...]:
    found = [Quote(kept["quote"], kept["quote_language"], kept["quote_speaker"])] if kept["quote"] else []
    if kept.get("quote_original"):
        found.append(Quote(kept["quote_original"], kept["quote_original_language"], kept["quote_speaker"]))
    return tuple(found)


def _source(name: str, _slug: str, country: str, place_name: str) -> str:
    place = source_place(country, place_name)
    return f"{name} ({place})" if place else name


def _media(publication: Publication, name: str) -> Media | None:
    file: PublishedFile | None = next((one for one in publication.files.all() if one.name == name), None)
    if file is None:
        return None
    return Media(_file_url(publication.number or 0, file.name), file.mime, file.size_bytes, file.sha256)


def _file_url(number: int, name: str) -> str:
    return settings.SITE_URL + file_path(number, name)
