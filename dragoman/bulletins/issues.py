"""Issues: what bulletins hold, each kept once however many readers get it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dragoman.bulletins.calendar import zone_of
from dragoman.bulletins.choosing import Draft
from dragoman.bulletins.history import WHOM
from dragoman.bulletins.models import Issue
from dragoman.corrections.services import note_recipients
from dragoman.corrections.terms import RecipientKind
from dragoman.lib.hashing import Json, canonical, digest


def kept_issues(drafts: Iterable[Draft], *, cadence: str, now: datetime) -> dict[Draft, Issue]:
    """The issue of each draft that has anything in it. Whoever holds one of its clips is known by the issue alone."""
    made = {draft: _issue(draft, cadence, now) for draft in drafts if draft.items}
    wanted = {issue.key: issue for issue in made.values()}
    known = _known(wanted)
    fresh = [issue for key, issue in wanted.items() if key not in known]
    if fresh:
        Issue.objects.bulk_create(fresh, batch_size=200, ignore_conflicts=True)
        for issue in fresh:
            clips = [(number, edition) for number, edition, _kind in issue.items]
            note_recipients(kind=RecipientKind.MAIL, whom=f"{WHOM}{issue.key}", clips=clips)
        known |= _known(issue.key for issue in fresh)
    return {draft: known[issue.key] for draft, issue in made.items()}


def _known(keys: Iterable[str]) -> dict[str, Issue]:
    return {issue.key: issue for issue in Issue.objects.filter(key__in=list(keys)).defer("items")}


def _issue(draft: Draft, cadence: str, now: datetime) -> Issue:
    reader = draft.subscriber
    day = now.astimezone(zone_of(reader.zone)).date()
    items: list[list[Json]] = [[item.number, item.edition, item.kind] for item in draft.items]
    said = canonical(
        {"cadence": str(cadence), "language": reader.language, "day": day.isoformat(), "items": items}
    )
    return Issue(
        key=digest(said)[:32],
        cadence=cadence,
        language=reader.language,
        day=day,
        items=items,
        made_at=now,
    )
