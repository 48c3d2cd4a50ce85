"""Everything the desk's page of one clip shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.accounts.rules import Person, is_staff
from dragoman.accounts.selectors import names_of
from dragoman.clips.models import Clip
from dragoman.desk.descriptions import description_of
from dragoman.desk.forms.clip_text import DescriptionForm
from dragoman.desk.forms.cue_table import TypedRow, typed_rows
from dragoman.desk.publication_panel import Panel, read_panel
from dragoman.desk.working_copy import WorkingCopy, working_copy
from dragoman.pipeline.selectors import Progress, progress_of
from dragoman.publications import rules
from dragoman.publications.models import Publication
from dragoman.publications.numbering import next_number
from dragoman.recordings.models import Broadcast
from dragoman.reviews.copies import copy_digest
from dragoman.reviews.models import Check
from dragoman.reviews.selectors import approvers_of, findings
from dragoman.reviews.terms import Severity
from dragoman.reviews.wording import sentence_of


@dataclass(frozen=True, slots=True)
class May:
    """What this person may do to this clip as it stands; the buttons of the page, and nothing else decides them."""

    edit: bool
    submit: bool
    send_back: bool
    approve: bool
    publish: bool
    publish_edition: bool
    withdraw: bool
    steer: bool


@dataclass(frozen=True, slots=True)
class Finding:
    sentence: str
    label: str
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The table of sentences: fresh from the clip, or as someone typed it and with what is wrong."""

    seen: str
    languages: tuple[str, ...]
    rows: Sequence[TypedRow]
    drafts: frozenset[str]
    problem: str = ""
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class ClipPage:
    clip: Clip
    publication: Publication
    may: May
    progress: Progress
    findings: tuple[Finding, ...]
    table: Table
    description: DescriptionForm
    theirs: dict[str, str]
    approvers: tuple[str, ...]
    broadcast: Broadcast | None
    copy_digest: str
    panel: Panel

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.is_blocking)

    @property
    def spoken(self) -> str:
        return str(self.clip.spoken[0]) if self.clip.spoken else ""


def read_clip_page(clip: Clip, person: Person) -> ClipPage:
    publication = Publication.objects.get(clip=clip)
    copy = working_copy(clip)
    source = clip.sources.select_related("broadcast__channel", "broadcast__programme").first()
    handles = approvers_of(clip)
    names = names_of(handles)
    return ClipPage(
        clip=clip,
        publication=publication,
        may=may(person, publication),
        progress=progress_of(clip),
        findings=findings_in_words(clip),
        table=fresh_table(copy),
        description=DescriptionForm(initial=description_of(clip)),
        theirs={},
        approvers=tuple(names.get(handle, handle) for handle in handles),
        broadcast=source.broadcast if source else None,
        copy_digest=copy_digest(clip),
        panel=read_panel(publication, person),
    )


def with_table(page: ClipPage, table: Table) -> ClipPage:
    return replace(page, table=table)


def with_description(page: ClipPage, form: DescriptionForm, theirs: dict[str, str]) -> ClipPage:
    return replace(page, description=form, theirs=theirs)


def fresh_table(copy: WorkingCopy) -> Table:
    return Table(seen=copy.digest, languages=copy.languages, rows=typed_rows(copy), drafts=copy.drafts)


def may(person: Person, publication: Publication) -> May:
    return May(
        edit=rules.can_edit(person, publication),
        submit=rules.can_submit(person, publication),
        send_back=rules.can_send_back(person, publication),
        approve=rules.can_approve(person, publication),
        publish=rules.can_publish(person, publication),
        publish_edition=rules.can_publish_edition(person, publication),
        withdraw=rules.can_withdraw(person, publication),
        steer=is_staff(person) and rules.can_edit(person, publication),
    )


def findings_in_words(clip: Clip) -> tuple[Finding, ...]:
    """Findings as sentences, those that hold publication back first."""
    found = [_finding(check) for check in findings(clip)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: not finding.is_blocking))


def number_to_come(publication: Publication) -> int:
    """The number the clip has, or most likely gets: someone else's may come in between."""
    if publication.number is not None:
        return publication.number
    return next_number()


def _finding(check: Check) -> Finding:
    return Finding(sentence_of(check), check.label, check.severity == Severity.BLOCKING)
