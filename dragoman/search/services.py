"""Filing what is published under all that lists are narrowed by, and counting it, when it changes."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from dragoman.catalogue.models import Channel, Speaker, Topic
from dragoman.publications.models import Publication
from dragoman.publications.rules import indexed, is_indexed
from dragoman.search.filing import Key, keys_of, standing_of
from dragoman.search.models import Count, Filing, ListVersion
from dragoman.search.terms import Kind

_BATCH = 500


@transaction.atomic
def file_publication(*, publication: Publication) -> None:
    """Put a clip where lists find it, or take it out of them, and change the counts by the difference.

    Call it inside the transaction that publishes, after its last line in the ledger: whoever files waits for the
    others here, and in one order.
    """
    turn_version()
    wanted = {} if not _is_shown(publication) else keys_of(publication.card, publication.aired_on)
    kept = {
        (each.kind, each.value): each
        for each in Filing.objects.filter(publication=publication).order_by("pk")
    }
    gone = [each for key, each in kept.items() if key not in wanted]
    fresh = [key for key in wanted if key not in kept]
    Filing.objects.filter(pk__in=[each.pk for each in gone]).delete()
    if wanted:
        standing = standing_of(publication.aired_on, publication.number or 0)
        Filing.objects.filter(publication=publication).exclude(standing=standing).update(standing=standing)
        Filing.objects.bulk_create(
            Filing(publication=publication, kind=kind, value=value, standing=standing)
            for kind, value in fresh
        )
    _count(gone=[(each.kind, each.value) for each in gone], fresh=fresh, labels=_present_names(wanted))


@transaction.atomic
def rename_value(*, kind: Kind, value: str, label: str) -> None:
    """A topic, source or speaker is called otherwise from now on; what was published keeps the name it has."""
    turn_version()
    Count.objects.filter(kind=kind, value=value).update(label=label[:200])


@transaction.atomic
def turn_version() -> None:
    """Tell every process that its lists are out of date. Whoever turns it goes on alone until the end.

    Drawn, not counted on: a database that was set back never meets a version that a process has kept pages under.
    """
    version = secrets.randbits(62)
    if not ListVersion.objects.filter(pk=1).update(version=version):
        ListVersion.objects.get_or_create(pk=1, defaults={"version": version})


@transaction.atomic
def file_everything() -> int:
    """File and count all that is published anew. Returns how many clips are listed."""
    turn_version()
    Filing.objects.all().delete()
    Count.objects.all().delete()
    counts: Counter[Key] = Counter()
    labels: dict[Key, str] = {}
    waiting: list[Filing] = []
    for publication in Publication.objects.filter(indexed()).defer("words").iterator(_BATCH):
        if not _is_shown(publication):
            continue
        keys = keys_of(publication.card, publication.aired_on)
        standing = standing_of(publication.aired_on, publication.number or 0)
        waiting += [
            Filing(publication=publication, kind=kind, value=value, standing=standing) for kind, value in keys
        ]
        counts.update(keys.keys())
        labels |= keys
        if len(waiting) >= _BATCH:
            Filing.objects.bulk_create(waiting)
            waiting = []
    Filing.objects.bulk_create(waiting)
    labels = _present_names(labels)
    Count.objects.bulk_create(
        (Count(kind=key[0], value=key[1], label=labels[key], count=count) for key, count in counts.items()),
        batch_size=_BATCH,
    )
    return counts[Kind.EVERYTHING, ""]


def _is_shown(publication: Publication) -> bool:
    return is_indexed(publication) and bool(publication.card)


def _count(*, gone: list[Key], fresh: list[Key], labels: dict[Key, str]) -> None:
    """``labels`` are those of all values the clip stands under now; the latest name of a value counts."""
    known = {(each.kind, each.value): each for each in _counts_of([*gone, *labels])}
    missing = [
        Count(kind=kind, value=value, label=labels[kind, value])
        for kind, value in fresh
        if (kind, value) not in known
    ]
    known |= {(each.kind, each.value): each for each in Count.objects.bulk_create(missing)}
    Count.objects.filter(pk__in=[known[key].pk for key in fresh]).update(count=F("count") + 1)
    less = [known[key].pk for key in gone if key in known]
    Count.objects.filter(pk__in=less).update(count=F("count") - 1)
    Count.objects.filter(pk__in=less, count=0).delete()
    renamed = [each for key, each in known.items() if key in labels and each.label != labels[key]]
    for each in renamed:
        Count.objects.filter(pk=each.pk).update(label=labels[each.kind, each.value])


def _counts_of(keys: Iterable[Key]) -> list[Count]:
    wanted = set(keys)
    kinds, values = {kind for kind, _ in wanted}, {value for _, value in wanted}
    found = Count.objects.filter(kind__in=kinds, value__in=values) if wanted else ()
    return [each for each in found if (each.kind, each.value) in wanted]


def _present_names(labels: dict[Key, str]) -> dict[Key, str]:
    """The same with the names that the catalogue has now, where it still has them."""
    named = {Kind.TOPIC: Topic, Kind.SOURCE: Channel, Kind.SPEAKER: Speaker}
    found = dict(labels)
    for kind, model in named.items():
        slugs = [value for each, value in labels if each == kind]
        for start in range(0, len(slugs), _BATCH):
            rows = model._default_manager.filter(slug__in=slugs[start : start + _BATCH])
            found |= {(str(kind), slug): name for slug, name in rows.values_list("slug", "name")}
    return found
