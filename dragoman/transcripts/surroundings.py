"""Words of the broadcast around a clip and in its gaps: heard by machine, put right by the desk."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from dragoman.clips.clock import stretches_of
from dragoman.clips.models import Clip
from dragoman.engines.speech.port import SpeechRequest, Watch
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.lib.hashing import Json, canonical, clean_text, digest
from dragoman.lib.sentences import units_from_words
from dragoman.lib.timecode import Span
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine
from dragoman.transcripts.models import ContextLine
from dragoman.transcripts.terms import Origin, Where
from dragoman.transcripts.transcribing import engine_for

LONGEST_TEXT = 5000


class ContextChanged(ValueError):
    """The lines are not those the person saw."""


@dataclass(frozen=True, slots=True)
class Surrounding:
    """A stretch of the recording that the clip leaves out, and where it stands."""

    where: str
    gap: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class ContextText:
    """One line as a person left it; ``pk`` is None for a new one. Empty words take the line away."""

    pk: int | None
    where: str
    gap: int | None
    span: Span
    language: str
    text: str
    into: str = ""
    translation: str = ""


def surroundings_of(clip: Clip) -> tuple[Surrounding, ...]:
    """Before, in each gap, and after; only what lies in the recording."""
    shown = stretches_of(clip)
    if not shown or clip.recording is None:
        return ()
    around = settings.CONTEXT_SECONDS * 1000
    first, last = shown[0].in_ms, shown[-1].out_ms
    found: list[tuple[Where, int | None, int, int]] = [(Where.BEFORE, None, max(0, first - around), first)]
    pairs = itertools.pairwise(shown)
    found += [(Where.GAP, place, one.out_ms, two.in_ms) for place, (one, two) in enumerate(pairs)]
    found.append((Where.AFTER, None, last, min(last + around, clip.recording.duration_ms)))
    return tuple(Surrounding(w, gap, Span(a, b)) for w, gap, a, b in found if b > a)


def context_of(clip: Clip) -> tuple[ContextText, ...]:
    """What the desk has, before, gaps in order, after."""
    order = {Where.BEFORE: 0, Where.GAP: 1, Where.AFTER: 2}
    rows = ContextLine.objects.filter(clip=clip).order_by("position", "pk")
    rows_in_order = sorted(rows, key=lambda row: (order[Where(row.where)], row.gap or 0, row.in_ms))
    return tuple(
        ContextText(
            row.pk, row.where, row.gap, Span(row.in_ms, row.out_ms),
            row.language, row.text, row.into, row.translation,
        )
        for row in rows_in_order
    )  # fmt: skip


def context_digest(clip: Clip) -> str:
    """Changes whenever a line does; what a form sends back to show what it was made from."""
    return digest(canonical([_plain(line) for line in context_of(clip)]))


def hear_surroundings(
    *, clip: Clip, watch: Watch, known: Sequence[ContextText] = ()
) -> tuple[ContextText, ...]:
    """Draft the words around a clip: those that are known already as they are, the rest as an engine hears it.

    Does nothing where lines stand already.
    """
    if ContextLine.objects.filter(clip=clip).exists():
        return context_of(clip)
    told = {(line.where, line.gap) for line in known}
    unknown = [one for one in surroundings_of(clip) if (one.where, one.gap) not in told]
    heard = _heard(clip, unknown, watch)
    return _keep(clip, known, heard) if known or heard else ()


def _heard(clip: Clip, stretches: Sequence[Surrounding], watch: Watch) -> list[ContextText]:
    """Nothing where there is no sound, or no engine knows the language."""
    found = engine_for(clip)
    if found is None or not stretches or clip.recording is None or not clip.recording.has_sound:
        return []
    language, engine = found
    source, lines = vault().path_of(clip.recording.sha256), []
    with workbench("context") as bench:
        for place, stretch in enumerate(stretches):
            wav = video_engine().extract_speech(source, stretch.span, bench / f"{place}.wav")
            heard = engine.transcribe(SpeechRequest(wav, language), watch)
            for unit in units_from_words(heard.words, language):
                in_ms = min(stretch.span.in_ms + unit.span.in_ms, stretch.span.out_ms - 1)
                out_ms = max(in_ms + 1, min(stretch.span.in_ms + unit.span.out_ms, stretch.span.out_ms))
                placed = (stretch.where, stretch.gap, Span(in_ms, out_ms))
                lines.append(ContextText(None, *placed, language, unit.text.strip()))
    return [line for line in lines if line.text]


@transaction.atomic
def write_context(*, clip: Clip, lines: Sequence[ContextText], seen: str, actor: Actor) -> None:
    """Keep what a person wrote: a changed line is theirs from now on. Raises ``ContextChanged``."""
    Clip.objects.select_for_update().get(pk=clip.pk)
    if seen != context_digest(clip):
        raise ContextChanged("A colleague changed these lines after you opened them.")
    before = {line.pk: line for line in context_of(clip)}
    changed = 0
    for position, line in enumerate(lines):
        if line.pk is not None and line.pk not in before:
            raise ContextChanged("One of these lines is not there any more.")
        changed += line != before.get(line.pk) and _write(clip, position, line, actor)
    if changed:
        record(
            actor=actor,
            act="context.written",
            subject=f"clip:{clip.pk}",
            detail={"digest": context_digest(clip), "lines": changed},
        )


def _plain(line: ContextText) -> list[Json]:
    placed = [line.pk, line.where, line.gap, line.span.in_ms, line.span.out_ms]
    return [*placed, line.language, line.text, line.into, line.translation]


def _write(clip: Clip, position: int, line: ContextText, actor: Actor) -> bool:
    text, translation = clean_text(line.text).strip(), clean_text(line.translation).strip()
    if not text and not translation:
        return line.pk is not None and bool(ContextLine.objects.filter(clip=clip, pk=line.pk).delete()[0])
    values = {
        "where": line.where,
        "gap": line.gap,
        "in_ms": line.span.in_ms,
        "out_ms": line.span.out_ms,
        "language": line.language,
        "text": text,
        "into": line.into if translation else "",
        "translation": translation,
        "origin": Origin.PERSON,
        "written_by": actor.handle,
    }
    if line.pk is None:
        ContextLine.objects.create(clip=clip, position=position, **values)
    else:
        ContextLine.objects.filter(clip=clip, pk=line.pk).update(**values)
    return True


@transaction.atomic
def _keep(clip: Clip, known: Sequence[ContextText], heard: Sequence[ContextText]) -> tuple[ContextText, ...]:
    """All of it or nothing, so that a step that was killed begins again."""
    Clip.objects.select_for_update().get(pk=clip.pk)
    if ContextLine.objects.filter(clip=clip).exists():
        return context_of(clip)
    lines = [(line, Origin.PERSON) for line in known] + [(line, Origin.MACHINE) for line in heard]
    ContextLine.objects.bulk_create(
        ContextLine(
            clip=clip, where=line.where, gap=line.gap, position=position, in_ms=line.span.in_ms,
            out_ms=line.span.out_ms, language=line.language, text=line.text, into=line.into,
            translation=line.translation, origin=origin,
        )
        for position, (line, origin) in enumerate(lines)
    )  # fmt: skip
    detail: dict[str, Json] = (
        {"lines": len(heard)} if not known else {"known": len(known), "lines": len(heard)}
    )
    record(actor=SYSTEM, act="context.heard", subject=f"clip:{clip.pk}", detail=detail)
    return context_of(clip)
