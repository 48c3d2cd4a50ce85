"""What happened in the archive that readers may want to be told of: clips published, changed, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dragoman.bulletins.mailable import mailable
from dragoman.bulletins.terms import NewsKind
from dragoman.bulletins.wishes import clip_keys
from dragoman.publications.models import Edition, Publication
from dragoman.publications.rules import withdrawn as gone_from
from dragoman.publications.terms import EditionKind
from dragoman.search.filing import Key

_KINDS = {
    EditionKind.RETRACTION: NewsKind.RETRACTED,
    EditionKind.CORRECTION: NewsKind.CORRECTED,
    EditionKind.REDACTION: NewsKind.CORRECTED,
    EditionKind.CLARIFICATION: NewsKind.CLARIFIED,
    EditionKind.ADDITION: NewsKind.UPDATED,
}
Finder = Callable[[Publication], Iterable[str]]
"""The saved searches that find a clip."""


@dataclass(frozen=True, slots=True)
class News:
    """``edition`` is the latest of the clip, whichever gave rise to the news; of a withdrawal, the one after it."""

    number: int
    edition: int
    kind: NewsKind
    at: datetime
    keys: frozenset[Key]


def news_between(since: datetime, until: datetime, found_by: Finder) -> tuple[News, ...]:
    """Everything after ``since`` and not after ``until``. Spellings put right are news to nobody."""
    published = Publication.objects.filter(mailable())
    fresh = list(published.filter(published_at__gt=since, published_at__lte=until))
    editions = Edition.objects.filter(
        mailable("publication__"), published_at__gt=since, published_at__lte=until, kind__in=_KINDS
    )
    changes = list(editions.values_list("publication", "kind", "published_at").order_by("pk"))
    gone = list(
        Publication.objects.filter(
            gone_from(), withdrawn_at__gt=since, withdrawn_at__lte=until, number__isnull=False
        )
    )
    changed = published.in_bulk({pk for pk, _kind, _at in changes})
    everyone = {one.pk: one for one in (*fresh, *changed.values(), *gone)}
    latest = _latest_editions(everyone)
    keys = {pk: clip_keys(one.card, found_by(one)) for pk, one in everyone.items()}
    said = [(one.pk, NewsKind.NEW, one.published_at, 0) for one in fresh]
    said += [(pk, _KINDS[EditionKind(kind)], at, 0) for pk, kind, at in changes]
    said += [(one.pk, NewsKind.WITHDRAWN, one.withdrawn_at, 1) for one in gone]
    return tuple(
        News(everyone[pk].number or 0, latest.get(pk, 1) + more, kind, at, keys[pk])
        for pk, kind, at, more in said
        if at is not None and pk in everyone
    )


def _latest_editions(publications: Iterable[int]) -> dict[int, int]:
    rows = Edition.objects.filter(publication__in=list(publications)).order_by()
    return dict(rows.values_list("publication").annotate(Max("ordinal")))
