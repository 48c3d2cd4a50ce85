from __future__ import annotations

import secrets

from django.db import models

from dragoman.bulletins.terms import (
    FIRST_HOUR,
    About,
    Cadence,
    ConsentStep,
    DeliveryState,
    EndedBy,
    Purpose,
    Returned,
    Sector,
    SubscriberState,
    SubscriptionState,
    SuppressedBecause,
)


def new_secret() -> str:
    return secrets.token_urlsafe(24)


class Subscriber(models.Model):
    """A reader who asked for bulletins. Nothing ties them to what they read.

    ``normal`` is the address as it is compared and the one row per reader; ``address`` is as they wrote it and where
    mail goes. Both are empty once erased. ``mark`` is the keyed hash of ``normal``, by which suppressions are found.
    """

    address = models.CharField(max_length=254, blank=True)
    normal = models.CharField(max_length=254, unique=True, null=True)  # noqa: DJ001  the erased are many
    mark = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=120, blank=True)
    sector = models.CharField(max_length=12, choices=Sector, blank=True)
    language = models.CharField(
        max_length=12, default="en", help_text="of the bulletins, one of the interface"
    )
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA name of their time zone")
    hour = models.PositiveSmallIntegerField(default=FIRST_HOUR, help_text="on their own clock")
    weekday = models.PositiveSmallIntegerField(default=0, help_text="of weekly bulletins; Monday is 0")
    state = models.CharField(max_length=16, choices=SubscriberState, default=SubscriberState.PENDING)
    paused_until = models.DateTimeField(null=True, blank=True)
    soft_bounces = models.PositiveIntegerField(default=0, help_text="in a row")
    wants_empty = models.BooleanField(default=False, help_text="is told when there is nothing new")
    # Signed links hold it: drawn anew, all links before are over.
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)
    # When the next bulletin of each cadence is due; empty where none is wanted. Whoever makes the bulletin sets the
    # next moment with ``calendar.next_due`` in the same transaction, so that no reader is due twice.
    daily_due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    weekly_due_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "made_at"])]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class Subscription(models.Model):
    """One thing one reader wants to be told of. ``value`` is a slug, a country, a language, or a search's query.

    ``label`` is what it was called when it was asked for, for when nothing goes by that name any more. ``token``
    opens and ends this subscription and nothing else of the reader's.
    """

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    about = models.CharField(max_length=12, choices=About)
    value = models.CharField(max_length=600, blank=True)
    label = models.CharField(max_length=300, blank=True)
    cadence = models.CharField(max_length=8, choices=Cadence)
    state = models.CharField(max_length=8, choices=SubscriptionState, default=SubscriptionState.ACTIVE)
    token = models.CharField(max_length=40, unique=True, default=new_secret)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=8, choices=EndedBy, blank=True)
    # Where it came from when another topic was merged into this one, to be told once.
    formerly = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "about", "value"], name="one_subscription_each")
        ]
        indexes = [models.Index(fields=["about", "value", "state"])]

    def __str__(self) -> str:
        return f"{self.about} {self.value}"


class Confirmation(models.Model):
    """A link that was mailed and waits for its button to be pressed; kept as the hash of its token.

    ``asked`` holds what is confirmed: cadences by subscription, or the new address.
    """

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="confirmations")
    purpose = models.CharField(max_length=12, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    mark = models.CharField(
        max_length=64, db_index=True, help_text="keyed hash of the address it was sent to"
    )
    asked = models.JSONField(default=dict)
    language = models.CharField(max_length=12, default="en")
    form_path = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.subscriber_id}"


class ConsentLine(models.Model):
    """The proof that a reader asked, and that they confirmed or withdrew: lines are added, never changed.

    The database refuses it (see ``triggers``), but for forgetting the network. A line stands by itself: it has the
    keyed hash of the address and no key to the reader, whom it outlives.
    """

    at = models.DateTimeField()
    mark = models.CharField(max_length=64, db_index=True, help_text="keyed hash of the address")
    step = models.CharField(max_length=20, choices=ConsentStep)
    what = models.JSONField(default=list, help_text="each subscription as about, value, cadence")
    wording = models.CharField(max_length=20, blank=True, help_text="version of the words agreed to")
    language = models.CharField(max_length=12, blank=True)
    form_path = models.CharField(max_length=300, blank=True, help_text="address of the form or the button")
    network = models.CharField(max_length=64, blank=True, help_text="keyed hash; emptied after a while")
    evidence = models.TextField(blank=True, help_text="of consent given elsewhere, as imported")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["network", "at"])]

    def __str__(self) -> str:
        return f"{self.step} at {self.at:%Y-%m-%d}"


class Suppression(models.Model):
    """An address nothing is sent to, as its keyed hash, so that it outlives the erasing of everything else."""

    mark = models.CharField(max_length=64, unique=True)
    because = models.CharField(max_length=12, choices=SuppressedBecause)
    at = models.DateTimeField()
    by = models.CharField(max_length=32, default="system", help_text="a handle")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.because} {self.mark[:12]}"


class Issue(models.Model):
    """What one bulletin holds, the same for all who get it: no reader is known by it, and anyone may read it."""

    key = models.CharField(max_length=32, unique=True)
    cadence = models.CharField(max_length=8, choices=Cadence)
    language = models.CharField(max_length=12)
    day = models.DateField()
    items = models.JSONField(help_text="each as number, edition, kind; in the order they are shown")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.cadence} {self.day} {self.key[:8]}"


class Reach(models.Model):
    """Up to which moment a reader was told of everything, at one cadence: their next window begins there."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="reaches")
    cadence = models.CharField(max_length=8, choices=Cadence)
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "cadence"], name="one_reach_each")]

    def __str__(self) -> str:
        return f"{self.cadence} until {self.until:%Y-%m-%d %H:%M}"


class Delivery(models.Model):
    """One bulletin for one reader: once for each cadence and moment it was due, whoever makes it.

    ``why`` goes with the items of the issue: the subscriptions each of them is for; none for what a reader is told
    because they were sent the clip before. No issue: the reader is told that there is nothing new.
    """

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    cadence = models.CharField(max_length=8, choices=Cadence)
    due_at = models.DateTimeField()
    since = models.DateTimeField(help_text="the window, this moment not in it")
    until = models.DateTimeField(help_text="the window, this moment in it")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, related_name="deliveries")
    why = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=120, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(
        blank=True, help_text="what the mail server answered last, or why it was dropped"
    )
    returned = models.CharField(max_length=9, choices=Returned, blank=True)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "cadence", "due_at"], name="one_delivery_a_moment")
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                condition=models.Q(state=DeliveryState.WAITING),
                name="deliveries_waiting",
            ),
            models.Index(
                fields=["claimed_at"],
                condition=models.Q(state=DeliveryState.CLAIMED),
                name="deliveries_claimed",
            ),
            models.Index(fields=["state", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.cadence} to {self.subscriber_id}, {self.state}"


class Halt(models.Model):
    """A time in which no bulletin is handed over. The one without an end is in force."""

    at = models.DateTimeField()
    by = models.CharField(max_length=32, help_text="a handle")
    reason = models.CharField(max_length=300, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"halted at {self.at:%Y-%m-%d %H:%M}"
