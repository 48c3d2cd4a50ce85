"""The rundown: the desk's ordered list of clips in hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from dragoman.accounts.selectors import names_of
from dragoman.clips.models import Clip
from dragoman.jobs.models import Job
from dragoman.jobs.selectors import chain_progress
from dragoman.jobs.terms import JobState
from dragoman.lib.wall_clock import shown_at
from dragoman.pipeline.models import ClipRun
from dragoman.pipeline.selectors import Progress, progress_from
from dragoman.publications.models import Publication
from dragoman.publications.rules import published
from dragoman.publications.terms import PLANNED, UNPUBLISHED, State
from dragoman.recordings.models import Broadcast

_MOST = 50
_RECENT = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One clip in the list. ``progress`` is None when nothing is being done for it."""

    publication: Publication
    clip: Clip
    broadcast: Broadcast | None
    made_by: str
    moment: str
    """When it is, or was to be, published by itself, by the clock it was set by."""
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Section:
    entries: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Rundown:
    """What is in hand; or, when words were looked for, only ``found``."""

    in_work: Section
    failed: Section
    drafts: Section
    in_review: Section
    planned: Section
    held_back: Section
    published: Section
    found: Section | None

    @property
    def is_empty(self) -> bool:
        shown = (
            *(self.in_work, self.failed, self.drafts, self.in_review),
            *(self.planned, self.held_back, self.published),
        )
        return not any(section.total for section in shown)


_NOTHING = Section((), 0)


def read_rundown(words: str = "") -> Rundown:
    if words:
        found = _section(_matching(words).order_by("-number", "-id"), {})
        return Rundown(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, found)
    unfinished = _unfinished()
    stopped = {pk: it for pk, it in unfinished.items() if it.is_settled}
    working = {pk: it for pk, it in unfinished.items() if not it.is_settled}
    everything = Publication.objects.all()
    in_review = everything.filter(state=State.IN_REVIEW).exclude(clip__in=working)
    drafts = everything.filter(state=State.DRAFT).order_by("-clip__made_at", "-id")
    return Rundown(
        in_work=_section(everything.filter(clip__in=working).order_by("-clip__made_at", "-id"), working),
        failed=_section(drafts.filter(clip__in=stopped), stopped),
        drafts=_section(drafts.exclude(clip__in=unfinished), {}),
        in_review=_section(in_review.filter(release__failed_at=None).order_by("clip__made_at"), {}),
        planned=_section(everything.filter(state__in=PLANNED).order_by("release__at", "pk"), {}),
        held_back=_section(
            in_review.filter(release__failed_at__isnull=False).order_by("release__failed_at"), {}
        ),
        published=_section(everything.filter(published()).order_by("-updated_at", "-number"), {}, _RECENT),
        found=None,
    )


def _section(
    publications: QuerySet[Publication], progress: dict[int, Progress], most: int = _MOST
) -> Section:
    rows = list(
        publications.select_related("clip", "release").prefetch_related(
            "clip__sources__broadcast__channel", "clip__sources__broadcast__programme"
        )[:most]
    )
    total = len(rows) if len(rows) < most else publications.count()
    names = names_of(row.clip.made_by for row in rows)
    return Section(tuple(_entry(row, names, progress) for row in rows), total)


def _entry(publication: Publication, names: dict[str, str], progress: dict[int, Progress]) -> Entry:
    clip = publication.clip
    source = next(iter(clip.sources.all()), None)
    return Entry(
        publication=publication,
        clip=clip,
        broadcast=source.broadcast if source else None,
        made_by=names.get(clip.made_by, ""),
        moment=_moment(publication),
        progress=progress.get(clip.pk),
    )


def _moment(publication: Publication) -> str:
    release = getattr(publication, "release", None)
    if release is None or publication.state not in UNPUBLISHED:
        return ""
    return f"{shown_at(release.at, release.zone):%Y-%m-%d %H:%M} {release.zone}"


def _unfinished() -> dict[int, Progress]:
    """How far the work is for each clip whose latest run is not through; the work of others is not read."""
    open_chains: Iterable[UUID] = (
        Job.objects.exclude(state=JobState.SUCCEEDED).order_by().values_list("chain", flat=True).distinct()
    )
    found: dict[int, Progress] = {}
    for clip_id, chain in (
        ClipRun.objects.filter(chain__in=open_chains).order_by("id").values_list("clip_id", "chain")
    ):
        latest = (
            ClipRun.objects.filter(clip_id=clip_id).order_by("-id").values_list("chain", flat=True).first()
        )
        if latest == chain:
            found[clip_id] = progress_from(chain_progress(chain))
    return found


def _matching(words: str) -> QuerySet[Publication]:
    condition = (
        Q(clip__title__icontains=words)
        | Q(clip__title_original__icontains=words)
        | Q(clip__sources__broadcast__channel__name__icontains=words)
        | Q(clip__recording__file_name__icontains=words)
    )
    number = words.lstrip("#")
    if number.isascii() and number.isdigit() and len(number) <= 10:
        condition |= Q(number=int(number))
    return Publication.objects.filter(condition).distinct()
