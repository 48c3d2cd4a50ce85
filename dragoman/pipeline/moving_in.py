"""An older archive's clip becomes one of ours: its number, its words, its date, as they were published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from dragoman.catalogue.services import ChannelEntry, file_channel
from dragoman.clips.models import Clip
from dragoman.clips.services import ClipDescription, ClipPlan, make_clip
from dragoman.clips.terms import Convention
from dragoman.ledger.terms import Actor
from dragoman.lib.bounded import TooLong
from dragoman.lib.hashing import canonical, clean_text, digest
from dragoman.lib.languages import canonical as canonical_language
from dragoman.lib.pages import PageClip, PageSource, as_json
from dragoman.publications.errors import AddressRefused, NumberTaken
from dragoman.publications.models import Number, Publication
from dragoman.publications.services import (
    keep_old_address,
    publish_clip,
    reserve_number,
    start_draft,
)
from dragoman.recordings.airtime import Airtime
from dragoman.recordings.models import Broadcast
from dragoman.recordings.services import file_broadcast
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.transcripts.services import CueText, write_transcript
from dragoman.transcripts.terms import Origin
from dragoman.translations.services import write_translation

EARLIER_ARCHIVE_REASON = "Published by the earlier archive as it stands here."


class Outcome(StrEnum):
    NEW = "new"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class MovedIn:
    """What became of one page. ``problem`` is a sentence when it did not come in, ``remark`` when it did."""

    outcome: Outcome
    number: int | None
    problem: str = ""
    remark: str = ""


def move_in(*, page: PageClip, language: str, actor: Actor) -> MovedIn:
    """Publish a page of an older archive under its old number, or the next one when it had none.

    The same page a second time changes nothing. Another page with a number that is taken is left out and
    said so: what is published is never overwritten. ``language`` is the language the page is written in.
    """
    try:
        return _move_in(page, canonical_language(language), actor)
    except (NumberTaken, TooLong) as error:
        return MovedIn(Outcome.CONFLICT, page.number, f"{error} The page was left out.")


@transaction.atomic
def _move_in(page: PageClip, language: str, actor: Actor) -> MovedIn:
    fingerprint = _fingerprint(page)
    known = Clip.objects.filter(import_digest=fingerprint).first()
    if known is not None:
        publication = Publication.objects.get(clip=known)
        remark = _keep_address(publication, page, actor)
        return MovedIn(Outcome.UNCHANGED, publication.number, remark=remark)
    if page.number is not None and Number.objects.filter(number=page.number).exists():
        return MovedIn(
            Outcome.CONFLICT,
            page.number,
            f"Number {page.number} is in the archive with other words: it was left as it is.",
        )
    clip = _clip_of(page, language, fingerprint, actor)
    _write_turns(clip, page, language, actor)
    publication = start_draft(clip=clip, actor=actor)
    number = reserve_number(publication=publication, actor=actor, wanted=page.number)
    check_clip(clip=clip, actor=actor)
    let_everything_pass(clip=clip, reason=EARLIER_ARCHIVE_REASON, actor=actor)
    publish_clip(publication=publication, actor=actor)
    return MovedIn(Outcome.NEW, number, remark=_keep_address(publication, page, actor))


def _clip_of(page: PageClip, language: str, fingerprint: str, actor: Actor) -> Clip:
    plan = ClipPlan(
        broadcasts=tuple(_broadcasts(page, actor)),
        duration_ms=page.duration_ms,
        into=(language,) if page.turns else (),
    )
    description = ClipDescription(
        title=page.title,
        summary="\n\n".join(page.summary),
        intro=page.intro,
        language=language,
        convention=_convention(page),
    )
    clip = make_clip(plan=plan, description=description, topics=[], actor=actor)
    clip.import_digest = fingerprint
    clip.save(update_fields=["import_digest"])
    return clip


def _convention(page: PageClip) -> str:
    """Archives say it when they print excerpts, and nothing when they don't."""
    return Convention.EXCERPTS if "excerpts" in page.intro.casefold() else ""


def _broadcasts(page: PageClip, actor: Actor) -> Iterator[Broadcast]:
    airtime = Airtime(None, page.aired_on, "") if page.aired_on else None
    sources: tuple[PageSource | None, ...] = page.sources or ((None,) if airtime else ())
    for source in sources:
        channel = (
            file_channel(entry=ChannelEntry(source.name, source.country), actor=actor)
            if source is not None
            else None
        )
        yield file_broadcast(channel=channel, airtime=airtime, programme=None)


def _write_turns(clip: Clip, page: PageClip, language: str, actor: Actor) -> None:
    """Each paragraph is a sentence row of its own: untimed, its original not at hand, its rendering as printed."""
    rows, texts = [], []
    for turn in page.turns:
        for position, paragraph in enumerate(turn.paragraphs):
            rows.append(CueText(text="", speaker=turn.speaker, role=turn.role, opens_paragraph=position > 0))
            texts.append(paragraph)
    if not rows:
        return
    transcript = write_transcript(clip=clip, rows=rows, actor=actor, origin=Origin.IMPORTED)
    labels = transcript.cues.order_by("position").values_list("label", flat=True)
    write_translation(
        clip=clip,
        language=language,
        texts=dict(zip(labels, texts, strict=True)),
        actor=actor,
        origin=Origin.IMPORTED,
    )


def _keep_address(publication: Publication, page: PageClip, actor: Actor) -> str:
    """Keep the page's old address, so that links to it still lead here; why not, in words, where that can't be."""
    if not page.address:
        return ""
    try:
        keep_old_address(publication=publication, address=page.address, actor=actor)
    except AddressRefused as error:
        return f"Its old address was not kept. {error}"
    return ""


def _fingerprint(page: PageClip) -> str:
    content = {name: value for name, value in as_json(page).items() if name != "warnings"}
    return digest(canonical({"page": clean_text(str(content))}))
