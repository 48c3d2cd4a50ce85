"""What was corrected: in one clip, oldest first; in the whole archive, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from django.conf import settings
from msgspec import Meta

from dragoman.api.rest.clips import AskedClip, bad_cursor, published_or_refused
from dragoman.api.rest.endpoint import AskedList, Listed
from dragoman.api.rest.values.correction import (
    CorrectedFact,
    CorrectedSentence,
    CorrectedText,
    CorrectedWords,
    Correction,
    CorrectionInList,
    CorrectionsOfClip,
)
from dragoman.corrections.selectors import LISTED, Place, PublicCorrection, public_corrections
from dragoman.publications import correcting
from dragoman.publications.links import clip_url
from dragoman.publications.terms import EditionKind

Kind = Literal["correction", "clarification", "retraction", "withdrawal", "redaction", "typo"]


@dataclass(frozen=True, slots=True)
class AskedCorrections(AskedList):
    kind: Annotated[Kind | None, Meta(description="Only of that kind.")] = None


def corrections_of_clip(asked: AskedClip) -> CorrectionsOfClip:
    clip = published_or_refused(asked.number)
    number = clip.content.number
    url = clip_url(number, clip.slug)
    return CorrectionsOfClip(
        number=number,
        url=url,
        edition=clip.content.edition,
        feed=f"{settings.SITE_URL}/clips/{number}/corrections.json",
        corrections=tuple(told(note, url) for note in clip.corrections),
    )


def corrections(asked: AskedCorrections) -> Listed:
    kinds = {asked.kind} if asked.kind else set(map(str, LISTED))
    found = public_corrections(before=_place(asked.cursor), kinds=kinds, most=asked.limit + 1)
    cursor = found[asked.limit - 1].place.text if len(found) > asked.limit else ""
    return Listed(tuple(_in_list(one) for one in found[: asked.limit]), cursor)


def told(note: correcting.CorrectionNote, url: str) -> Correction:
    return Correction(
        edition=note.edition,
        kind=note.kind,
        note=note.note,
        published_at=note.published_at,
        url=f"{url}#correction-{note.edition}",
        sentences=tuple(_sentence(one, note.kind, url) for one in note.sentences),
        texts=tuple(CorrectedText(*text) for text in note.texts),
    )


def _in_list(item: PublicCorrection) -> CorrectionInList:
    url = clip_url(item.number, item.slug)
    return CorrectionInList(
        number=item.number,
        kind=item.note.kind if item.note else str(EditionKind.WITHDRAWAL),
        at=item.at,
        title=item.title,
        reason=item.reason,
        url=url,
        correction=told(item.note, url) if item.note else None,
    )


def _sentence(one: correcting.CorrectedSentence, kind: str, url: str) -> CorrectedSentence:
    return CorrectedSentence(
        label=one.label,
        fate=one.fate,
        in_ms=one.in_ms,
        url=f"{url}#s{one.label}",
        words=tuple(
            CorrectedWords(
                language=side.language,
                is_original=side.is_original,
                before=None if side.is_withheld or kind == EditionKind.REDACTION else side.before,
                after=side.after,
            )
            for side in one.sides
        ),
        facts=tuple(CorrectedFact(*fact) for fact in one.facts),
    )


def _place(cursor: str) -> Place | None:
    if not cursor:
        return None
    moment, *rest = cursor.replace(" ", "+").split(",")
    try:
        at = datetime.fromisoformat(moment)
        number, edition = (int(part) for part in rest if len(part) < 17)
    except ValueError as error:
        raise bad_cursor() from error
    if at.tzinfo is None:
        raise bad_cursor()
    return Place(at, number, edition)
