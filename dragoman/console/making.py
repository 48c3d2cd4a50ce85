"""Running a clip's jobs to their end in the foreground, with a bar."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dragoman.clips.models import Clip
from dragoman.console.outcome import Failed
from dragoman.jobs.delivery import queue
from dragoman.jobs.selectors import ChainProgress
from dragoman.jobs.terms import JobState
from dragoman.jobs.worker import run_chain
from dragoman.ledger.terms import COMMAND_LINE
from dragoman.pipeline.discarding import discard_clip
from dragoman.pipeline.models import ClipRun
from dragoman.pipeline.orders import ClipOrder
from dragoman.pipeline.selectors import captioning_chain, progress_from, surroundings_chain
from dragoman.pipeline.services import start_clip
from dragoman.publications.selectors import publication_of


def make(recording: Path, order: ClipOrder) -> Clip:
    """Start the clip and work its chain here, beside a running worker if there is one.

    When it fails or is interrupted, the draft and its files are removed again.
    """
    clip = start_clip(path=recording, file_name=recording.name, order=order, actor=COMMAND_LINE)
    try:
        run_to_end(clip)
    except (KeyboardInterrupt, Failed):
        discard_clip(clip=clip, actor=COMMAND_LINE)
        raise
    clip.refresh_from_db()
    _finish_captions(clip)
    return clip


def run_to_end(clip: Clip) -> None:
    """Work the clip's chain until it is done. Raises ``Failed`` with the reason when it ends otherwise."""
    chain = ClipRun.objects.filter(clip=clip).latest("id").chain
    with _bar() as show:
        ended = run_chain(chain=chain, queue=queue(), on_progress=show)
    if ended.state != JobState.SUCCEEDED:
        raise Failed(f"The clip could not be made: {progress_from(ended).error or 'it was cancelled.'}")


def _finish_captions(clip: Clip) -> None:
    """The captioned copy of a clip that was published is made here too: nobody else may be working."""
    publication = publication_of(clip)
    _work(captioning_chain(publication) if publication else None)


def finish_surroundings(clip: Clip) -> None:
    """The words before and after a clip and in its gaps, drafted here."""
    _work(surroundings_chain(clip))


def _work(chain: uuid.UUID | None) -> None:
    if chain is not None:
        with _bar() as show:
            run_chain(chain=chain, queue=queue(), on_progress=show)


@contextmanager
def _bar() -> Iterator[Callable[[ChainProgress], None]]:
    """A bar on standard error where a person watches; a line for each step where nobody does."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=1000)

        def show(chain: ChainProgress) -> None:
            seen = progress_from(chain)
            progress.update(task, completed=seen.permille, description=seen.current)

        yield show


def _lines() -> Callable[[ChainProgress], None]:
    shown: list[str] = []

    def show(chain: ChainProgress) -> None:
        current = progress_from(chain).current
        if current and current not in shown[-1:]:
            shown.append(current)
            print(f"{current} …", file=sys.stderr)

    return show
