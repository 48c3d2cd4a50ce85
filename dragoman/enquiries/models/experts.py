from __future__ import annotations

import uuid

from django.db import models

from dragoman.enquiries.models.enquiries import Enquiry
from dragoman.enquiries.terms import ProposalState
from dragoman.enquiries.tokens import new_nonce


class Expert(models.Model):
    """Somebody who can be asked. How to reach them is for the desk alone: no public page reads it."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True, help_text="what they are, in a few words")
    topics = models.JSONField(default=list)
    languages = models.JSONField(default=list, help_text="BCP 47 tags")
    regions = models.JSONField(default=list)
    sectors = models.JSONField(default=list, help_text="from whom they take requests")
    zone = models.CharField(max_length=64, default="UTC")
    availability = models.CharField(max_length=300, blank=True)
    bios = models.JSONField(default=dict, help_text="language of the interface to words")
    conflicts = models.TextField(blank=True, help_text="interests that an interviewer should know")
    photo = models.CharField(max_length=32, blank=True, help_text="its name in the folder")
    email = models.EmailField()
    phone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=35, default="en", help_text="we write to them in")
    is_listed = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """A time put to an expert, and what becomes of it. One calendar entry, however often it is moved."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="proposals")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=16, choices=ProposalState, default=ProposalState.PROPOSED)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    zone = models.CharField(max_length=64, help_text="of the requester")
    place = models.CharField(max_length=300, blank=True, help_text="a number to call, a studio, an address")
    shared = models.TextField(help_text="what the expert is told of the enquiry")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    answer = models.TextField(blank=True, help_text="what the expert wrote with it")
    suggested_at = models.DateTimeField(null=True, blank=True)
    # Afterwards: what was said, where it ran.
    outcome = models.TextField(blank=True)
    ran_at = models.URLField(max_length=500, blank=True)
    made_by = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["expert", "state", "starts_at"])]

    def __str__(self) -> str:
        return f"proposal {self.pk} of {self.enquiry_id}"
