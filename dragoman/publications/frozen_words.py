"""The sentences of a working copy as an edition says them."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.clips.models import Clip
from dragoman.publications.content import Alternate, Context, Line, Rendering, TranslationTrack, Voice
from dragoman.transcripts.models import ContextLine, Cue
from dragoman.transcripts.terms import Origin
from dragoman.translations.models import TranslatedCue, Translation

Reviewers = Mapping[tuple[str, str], tuple[str, ...]]
"""Who approved a sentence as it stands, by its label and the language of the rendering (none for the original)."""


def voices_of(cues: list[Cue]) -> tuple[Voice, ...]:
    found: dict[tuple[str, str], Voice] = {}
    for cue in cues:
        if not cue.has_speaker or (cue.speaker_shown, cue.role) in found:
            continue
        speaker = cue.speaker  # None where someone is described without a name
        found[cue.speaker_shown, cue.role] = Voice(
            f"v{len(found) + 1}",
            cue.speaker_shown,
            speaker.name_original if speaker else "",
            cue.role,
            speaker.slug if speaker else "",
        )
    return tuple(found.values())


def lines_of(cues: list[Cue], voices: tuple[Voice, ...], reviewers: Reviewers) -> tuple[Line, ...]:
    keys = {(voice.name, voice.role): voice.key for voice in voices}
    return tuple(_line(cue, keys, reviewers.get((cue.label, ""), ())) for cue in cues)


def track_of(translation: Translation, reviewers: Reviewers) -> TranslationTrack:
    renderings = tuple(
        _rendering(cue, reviewers.get((cue.label, translation.language), ()))
        for cue in translation.cues.all()
    )
    return TranslationTrack(translation.language, renderings, translation.engine.get("name", ""))


def context_lines(clip: Clip) -> tuple[Context, ...]:
    """What the desk has of the words around the clip and in its gaps, before, gaps in order, after."""
    order = {"before": 0, "gap": 1, "after": 2}
    rows = sorted(
        ContextLine.objects.filter(clip=clip), key=lambda row: (order[row.where], row.gap or 0, row.position)
    )
    counted: dict[tuple[str, int | None], int] = {}
    made = []
    for row in rows:
        at = counted[row.where, row.gap] = counted.get((row.where, row.gap), -1) + 1
        made.append(
            Context(
                where=row.where,
                gap=row.gap,
                at=at,
                in_ms=row.in_ms,
                out_ms=row.out_ms,
                language=row.language,
                text=row.text,
                into=row.into,
                translation=row.translation,
                origin=row.origin,
                person=row.written_by if row.origin == Origin.PERSON else "",
            )
        )
    return tuple(made)


def _line(cue: Cue, keys: dict[tuple[str, str], str], reviewers: tuple[str, ...]) -> Line:
    return Line(
        label=cue.label,
        kind=cue.kind,
        voice=keys[cue.speaker_shown, cue.role] if cue.has_speaker else "",
        language=cue.language,
        text=cue.text,
        in_ms=cue.in_ms,
        out_ms=cue.out_ms,
        origin=cue.origin,
        person=cue.written_by if cue.origin == Origin.PERSON else "",
        opens_paragraph=cue.opens_paragraph,
        evidence=cue.evidence,
        certainty=cue.certainty,
        heard=cue.voice,
        relay_of=cue.relay_of,
        reviewers=reviewers,
        state=_state(cue.origin, cue.text, reviewers),
    )


def _rendering(cue: TranslatedCue, reviewers: tuple[str, ...]) -> Rendering:
    return Rendering(
        label=cue.label,
        of=tuple(original.label for original in sorted(cue.of.all(), key=lambda one: one.position)),
        text=cue.text,
        origin=cue.origin,
        translator=cue.translator if cue.origin == Origin.PERSON else "",
        note=cue.note,
        alternates=tuple(Alternate(one["text"], one.get("note", "")) for one in cue.alternates),
        reviewers=reviewers,
        state=_state(cue.origin, cue.text, reviewers),
    )


def _state(origin: str, text: str, reviewers: tuple[str, ...]) -> str:
    """How far a sentence is: reviewed by a person, written by one, taken over, drafted by machine, or missing."""
    if not text:
        return "missing"
    if reviewers:
        return "reviewed"
    return {Origin.PERSON: "written", Origin.IMPORTED: "imported"}.get(Origin(origin), "machine")
