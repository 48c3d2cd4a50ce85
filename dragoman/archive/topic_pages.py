"""The topics, and the page of each. A topic is shown as long as a listed clip is filed under it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.archive import heard
from dragoman.archive.index_page import days_of
from dragoman.bulletins.links import subscribe_path
from dragoman.catalogue.models import Topic
from dragoman.publications.links import clips_path, feed_path, topic_path
from dragoman.search.facets import facets
from dragoman.search.selectors import Filters, run
from dragoman.search.standing import days_covered
from dragoman.search.terms import Kind
from dragoman.ui import wording
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language

_NEWEST = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A topic, or a person, in the list of all."""

    name: str
    path: str
    count: int


def context_of_all(version: int) -> dict[str, object]:
    """By name, with a group of those that have most before a long list."""
    language = reader_language()
    topics = [
        Line(one.label, topic_path(one.value, language), one.count) for one in facets(version=version).topics
    ]
    return {
        **furniture(topic_path()),
        "section": "topics",
        "lines": sorted(topics, key=lambda line: (wording.sorting_key(line.name), line.path)),
        "largest": max((line.count for line in topics), default=0),
    }


def context_of(topic: Topic, version: int) -> dict[str, object]:
    filters = Filters(topic=topic.slug)
    within = facets(filters, version)
    first, last = days_covered(Kind.TOPIC, topic.slug)
    return {
        **furniture(topic_path(topic.slug)),
        "section": "topic",
        "topic": topic,
        "plain_name": wording.plain_line(topic.name),
        "count": within.total,
        "days_covered": wording.days_between(first, last),
        "description": [part for part in topic.description.split("\n\n") if part.strip()],
        "people": heard.people_in(within),
        "sources": heard.sources_in(within),
        "days": days_of(run(filters=filters, size=_NEWEST, version=version)),
        "list_path": f"{clips_path(reader_language())}?topic={topic.slug}",
        "bulletin_path": f"{topic_path(topic.slug, reader_language())}/bulletin",
    }


def context_of_bulletin(topic: Topic, version: int) -> dict[str, object]:
    """The clips that the next bulletin of the topic would have come after, the newest first, and the feeds of it."""
    filters, language = Filters(topic=topic.slug), reader_language()
    return {
        **furniture(f"{topic_path(topic.slug)}/bulletin"),
        "section": "topic",
        "topic": topic,
        "plain_name": wording.plain_line(topic.name),
        "topic_path": topic_path(topic.slug, language),
        "by_email_path": subscribe_path("topic", topic.slug, language),
        "days": days_of(run(filters=filters, size=_NEWEST, version=version)),
        "feeds": [
            (name, feed_path(file, "topics", topic.slug))
            for name, file in (("Atom", "feed.atom"), ("RSS", "feed.rss"), ("JSON Feed", "feed.json"))
        ],
        "podcast_path": feed_path("podcast.xml", "topics", topic.slug),
    }
