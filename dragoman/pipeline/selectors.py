"""How far the making of a clip is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dragoman.clips.models import Clip
from dragoman.jobs.models import Job
from dragoman.jobs.selectors import ChainProgress, chain_progress
from dragoman.jobs.terms import JobState
from dragoman.pipeline.models import ClipRun
from dragoman.publications.models import Publication

LABELS: dict[str, Promise] = {
    "recordings.prepare": _("Make the recording playable"),
    "clips.cut": _("Cut, and check every frame"),
    "clips.illustrate": _("Poster and waveform"),
    "transcripts.transcribe": _("Transcribe"),
    "translations.translate": _("Translate"),
    "reviews.check": _("Check"),
    "publications.publish": _("Publish"),
    "publications.publish_if_clear": _("Publish, if nothing holds it back"),
    "publications.caption": _("Video with captions"),
    "publications.sign": _("Sign the files"),
}


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    label: str
    state: str
    permille: int
    note: str
    error: str


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of a clip's making. ``state`` is empty when nothing was ever to be done for it."""

    steps: tuple[Step, ...]
    state: str
    permille: int
    current: str
    error: str

    @property
    def is_settled(self) -> bool:
        return self.state in {"", JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}

    @property
    def can_cancel(self) -> bool:
        return not self.is_settled

    @property
    def can_retry(self) -> bool:
        return self.state in {JobState.FAILED, JobState.CANCELLED}


def progress_of(clip: Clip) -> Progress:
    run = ClipRun.objects.filter(clip=clip).first()
    return progress_from(chain_progress(run.chain)) if run else Progress((), "", 1000, "", "")


def captioning_chain(publication: Publication) -> uuid.UUID | None:
    """The chain of the latest captioned copy that was asked for."""
    return _latest_chain(f"captioned:{publication.pk}")


def surroundings_chain(clip: Clip) -> uuid.UUID | None:
    """The chain that drafts the words around a clip."""
    return _latest_chain(f"context:{clip.pk}")


def _latest_chain(slot: str) -> uuid.UUID | None:
    jobs = Job.objects.filter(slot=slot).order_by("-created_at")
    return jobs.values_list("chain", flat=True).first()


def steps_of(clip: Clip) -> tuple[Step, ...]:
    return progress_of(clip).steps


def progress_from(chain: ChainProgress) -> Progress:
    if not chain.steps:
        return Progress((), "", 1000, "", "")
    return Progress(
        steps=tuple(
            Step(s.kind, label_of(s.kind), str(s.state), s.permille, s.note, s.error) for s in chain.steps
        ),
        state=str(chain.state),
        permille=chain.permille,
        current=label_of(chain.current.kind) if chain.current else "",
        error=chain.error,
    )


def label_of(kind: str) -> str:
    return str(LABELS.get(kind, kind))
