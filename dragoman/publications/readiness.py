"""Is the clip ready to go out under our name, as it stands now?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from dragoman.clips.models import Clip
from dragoman.ledger.terms import Actor
from dragoman.publications.errors import HeldBack, IllegalTransition, NotPublishable
from dragoman.publications.models import Publication
from dragoman.publications.rules import is_published, is_withdrawn
from dragoman.publications.terms import Change, EditionKind
from dragoman.reviews.gate import gate_of
from dragoman.reviews.services import check_clip


def insist_on_readiness(publication: Publication, change: Change, actor: Actor) -> None:
    """Check the words as they stand and ask the gate. Raises ``NotPublishable`` or ``IllegalTransition``, in words."""
    _check_ready(publication, change)
    check_clip(clip=publication.clip, actor=actor)  # so that the findings are about these words
    _check_gate(publication.clip)


def _check_ready(publication: Publication, change: Change) -> None:
    if is_withdrawn(publication):
        raise IllegalTransition(
            _("This clip was withdrawn: its number stays, but it can't be published again.")
        )
    if is_published(publication) and change.kind != EditionKind.ADDITION and not change.public_note.strip():
        raise NotPublishable(_("Say in a public note what changes in this edition and why."))
    clip = publication.clip
    if clip.recording_id is not None and not clip.cut_facts:
        raise NotPublishable(_("The clip is not cut yet: wait until its file is ready."))


def _check_gate(clip: Clip) -> None:
    obstacles = gate_of(clip).obstacles
    if obstacles:
        shown = " ".join(one.words for one in obstacles[:3])
        more = _("And %(count)s more.") % {"count": len(obstacles) - 3} if len(obstacles) > 3 else ""
        raise HeldBack(_("The clip is held back. %(findings)s") % {"findings": f"{shown} {more}".strip()})
