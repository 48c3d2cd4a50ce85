"""Rendering what was said in another language: by an engine, or by a person."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from dragoman.clips.models import Clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import clean_text
from dragoman.lib.languages import canonical
from dragoman.transcripts.selectors import cues_of
from dragoman.transcripts.services import NoSuchCue
from dragoman.transcripts.terms import Origin, TrackState
from dragoman.translations.models import TranslatedCue, Translation


@transaction.atomic
def open_translation(*, clip: Clip, language: str) -> Translation:
    """The clip's track in a language, newly made and waiting if there was none."""
    translation, _ = Translation.objects.get_or_create(clip=clip, language=canonical(language))
    return translation


@transaction.atomic
def write_translation(
    *, clip: Clip, language: str, texts: Mapping[str, str], actor: Actor, origin: str = Origin.PERSON
) -> Translation:
    """Set the rendering of each named sentence; sentences that are not named stay as they are.

    What a person writes is theirs from then on. Writing the same words again changes nothing.
    """
    translation = Translation.objects.select_for_update().get(
        pk=open_translation(clip=clip, language=language).pk
    )
    originals = {cue.label: cue for cue in cues_of(clip)}
    unknown = sorted(set(texts) - set(originals))
    if unknown:
        raise NoSuchCue(f"There is no sentence s{unknown[0]} to translate.")
    known = {cue.label: cue for cue in translation.cues.all()}
    changed = []
    for label, text in texts.items():
        text = clean_text(text).strip()
        cue = known.get(label) or TranslatedCue(translation=translation, label=label, origin=origin)
        if cue.pk and cue.text == text:
            continue
        cue.text, cue.origin, cue.translator, cue.flags = text, origin, actor.handle, []
        cue.position = originals[label].position
        cue.save()
        cue.of.set([originals[label]])
        changed.append(label)
    _follow_originals(translation, {label: cue.position for label, cue in originals.items()})
    translation.state = _state(translation)
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


def _follow_originals(translation: Translation, positions: Mapping[str, int]) -> None:
    """Renderings of removed sentences go; the rest stand in the order of their originals."""
    for cue in translation.cues.all():
        if cue.label not in positions:
            cue.delete()
        elif cue.position != positions[cue.label]:
            cue.position = positions[cue.label]
            cue.save(update_fields=["position"])


def _state(translation: Translation) -> str:
    written = translation.cues.exclude(text="")
    if not written.exists():
        return TrackState.EMPTY
    return TrackState.WRITTEN if written.exclude(origin=Origin.MACHINE).exists() else TrackState.DRAFTED
