"""Feeds in XML: Atom (RFC 4287), RSS 2.0, and RSS for podcasts with transcripts (iTunes and Podcasting 2.0 tags)."""

from __future__ import annotations

import base64
import uuid
from datetime import UTC, datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl  # writes, never parses

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from dragoman.archive.feeds.items import Feed, Item, Media, marked_up, plain
from dragoman.imprint.selectors import site_name
from dragoman.lib.timecode import format_clock

Args = dict[str, Any]  # Any: the generator's own

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast guids, as Podcasting 2.0 fixes it."""


class _Dated:
    """Without a date of its own an empty feed would be another one each time it is asked for."""

    items: list[Args]

    def latest_post_date(self) -> datetime:
        return max((one["updateddate"] for one in self.items), default=_NEVER)


class _Atom(_Dated, Atom1Feed):
    def add_item_elements(self, handler: SimplerXMLGenerator, item: Args) -> None:
        super().add_item_elements(handler, item)
        one: Item = item["one"]
        handler.addQuickElement("content", marked_up(one), {"type": "html", "xml:lang": one.language})


class _Rss(_Dated, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: Args) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", marked_up(item["one"]))


class _Podcast(_Rss):
    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for name, text in (
            ("itunes:author", site_name()),
            ("itunes:summary", str(self.feed["description"])),
            ("itunes:explicit", "false"),
            ("itunes:type", "episodic"),
            ("podcast:guid", _guid(str(self.feed["feed_url"]))),
            ("podcast:medium", str(self.feed["medium"])),
        ):
            handler.addQuickElement(name, text)
        handler.addQuickElement("itunes:category", attrs={"text": "News"})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: Args) -> None:
        super().add_item_elements(handler, item)
        _episode(handler, item["one"])


def atom(feed: Feed) -> bytes:
    return _written(_Atom, feed)


def rss(feed: Feed) -> bytes:
    return _written(_Rss, feed)


def podcast(feed: Feed) -> bytes:
    """Players that fetch episodes for the road get the sound alone, where it was made; the film is named beside it."""
    return _written(_Podcast, feed)


def _written(form: type[_Atom] | type[_Rss], feed: Feed) -> bytes:
    is_podcast = form is _Podcast
    made = form(
        title=feed.title,
        link=feed.page_url,
        description=feed.description,
        subtitle=feed.description,
        feed_url=feed.url,
        feed_guid=feed.url,
        language=settings.LANGUAGE_CODE,
        author_name=site_name(),
        medium=_medium(feed),
    )
    for one in feed.items:
        media = (one.sound or one.media) if is_podcast else one.media
        made.add_item(
            title=one.title,
            link=one.url,
            description=plain(one),
            unique_id=one.short_url,
            unique_id_is_permalink=True,
            pubdate=one.published_at,
            updateddate=one.updated_at,
            categories=one.topics,
            enclosures=[Enclosure(media.url, str(media.size_bytes), media.mime)] if media else [],
            one=one,
        )
    return made.writeString("utf-8").encode()


def _episode(handler: SimplerXMLGenerator, one: Item) -> None:
    handler.addQuickElement("itunes:title", one.title)
    handler.addQuickElement("itunes:episodeType", "full")
    handler.addQuickElement("itunes:explicit", "false")
    if one.duration_ms:
        handler.addQuickElement("itunes:duration", format_clock(one.duration_ms))
    if one.poster:
        handler.addQuickElement("itunes:image", attrs={"href": one.poster})
    for language, url, is_original in one.captions:
        attributes = {"url": url, "type": "text/vtt", "language": language}
        if is_original:
            attributes["rel"] = "captions"
        handler.addQuickElement("podcast:transcript", attrs=attributes)
    for name in one.people:
        handler.addQuickElement("podcast:person", name, {"role": "guest", "group": "cast"})
    forms = [media for media in (one.sound, one.media) if media]
    for place, media in enumerate(forms):
        _whole_file(handler, media, is_first=place == 0)


def _whole_file(handler: SimplerXMLGenerator, media: Media, *, is_first: bool) -> None:
    """A form of the episode, the enclosure first, with what proves that it is the one that was published."""
    attributes = {"type": media.mime, "length": str(media.size_bytes)}
    if is_first:
        attributes["default"] = "true"
    digest = base64.b64encode(bytes.fromhex(media.sha256)).decode()
    handler.startElement("podcast:alternateEnclosure", AttributesImpl(attributes))
    handler.addQuickElement("podcast:integrity", attrs={"type": "sri", "value": f"sha256-{digest}"})
    handler.addQuickElement("podcast:source", attrs={"uri": media.url})
    handler.endElement("podcast:alternateEnclosure")


def _medium(feed: Feed) -> str:
    enclosed = [media for one in feed.items if (media := one.sound or one.media)]
    is_video = any(media.mime.startswith("video/") for media in enclosed)
    return "video" if is_video else "podcast"


def _guid(url: str) -> str:
    return str(uuid.uuid5(_PODCASTS, url.partition("://")[2].rstrip("/")))
