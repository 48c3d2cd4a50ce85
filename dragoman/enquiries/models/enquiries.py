from __future__ import annotations

from django.db import models

from dragoman.enquiries.terms import Kind, Priority, Reason, Sector, State, Terms
from dragoman.enquiries.tokens import new_nonce
from dragoman.publications.models import Publication


class Serial(models.Model):
    """The last number given out in a year, for requests (R) or for demands (L)."""

    letter = models.CharField(max_length=1)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "year"], name="one_serial_a_year")]

    def __str__(self) -> str:
        return f"{self.letter}-{self.year}-{self.last:06}"


class Enquiry(models.Model):
    """What somebody asked for and where it stands. Who asked is apart, in ``Requester``, and is forgotten alone."""

    reference = models.CharField(max_length=20, unique=True, editable=False)
    sector = models.CharField(max_length=16, choices=Sector)
    kind = models.CharField(max_length=16, choices=Kind)
    state = models.CharField(max_length=16, choices=State, default=State.RECEIVED)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    assignee = models.CharField(max_length=32, blank=True, help_text="the handle of who answers")
    language = models.CharField(max_length=35, default="en", help_text="of the page it was written on")

    text = models.TextField(blank=True)
    use = models.TextField(blank=True, help_text="how it will be used")
    terms = models.CharField(max_length=16, choices=Terms, default=Terms.ON_RECORD)
    details = models.JSONField(default=dict, help_text="the answers of its road, by name")
    number = models.PositiveBigIntegerField(null=True, blank=True, help_text="the clip it was sent from")

    deadline_at = models.DateTimeField(null=True, blank=True)
    deadline_zone = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField(help_text="when the desk means to have answered")
    expected_at = models.DateTimeField(null=True, blank=True, help_text="when the desk promised it")

    # Tokens of links and of the address for answers: the nonce makes them, the hash finds them.
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    status_hash = models.CharField(max_length=64, unique=True, editable=False)
    mail_hash = models.CharField(max_length=64, unique=True, editable=False)
    # The form it came in, so that one sent twice is one request.
    form_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001  unique where known

    is_official = models.BooleanField(default=False, help_text="from an official address, or called back")
    has_news = models.BooleanField(default=False, help_text="the requester wrote since the desk looked")
    before_waiting = models.CharField(max_length=16, blank=True)
    declined_for = models.CharField(max_length=16, choices=Reason, blank=True)
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    received_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    state_at = models.DateTimeField(help_text="since when it is what it is")
    delivered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    asked_of_use_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    # Where it came from, hashed with a key of the day: enough to slow down a flood, useless the day after.
    network = models.CharField(max_length=32, blank=True, db_index=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["sector", "kind"]),
            models.Index(fields=["assignee", "state"]),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="enquiry_state_is_known")
        ]

    def __str__(self) -> str:
        return self.reference


class Requester(models.Model):
    """Who asked. Deleting the row forgets them; the record holds a commitment that then opens no more."""

    enquiry = models.OneToOneField(Enquiry, on_delete=models.CASCADE, related_name="requester")
    name = models.CharField(max_length=120)
    email = models.EmailField(db_index=True)
    phone = models.CharField(max_length=60, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"requester of {self.enquiry_id}"


class EnquiryClip(models.Model):
    """A clip that belongs to an enquiry, published or not."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="clips")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enquiry", "publication"], name="one_link_each")]

    def __str__(self) -> str:
        return f"{self.publication_id} in {self.enquiry_id}"


class Act(models.Model):
    """One line of an enquiry's history: codes, states and labels, never words or names."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="acts")
    at = models.DateTimeField()
    actor = models.CharField(max_length=32, help_text="a handle, or system; empty for the requester")
    act = models.CharField(max_length=40)
    before = models.CharField(max_length=16, blank=True)
    after = models.CharField(max_length=16, blank=True)
    about = models.CharField(max_length=60, blank=True, help_text="a reference, a handle, a number")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.act


class Reader(models.Model):
    """Who has an enquiry open at the desk, and since when they were last seen there."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="readers")
    handle = models.CharField(max_length=32)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enquiry", "handle"], name="one_reader_each")]

    def __str__(self) -> str:
        return self.handle
