"""The machine's draft of what the words around a clip mean."""

from __future__ import annotations

from django.db import transaction

from dragoman.clips.models import Clip
from dragoman.engines.translation.port import TranslationRequest, Unit, Watch
from dragoman.engines.translation.routing import translate_in_turn
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.languages import same_language
from dragoman.transcripts.models import ContextLine
from dragoman.transcripts.terms import Origin
from dragoman.translations.translating import router


def translate_surroundings(*, clip: Clip, watch: Watch) -> None:
    """Into the clip's first language; lines that a person wrote or that have words already stay as they are."""
    if not clip.into:
        return
    into = clip.into[0]
    waiting = list(ContextLine.objects.filter(clip=clip, origin=Origin.MACHINE, translation=""))
    for source in dict.fromkeys(line.language for line in waiting):
        engines = router().engines_for(source, into)
        if not engines or same_language(source, into):
            continue
        units = tuple(Unit(str(line.pk), line.text) for line in waiting if line.language == source)
        answers = translate_in_turn(engines, TranslationRequest(units, source, into), watch)
        _keep(clip, into, {unit.key: unit.text for answer in answers for unit in answer.units if unit.text})


@transaction.atomic
def _keep(clip: Clip, into: str, texts: dict[str, str]) -> None:
    kept = 0
    for key, text in texts.items():
        untouched = ContextLine.objects.filter(clip=clip, pk=int(key), origin=Origin.MACHINE, translation="")
        kept += untouched.update(into=into, translation=text)
    record(
        actor=SYSTEM,
        act="context.translated",
        subject=f"clip:{clip.pk}",
        detail={"language": into, "lines": kept},
    )
