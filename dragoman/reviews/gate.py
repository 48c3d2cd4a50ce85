"""What stands between a clip and its publication: findings that hold back, and the decisions that let them pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from dragoman.clips.models import Clip
from dragoman.reviews.models import Check, Override, SentenceReview
from dragoman.reviews.sentences import Key, SentenceSide, sides_of
from dragoman.reviews.terms import SAME_EYES, UNREVIEWED, Severity
from dragoman.reviews.wording import sentence
from dragoman.transcripts.terms import Origin


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One finding that holds publication back, and the override that lets it pass, if there is one."""

    rule: str
    label: str
    language: str
    words: str
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """The clip as the gate sees it now. ``reviewers`` are those whose yes counts for the sentence as it stands."""

    obstacles: tuple[Obstacle, ...]
    let_pass: tuple[Obstacle, ...]
    reviewers: dict[Key, tuple[str, ...]]
    eyes: str

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The decisions in force that let something pass, each once."""
        return tuple({one.override.pk: one.override for one in self.let_pass if one.override}.values())


def gate_of(clip: Clip) -> Gate:
    """Look at the last findings and at who reviewed what; nothing is changed."""
    sides = sides_of(clip)
    given = _given(clip, sides)
    counted = {side.key: _counted(side, given.get(side.key, ())) for side in sides}
    found = [*_unreviewed(sides, given, counted), *_held(clip)]
    digests = {side.key: side.digest for side in sides}
    standing = [
        one for one in Override.objects.filter(clip=clip, taken_back_at=None) if _stands(one, digests)
    ]
    judged = [_judged(one, standing) for one in found]
    return Gate(
        obstacles=tuple(one for one in judged if one.override is None),
        let_pass=tuple(one for one in judged if one.override is not None),
        reviewers={key: handles for key, handles in counted.items() if handles},
        eyes=_eyes(sides, counted),
    )


def _given(clip: Clip, sides: Iterable[SentenceSide]) -> dict[Key, tuple[str, ...]]:
    """Who said yes to each sentence exactly as it stands."""
    digests = {side.key: side.digest for side in sides}
    found: dict[Key, list[str]] = {}
    rows = SentenceReview.objects.filter(clip=clip).order_by("given_at", "pk")
    for label, language, digest, person in rows.values_list("label", "language", "digest", "person"):
        if digests.get((label, language)) == digest:
            found.setdefault((label, language), []).append(person)
    return {key: tuple(dict.fromkeys(people)) for key, people in found.items()}


def _counted(side: SentenceSide, people: tuple[str, ...]) -> tuple[str, ...]:
    """A second pair of eyes counts; the writer's own only where the desk works alone or asks for no second."""
    others = tuple(person for person in people if person != side.writer)
    if others or (settings.TWO_PAIRS_OF_EYES and not settings.ONE_PERSON_DESK):
        return others
    return people


def _unreviewed(
    sides: Iterable[SentenceSide], given: dict[Key, tuple[str, ...]], counted: dict[Key, tuple[str, ...]]
) -> list[Obstacle]:
    missing = [side for side in sides if not counted[side.key]]
    return [
        _obstacle(SAME_EYES if given.get(side.key) else UNREVIEWED, side.label, side.language)
        for side in missing
    ]


def _held(clip: Clip) -> list[Obstacle]:
    held = Check.objects.filter(clip=clip, severity=Severity.BLOCKING)
    return [_obstacle(one.rule, one.label, one.language, **one.detail) for one in held]


def _obstacle(rule: str, label: str, language: str, **detail: object) -> Obstacle:
    return Obstacle(rule, label, language, sentence(rule, label=label, language=language, **detail))


def _stands(override: Override, digests: dict[Key, str]) -> bool:
    """A decision about one sentence lapses when the sentence changes."""
    return not override.digest or digests.get((override.label, override.language)) == override.digest


def _judged(found: Obstacle, standing: list[Override]) -> Obstacle:
    for one in standing:
        if one.rule == found.rule and one.label in {"", found.label} and one.language in {"", found.language}:
            return Obstacle(found.rule, found.label, found.language, found.words, one)
    return found


def _eyes(sides: tuple[SentenceSide, ...], counted: dict[Key, tuple[str, ...]]) -> str:
    """``two`` where each sentence was seen by another than its writer; ``one`` where some were not."""
    if not sides or not all(counted[side.key] for side in sides):
        return ""
    by_others = all(
        (side.origin == Origin.PERSON and set(counted[side.key]) - {side.writer})
        or side.origin != Origin.PERSON
        for side in sides
    )
    return "two" if by_others else "one"


def clears_itself(clip: Clip) -> bool:
    """Whether nothing holds the clip back but that no person has reviewed it yet."""
    return all(one.rule == UNREVIEWED for one in gate_of(clip).obstacles)
