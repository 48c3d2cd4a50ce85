"""What a reader may ask to be told of, how often, and what becomes of a reader and of each wish."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """What a subscription is to. The words are those of ``search.terms.Kind`` where lists go by the same."""

    EVERYTHING = "everything", _("everything")
    TOPIC = "topic", _("topic")
    SOURCE = "source", _("source")
    COUNTRY = "country", _("country")
    SPEAKER = "speaker", _("person")
    LANGUAGE = "language", _("language spoken")
    PROGRAMME = "programme", _("programme")
    SEARCH = "search", _("saved search")


class Cadence(models.TextChoices):
    DAILY = "daily", _("daily")
    WEEKLY = "weekly", _("weekly")
    AT_ONCE = "at once", _("at once")


class SubscriberState(models.TextChoices):
    """A reader paused is written to again from ``paused_until`` on; one whose mail bounced softly still is."""

    PENDING = "pending", _("not confirmed yet")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    BOUNCED_SOFT = "bounced soft", _("mail came back, tried again")
    BOUNCED_HARD = "bounced hard", _("mail can’t be delivered")
    COMPLAINED = "complained", _("complained")
    UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
    ERASED = "erased", _("erased")


WRITTEN_TO = (SubscriberState.ACTIVE, SubscriberState.BOUNCED_SOFT)
"""Those who get mail now; besides them those whose pause is over."""


class SubscriptionState(models.TextChoices):
    """A subscription is made when it is confirmed: until then the wish is part of the confirmation."""

    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")


class EndedBy(models.TextChoices):
    """Why a subscription is no more, so that the reader can be told."""

    READER = "reader", _("you ended it")
    DESK = "desk", _("the desk ended it")
    REMOVED = "removed", _("there is no such page any more")
    MERGED = "merged", _("it became part of another subscription")


class ConsentStep(models.TextChoices):
    """The lines of the proof. Both steps of an opt-in have one: what was asked for, and that it was confirmed."""

    ASKED = "asked", _("asked for")
    CONFIRMED = "confirmed", _("confirmed")
    ADDRESS_ASKED = "address asked", _("new address asked for")
    ADDRESS_CONFIRMED = "address confirmed", _("new address confirmed")
    CHANGED = "changed", _("changed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RESTORED = "restored", _("withdrawal undone")
    IMPORTED = "imported", _("imported with evidence")
    ERASED = "erased", _("erased")


UNPROVEN = (ConsentStep.ASKED, ConsentStep.ADDRESS_ASKED)
"""Steps that alone prove nothing, and go with those who never confirmed."""


class SuppressedBecause(models.TextChoices):
    """A complaint or a bounce is overcome by a new opt-in; the wish never to be written to is not."""

    HARD_BOUNCE = "hard bounce", _("mail can’t be delivered")
    COMPLAINT = "complaint", _("complaint")
    NEVER = "never", _("never wants mail from here")


class Sector(models.TextChoices):
    MEDIA = "media", _("media")
    GOVERNMENT = "government", _("government")
    ACADEMIA = "academia", _("academia")
    OTHER = "other", _("other")


class Purpose(models.TextChoices):
    """What a mailed link is good for; each for that alone."""

    SUBSCRIBE = "subscribe"
    ADDRESS = "address"
    OWN = "own"


CONFIRM_DAYS = 7
UNCONFIRMED_DAYS = 30
NETWORK_DAYS = 90
"""So long the proof says, as a keyed hash, from which network each step came."""
PROOF_YEARS = 3
MOST_SOFT_BOUNCES = 5
MOST_SUBSCRIPTIONS = 100
MOST_ASKED_FROM_NETWORK = 20
"""Opt-ins asked for from one network within an hour."""
MOST_MAILED_TO_ADDRESS = 3
"""Letters with a link to one address within a day, whoever asks for them; beyond it nothing is sent and nobody told."""
OWN_LINK_HOURS = 24
UNDO_DAYS = 30
FIRST_HOUR = 7
"""When the day's bulletin goes out where the reader chose no hour, on their own clock."""


class BulletinError(ValueError):
    """What a reader or the desk asked for can't be done; the message says why."""


class BadAddress(BulletinError):
    """This is no address that mail can be sent to."""


class NothingWanted(BulletinError):
    """No subscription was asked for that we can keep."""


class TooManyAsked(BulletinError):
    """More was asked from one network, or for one address, than people do."""


class LinkOver(BulletinError):
    """A mailed link was used, is too old, or never was one of ours."""


class NewsKind(models.TextChoices):
    """Why a clip stands in a bulletin; in this order, and what takes something back first."""

    WITHDRAWN = "withdrawn", _("withdrawn")
    RETRACTED = "retracted", _("retracted")
    CORRECTED = "corrected", _("corrected")
    CLARIFIED = "clarified", _("clarified")
    NEW = "new", _("new")
    UPDATED = "updated", _("added to")


AMENDED = (NewsKind.WITHDRAWN, NewsKind.RETRACTED, NewsKind.CORRECTED, NewsKind.CLARIFIED)
"""What whoever got the clip is told of, and first."""


class DeliveryState(models.TextChoices):
    """One bulletin to one reader. ``claimed`` is in the hands of a sender, which may have died since."""

    HELD = "held", _("held for an editor")
    WAITING = "waiting", _("waiting")
    CLAIMED = "claimed", _("being sent")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("not sent: the reader left, or nothing of it was left")
    REFUSED = "refused", _("refused")


class Returned(models.TextChoices):
    """What came back of a mail that was sent."""

    SOFT = "soft", _("came back for now")
    HARD = "hard", _("came back for good")
    COMPLAINT = "complaint", _("complained of")


LATE = timedelta(minutes=2)
"""A publication is dated before its transaction ends: so far back a window looks for what came to light late."""
CLAIM_MINUTES = 5
"""Of a sender that does not say so again, the claim is over then."""
DELIVERY_DAYS = 366
"""So long it is known who got which clips, to tell them of corrections."""


class AlreadyHalted(BulletinError):
    """All sending is halted, or isn't, as was asked."""
