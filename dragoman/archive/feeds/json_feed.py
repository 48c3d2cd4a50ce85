"""JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from dragoman.archive.feeds.items import Feed, Item, marked_up, plain
from dragoman.imprint.selectors import site_name


def json_feed(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "description": feed.description,
        "language": settings.LANGUAGE_CODE,
        "authors": [{"name": site_name(), "url": settings.SITE_URL}],
        "items": [_item(one) for one in feed.items],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _item(one: Item) -> dict[str, Any]:  # Any: JSON
    told = {
        "id": one.short_url,
        "url": one.url,
        "title": one.title,
        "language": one.language,
        "content_text": plain(one),
        "content_html": marked_up(one),
        "summary": one.summary[0] if one.summary else "",
        "image": one.poster,
        "date_published": one.published_at.isoformat(),
        "date_modified": one.updated_at.isoformat(),
        "tags": list(one.topics),
        "attachments": _attachments(one),
        "_clip": {
            "number": one.number,
            "people": list(one.people),
            "corrections": one.corrections,
            "captions": [
                {"language": language, "url": url, "is_original": is_original}
                for language, url, is_original in one.captions
            ],
        },
    }
    return {name: value for name, value in told.items() if value not in ("", [])}


def _attachments(one: Item) -> list[dict[str, Any]]:
    if one.media is None:
        return []
    length = {"duration_in_seconds": one.duration_ms / 1000} if one.duration_ms else {}
    return [
        {"url": one.media.url, "mime_type": one.media.mime, "size_in_bytes": one.media.size_bytes, **length}
    ]
