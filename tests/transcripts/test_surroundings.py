from __future__ import annotations

import pytest

from dragoman.clips.services import ClipDescription, ClipPlan, make_clip
from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.timecode import Span
from dragoman.transcripts.models import ContextLine
from dragoman.transcripts.surroundings import (
    ContextChanged,
    ContextText,
    Surrounding,
    context_digest,
    context_of,
    surroundings_of,
    write_context,
)
from tests.factories.clips import recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip(db):
    source = recording(SYSTEM, duration_ms=130_000)
    passages = (Span(10_000, 45_000), Span(80_000, 120_000))
    plan = ClipPlan(broadcasts=(source.broadcast,), recording=source, passages=passages, spoken=("zh",))
    return make_clip(plan=plan, description=ClipDescription("A title"), topics=[], actor=SYSTEM)


def test_surroundings_lie_in_the_recording(clip):
    assert surroundings_of(clip) == (
        Surrounding("before", None, Span(0, 10_000)),
        Surrounding("gap", 0, Span(45_000, 80_000)),
        Surrounding("after", None, Span(120_000, 130_000)),
    )


def test_person_writes_changes_and_takes_away(clip, world):
    line = ContextText(None, "gap", 0, Span(45_000, 80_000), "zh", "夜里有车。", "en", "There are trains.")
    write_context(clip=clip, lines=[line], seen=context_digest(clip), actor=world.editor.actor)
    row = ContextLine.objects.get(clip=clip)
    assert (row.origin, row.written_by, row.translation) == (
        "person",
        world.editor.handle,
        "There are trains.",
    )
    (kept,) = context_of(clip)
    entries = Entry.objects.count()
    write_context(clip=clip, lines=[kept], seen=context_digest(clip), actor=world.editor.actor)
    assert Entry.objects.count() == entries
    gone = ContextText(kept.pk, "gap", 0, kept.span, "zh", "")
    write_context(clip=clip, lines=[gone], seen=context_digest(clip), actor=world.editor.actor)
    assert context_of(clip) == ()


def test_line_changed_meanwhile_is_not_overwritten(clip, world):
    seen = context_digest(clip)
    line = ContextText(None, "before", None, Span(0, 10_000), "zh", "你好")
    write_context(clip=clip, lines=[line], seen=seen, actor=world.editor.actor)
    with pytest.raises(ContextChanged):
        write_context(clip=clip, lines=[line], seen=seen, actor=world.editor.actor)
