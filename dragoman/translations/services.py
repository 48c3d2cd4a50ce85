"""Rendering what was said in another language: by an engine, or by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from dragoman.clips.models import Clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import clean_text
from dragoman.lib.languages import canonical
from dragoman.transcripts.terms import Origin, TrackState
from dragoman.translations.models import Translation
from dragoman.translations.rules import rendered_state
from dragoman.translations.tracks import ClipTracks, Rendering, keep_tracks, tracks_of


@transaction.atomic
def open_translation(*, clip: Clip, language: str) -> Translation:
    """The clip's track in a language, newly made and waiting if there was none."""
    translation, _ = Translation.objects.get_or_create(clip=clip, language=canonical(language))
    return translation


@dataclass(frozen=True, slots=True)
class RenderingText:
    """One rendering as someone wrote it, named by its label, or by its original's where there is none yet.

    ``note`` and ``alternates`` (text and why, in pairs) stay as they are when None.
    """

    label: str
    text: str
    note: str | None = None
    alternates: Sequence[tuple[str, str]] | None = None


@transaction.atomic
def write_translation(
    *, clip: Clip, language: str, texts: Mapping[str, str], actor: Actor, origin: str = Origin.PERSON
) -> Translation:
    """Set the words of each named rendering; what is said about them stays."""
    rows = [RenderingText(label, text) for label, text in texts.items()]
    return write_renderings(clip=clip, language=language, rows=rows, actor=actor, origin=origin)


@transaction.atomic
def write_renderings(
    *,
    clip: Clip,
    language: str,
    rows: Sequence[RenderingText],
    actor: Actor,
    origin: str = Origin.PERSON,
) -> Translation:
    """Set each named rendering; sentences that are not named stay as they are.

    What a person writes is theirs from then on. Writing the same words again changes nothing.
    """
    translation = Translation.objects.select_for_update().get(
        pk=open_translation(clip=clip, language=language).pk
    )
    tracks = tracks_of(clip)
    changed = _write_rows(tracks, translation.language, rows, actor, origin)
    keep_tracks(clip, tracks)
    translation.refresh_from_db()
    translation.state = rendered_state(translation)
    if translation.state == TrackState.WRITTEN:
        translation.note = ""  # what the engine could not do, a person has done
    translation.save()
    if changed:
        record(
            actor=actor,
            act="translation.written",
            subject=f"clip:{clip.pk}",
            detail={"language": translation.language, "cues": changed, "origin": str(origin)},
        )
    return translation


def _write_rows(
    tracks: ClipTracks, language: str, rows: Sequence[RenderingText], actor: Actor, origin: str
) -> list[str]:
    """Returns the labels whose words are new."""
    known = {one.label: one for one in tracks.renderings.setdefault(language, [])}
    changed = []
    for row in rows:
        standing = known.get(row.label)
        body = _written(standing.body if standing else Rendering(origin=origin), row, actor, origin)
        if standing is None:
            tracks.render(language, row.label, body)
        elif standing.body != body:
            standing.body = body
        else:
            continue
        changed.append(row.label)
    return changed


def _written(standing: Rendering, row: RenderingText, actor: Actor, origin: str) -> Rendering:
    text = clean_text(row.text).strip()
    note = standing.note if row.note is None else clean_text(row.note).strip()
    alternates = standing.alternates
    if row.alternates is not None:
        cleaned = [(clean_text(text).strip(), clean_text(why).strip()) for text, why in row.alternates]
        alternates = tuple(pair for pair in cleaned if pair[0])
    if text != standing.text or standing == Rendering(origin=origin):
        standing = replace(standing, text=text, origin=origin, translator=actor.handle, flags=())
    return replace(standing, note=note, alternates=alternates)
