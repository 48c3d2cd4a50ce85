"""What an enquiry can be, and the one table of what it can become."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    MEDIA = "media", _("Media")
    GOVERNMENT = "government", _("Government")
    ACADEMIA = "academia", _("Academia")
    OTHER = "other", _("Someone else")


class Kind(models.TextChoices):
    CLIP = "clip", _("A clip")
    RESEARCH = "research", _("Other research")
    CONSULT = "consult", _("To consult an expert")
    INTERVIEW = "interview", _("To interview an expert")


class State(models.TextChoices):
    RECEIVED = "received", _("waiting for confirmation")
    VERIFIED = "verified", _("received")
    TRIAGED = "triaged", _("read")
    ACCEPTED = "accepted", _("accepted")
    IN_PROGRESS = "in progress", _("in work")
    WAITING = "waiting", _("waiting for you")
    DELIVERED = "delivered", _("delivered")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    DUPLICATE = "duplicate", _("joined to another request")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SPAM = "spam", _("set aside")


_ENDS = frozenset({State.DECLINED, State.DUPLICATE, State.WITHDRAWN})
NEXT_STATES: dict[str, frozenset[str]] = {
    State.RECEIVED: frozenset({State.VERIFIED, State.WITHDRAWN}),
    State.VERIFIED: frozenset({State.TRIAGED, State.SPAM}) | _ENDS,
    State.TRIAGED: frozenset({State.ACCEPTED, State.WAITING, State.SPAM}) | _ENDS,
    State.ACCEPTED: frozenset({State.IN_PROGRESS, State.WAITING, State.DELIVERED}) | _ENDS,
    State.IN_PROGRESS: frozenset({State.WAITING, State.DELIVERED}) | _ENDS,
    State.WAITING: frozenset(
        {State.TRIAGED, State.ACCEPTED, State.IN_PROGRESS, State.DELIVERED, State.CLOSED}
    )
    | _ENDS,
    State.DELIVERED: frozenset({State.IN_PROGRESS, State.CLOSED}),
    State.CLOSED: frozenset({State.IN_PROGRESS}),
    State.SPAM: frozenset({State.VERIFIED}),
    State.DECLINED: frozenset(),
    State.DUPLICATE: frozenset(),
    State.WITHDRAWN: frozenset(),
}
OPEN = (State.VERIFIED, State.TRIAGED, State.ACCEPTED, State.IN_PROGRESS, State.WAITING)
"""What the desk has in hand."""
OVER = (State.CLOSED, State.DECLINED, State.DUPLICATE, State.WITHDRAWN, State.SPAM)
ON_THE_CLOCK = (State.VERIFIED, State.TRIAGED, State.ACCEPTED, State.IN_PROGRESS)
"""States in which it is the desk whom the other side waits for."""
TAKEN_BACK_FROM = (State.RECEIVED, *OPEN)


class Lateness(models.TextChoices):
    """How an enquiry stands to the day it is due; reckoned, never stored."""

    IN_TIME = "in time", _("in time")
    OVERDUE = "overdue", _("overdue")
    VERY_OVERDUE = "very overdue", _("very overdue")


class Priority(models.IntegerChoices):
    URGENT = 1, _("urgent")
    NORMAL = 2, _("normal")
    LOW = 3, _("when there is time")


class Direction(models.TextChoices):
    IN = "in", _("from the requester")
    OUT = "out", _("from the desk")


class Terms(models.TextChoices):
    """Whether the desk may be named."""

    ON_RECORD = "on record", _("You may quote and name me as the requester")
    OFF_RECORD = "off record", _("Keep my request in confidence")


class Reason(models.TextChoices):
    """Why an enquiry is declined; each has its own sentence in the letter."""

    NOT_OURS = "not ours", _("It is outside what this archive collects.")
    NO_RIGHTS = "no rights", _("We don’t hold the rights that this use needs.")
    NO_TIME = "no time", _("We can’t do it by the day you need it.")
    NO_EXPERT = "no expert", _("None of our experts is free or right for it.")
    UNCLEAR = "unclear", _("We couldn’t find out what is needed, or for whom.")
    OTHER = "other", _("For another reason, told in the message.")


class Scan(models.TextChoices):
    """What the search for harmful code said of an attachment."""

    NOT_ASKED = "not asked", _("not scanned")
    WAITING = "waiting", _("waiting to be scanned")
    CLEAN = "clean", _("scanned: nothing found")
    HARMFUL = "harmful", _("harmful: removed")


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("waiting for the expert")
    ACCEPTED = "accepted", _("agreed")
    DECLINED = "declined", _("declined by the expert")
    COUNTERED = "countered", _("another time suggested")
    CANCELLED = "cancelled", _("cancelled")
    HELD = "held", _("it took place")
    MISSED = "missed", _("somebody did not come")


NEXT_PROPOSAL_STATES: dict[str, frozenset[str]] = {
    ProposalState.PROPOSED: frozenset(
        {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.COUNTERED, ProposalState.CANCELLED}
    ),
    ProposalState.COUNTERED: frozenset({ProposalState.PROPOSED, ProposalState.CANCELLED}),
    ProposalState.ACCEPTED: frozenset(
        {ProposalState.PROPOSED, ProposalState.CANCELLED, ProposalState.HELD, ProposalState.MISSED}
    ),
    ProposalState.DECLINED: frozenset(),
    ProposalState.CANCELLED: frozenset(),
    ProposalState.HELD: frozenset(),
    ProposalState.MISSED: frozenset(),
}


class DemandKind(models.TextChoices):
    TAKEDOWN = "takedown", _("To take something down")
    ORDER = "order", _("A court order or an official demand")
    PRIVACY = "privacy", _("Something about me is on these pages")
    RIGHTS = "rights", _("My rights to a picture, sound or text")


class DemandState(models.TextChoices):
    RECEIVED = "received", _("received")
    UNDER_REVIEW = "under review", _("under review")
    COMPLIED = "complied", _("done as demanded")
    PARTLY = "partly", _("done in part")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


NEXT_DEMAND_STATES: dict[str, frozenset[str]] = {
    DemandState.RECEIVED: frozenset(
        {
            DemandState.UNDER_REVIEW,
            DemandState.COMPLIED,
            DemandState.PARTLY,
            DemandState.REFUSED,
            DemandState.WITHDRAWN,
        }
    ),
    DemandState.UNDER_REVIEW: frozenset(
        {DemandState.COMPLIED, DemandState.PARTLY, DemandState.REFUSED, DemandState.WITHDRAWN}
    ),
    DemandState.COMPLIED: frozenset(),
    DemandState.PARTLY: frozenset(),
    DemandState.REFUSED: frozenset(),
    DemandState.WITHDRAWN: frozenset(),
}
DEMAND_ENDS = (DemandState.COMPLIED, DemandState.PARTLY, DemandState.REFUSED)
