"""Reading what clips are filed under: channels, people, topics."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from dragoman.catalogue.models import Channel, Speaker, Topic


def channels() -> QuerySet[Channel]:
    """Every channel by name, sensitive ones too."""
    return Channel.objects.order_by("name", "pk")


def listed_channels() -> list[Channel]:
    """Those that may stand in a public list, by slug, with their former names and owners at hand."""
    return list(_whole().filter(is_sensitive=False).order_by("slug"))


def sensitive_slugs() -> frozenset[str]:
    """The channels that stand in no public list of channels."""
    return frozenset(Channel.objects.filter(is_sensitive=True).values_list("slug", flat=True))


def channels_named(words: str) -> list[Channel]:
    """Channels that have each of the words in one of their names, in any script and case; all for no words.

    Looked through here and not by the database: SQLite folds the case of Latin letters alone.
    """
    wanted = words.casefold().split()
    found = channels().prefetch_related("former_names")
    return [channel for channel in found if _has_words(channel, wanted)]


def channel_by_slug(slug: str) -> Channel | None:
    """A channel with its former names and owners at hand."""
    return _whole().filter(slug=slug).first()


def channel_by_id(pk: int) -> Channel | None:
    return _whole().filter(pk=pk).first()


def speaker_by_slug(slug: str) -> Speaker | None:
    """A person with all their roles at hand."""
    return Speaker.objects.prefetch_related("roles").filter(slug=slug).first()


def speakers_named(words: str) -> list[Speaker]:
    """People that have each of the words in one of their names, in any script and case; all for no words."""
    wanted = words.casefold().split()
    found = Speaker.objects.order_by("name", "pk")
    return [one for one in found if _are_in(wanted, (one.name, one.name_original, *one.aliases))]


def topic_by_slug(slug: str) -> Topic | None:
    return Topic.objects.filter(slug=slug).first()


def topics_named(words: str) -> list[Topic]:
    wanted = words.casefold().split()
    return [
        one for one in Topic.objects.order_by("name", "pk") if _are_in(wanted, (one.name, one.name_original))
    ]


def _are_in(words: list[str], names: Iterable[str]) -> bool:
    said = "\n".join(str(name) for name in names).casefold()
    return all(word in said for word in words)


def _has_words(channel: Channel, wanted: list[str]) -> bool:
    names = [channel.name, channel.name_original, channel.transliteration, *channel.aliases]
    names += [former.name for former in channel.former_names.all()]
    return _are_in(wanted, names)


def _whole() -> QuerySet[Channel]:
    return Channel.objects.prefetch_related("former_names", "ownerships")
