"""The machine's first draft of what it means."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import groupby

from django.conf import settings
from django.db import transaction

from dragoman.clips.models import Clip
from dragoman.engines.translation.port import TranslatedUnit, TranslationRequest, Unit, Watch
from dragoman.engines.translation.port import Translation as EngineTranslation
from dragoman.engines.translation.routing import TranslationRouter, translate_in_turn
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.languages import same_language
from dragoman.lib.plain_json import plain
from dragoman.transcripts.models import Cue
from dragoman.transcripts.selectors import cues_of
from dragoman.transcripts.terms import Origin, TrackState
from dragoman.translations.models import TranslatedCue, Translation
from dragoman.translations.services import open_translation


def translate_clip(*, clip: Clip, language: str, watch: Watch) -> Translation:
    """Draft the clip's track in a language; where no engine knows the pair, leave it empty and say so.

    Only a waiting track is drafted: what stands there already stays.
    """
    translation = open_translation(clip=clip, language=language)
    if translation.state != TrackState.WAITING:
        return translation
    cues = [cue for cue in cues_of(clip) if cue.text]
    draft, note = _Draft(), ""
    for source, group in groupby(cues, key=lambda cue: cue.language):
        said = list(group)
        if same_language(source, language):
            continue
        engines = router().engines_for(source, language)
        if not engines:
            note = f"no_translation_engine:{source}"
            continue
        request = TranslationRequest(tuple(Unit(cue.label, cue.text) for cue in said), source, language)
        draft.take(said, translate_in_turn(engines, request, watch))
    if not cues and clip.spoken and not router().engines_for(clip.spoken[0], language):
        note = f"no_translation_engine:{clip.spoken[0]}"
    return _keep_draft(translation, draft, note)


@dataclass(slots=True)
class _Draft:
    """What the engines gave, by sentence; the one asked first is named on the track."""

    units: list[tuple[Cue, TranslatedUnit]] = field(default_factory=list)
    identity: EngineIdentity | None = None

    def take(self, said: list[Cue], answers: list[EngineTranslation]) -> None:
        by_label = {unit.key: unit for answer in answers for unit in answer.units if unit.text}
        self.units += [(cue, by_label[cue.label]) for cue in said if cue.label in by_label]
        if self.identity is None and answers:
            self.identity = answers[0].identity


def router() -> TranslationRouter:
    return _router_of(tuple(settings.TRANSLATION_ENGINES))


@cache
def _router_of(paths: tuple[str, ...]) -> TranslationRouter:
    return TranslationRouter(paths)


@transaction.atomic
def _keep_draft(translation: Translation, draft: _Draft, note: str) -> Translation:
    fresh = Translation.objects.select_for_update().get(pk=translation.pk)
    if fresh.state != TrackState.WAITING:
        return fresh
    for cue, unit in draft.units:
        rendered = TranslatedCue.objects.create(
            translation=fresh,
            label=cue.label,
            position=cue.position,
            text=unit.text,
            origin=Origin.MACHINE,
            flags=sorted(str(flag) for flag in unit.flags),
        )
        rendered.of.set([cue])
    fresh.note = note
    fresh.engine = {n: plain(v) for n, v in asdict(draft.identity).items()} if draft.identity else {}
    fresh.state = TrackState.DRAFTED if draft.units else TrackState.EMPTY
    fresh.save()
    record(
        actor=SYSTEM,
        act="translation.drafted",
        subject=f"clip:{fresh.clip_id}",
        detail={
            "language": fresh.language,
            "cues": len(draft.units),
            "engine": draft.identity.name if draft.identity else "",
        },
    )
    return fresh
