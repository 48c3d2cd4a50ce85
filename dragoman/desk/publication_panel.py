"""What readers see of a clip and when, in one place: the desk's panel, and the words for each state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.utils.translation import get_language

from dragoman.accounts.rules import Person
from dragoman.catalogue.countries import country_name
from dragoman.lib.wall_clock import shown_at
from dragoman.publications import rules
from dragoman.publications.models import PreviewLink, Publication, Release, Restriction
from dragoman.publications.terms import EVERYWHERE, PLANNED, State
from dragoman.reviews.gate import gate_of
from dragoman.ui.wording import comma_list


@dataclass(frozen=True, slots=True)
class Planned:
    """A moment as the clocks it was told by show it, and in UTC. ``problem`` says why it came to nothing."""

    is_embargo: bool
    shown: str
    utc: datetime
    problem: str
    is_held_back: bool
    """As the clip stands now, it would not go out."""


@dataclass(frozen=True, slots=True)
class Panel:
    publication: Publication
    planned: Planned | None
    restriction: Restriction | None
    where: str
    """The countries of the restriction in words; empty for the whole world."""
    open_previews: int
    may_plan: bool
    may_unplan: bool
    may_preview: bool
    may_list: bool
    may_narrow: bool

    @property
    def is_shown(self) -> bool:
        mays = (self.may_plan, self.may_unplan, self.may_preview, self.may_list, self.may_narrow)
        return any(mays) or self.planned is not None or bool(self.publication.restricted_in)

    @property
    def is_published(self) -> bool:
        return rules.is_published(self.publication)

    @property
    def is_embargoed(self) -> bool:
        return self.publication.state == State.EMBARGOED


def read_panel(publication: Publication, person: Person) -> Panel:
    restriction = publication.restrictions.filter(lifted_at=None).first()
    return Panel(
        publication=publication,
        planned=planned_of(publication),
        restriction=restriction,
        where=where_in_words(restriction),
        open_previews=open_previews(publication).count(),
        may_plan=rules.can_plan(person, publication),
        may_unplan=rules.can_unplan(person, publication),
        may_preview=rules.can_preview(person, publication),
        may_list=rules.can_list(person, publication),
        may_narrow=rules.can_narrow(person, publication),
    )


def planned_of(publication: Publication) -> Planned | None:
    """The moment that is set, or the one that came to nothing; none of what is published."""
    release = Release.objects.filter(publication=publication).first()
    if release is None or rules.is_published(publication):
        return None
    is_waiting = publication.state in PLANNED
    return Planned(
        is_embargo=publication.state == State.EMBARGOED,
        shown=f"{shown_at(release.at, release.zone):%Y-%m-%d %H:%M} {release.zone}",
        utc=release.at,
        problem="" if is_waiting else release.problem,
        is_held_back=is_waiting and bool(gate_of(publication.clip).obstacles),
    )


def open_previews(publication: Publication) -> QuerySet[PreviewLink]:
    return PreviewLink.objects.filter(
        publication=publication, revoked_at=None, expires_at__gt=datetime.now(UTC)
    )


def where_in_words(restriction: Restriction | None) -> str:
    if restriction is None or restriction.where == EVERYWHERE:
        return ""
    language = get_language() or "en"
    return comma_list(country_name(code, language) for code in restriction.where.strip(",").split(","))
