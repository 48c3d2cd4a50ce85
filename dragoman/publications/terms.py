from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    EMBARGOED = "embargoed", _("embargoed")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


# Where a clip may go next; nothing else is legal.
NEXT_STATES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.IN_REVIEW, State.SCHEDULED, State.EMBARGOED, State.PUBLISHED}),
    State.IN_REVIEW: frozenset({State.DRAFT, State.SCHEDULED, State.EMBARGOED, State.PUBLISHED}),
    State.SCHEDULED: frozenset({State.IN_REVIEW, State.EMBARGOED, State.PUBLISHED}),
    State.EMBARGOED: frozenset({State.IN_REVIEW, State.SCHEDULED, State.PUBLISHED}),
    State.PUBLISHED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}

PLANNED = frozenset({State.SCHEDULED, State.EMBARGOED})
"""With a moment at which the clip is published by itself."""
UNPUBLISHED = frozenset({State.DRAFT, State.IN_REVIEW, *PLANNED})
EVERYWHERE = "*"
"""Where a clip is restricted: in the whole world, rather than in some countries."""


class EditionKind(models.TextChoices):
    FIRST = "first", _("first edition")
    ADDITION = "addition", _("addition")
    TYPO = "typo", _("spelling")
    CLARIFICATION = "clarification", _("clarification")
    CORRECTION = "correction", _("correction")
    RETRACTION = "retraction", _("retraction")
    REDACTION = "redaction", _("redaction")
    WITHDRAWAL = "withdrawal", _("withdrawal")


TEXTS = ("title", "title_original", "summary", "intro")
"""What an edition says besides its sentences, by the names of its leaves."""


class Provenance(models.TextChoices):
    """Whether a published file carries a signature of ours."""

    PENDING = "pending", _("waiting to be signed")
    SIGNED = "signed", _("signed")
    TEST = "test", _("signed with a test certificate that vouches for nobody")
    UNSIGNED = "unsigned", _("not signed")


@dataclass(frozen=True, slots=True)
class Change:
    """Why there is a new edition. All but additions say so in public.

    ``withhold``, with a redaction: labels of sentences, and names of texts, whose earlier words go too although
    they don't stand any more.
    """

    kind: str = EditionKind.FIRST
    public_note: str = ""
    withhold: tuple[str, ...] = ()
