"""Lists and their counts follow what is published and what it is filed under, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.dispatch import receiver

from dragoman.catalogue.models import Channel, Speaker, Topic
from dragoman.catalogue.signals import channel_described, name_changed
from dragoman.imprint.signals import standing_changed
from dragoman.publications.models import Publication
from dragoman.publications.signals import listing_changed, visibility_changed
from dragoman.search.services import file_publication, rename_value, turn_version
from dragoman.search.terms import Kind

_KINDS: dict[type[Model], Kind] = {Topic: Kind.TOPIC, Channel: Kind.SOURCE, Speaker: Kind.SPEAKER}


@receiver([listing_changed, visibility_changed])
def file_again(*, publication: Publication, **_: Any) -> None:  # Any: the signal's own
    file_publication(publication=publication)


@receiver(name_changed)
def count_under_the_new_name(*, sender: type[Model], slug: str, name: str, **_: Any) -> None:
    rename_value(kind=_KINDS[sender], value=slug, label=name)


@receiver([channel_described, standing_changed])
def show_the_lists_anew(**_: Any) -> None:
    turn_version()
