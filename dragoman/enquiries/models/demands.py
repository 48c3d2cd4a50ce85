from __future__ import annotations

from django.db import models

from dragoman.enquiries.terms import DemandKind, DemandState


class Demand(models.Model):
    """Something that somebody has a right to, or says so: on another road than what is asked for as a favour."""

    reference = models.CharField(max_length=20, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=DemandKind)
    state = models.CharField(max_length=16, choices=DemandState, default=DemandState.RECEIVED)
    place = models.CharField(max_length=500, help_text="the page or clip that it is about")
    text = models.TextField()
    ground = models.TextField(blank=True, help_text="the law, the order, the right")
    is_from_state = models.BooleanField(default=False, help_text="a court, a ministry, the police")
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=35, default="en")
    answer = models.TextField(blank=True, help_text="as it was sent")
    taken_by = models.CharField(max_length=32, blank=True)
    form_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001  unique where known
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    network = models.CharField(max_length=32, blank=True, db_index=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.reference


class DemandContact(models.Model):
    """Who demands: apart from the demand, and forgotten alone."""

    demand = models.OneToOneField(Demand, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    on_behalf = models.CharField(max_length=200, blank=True)
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"contact of {self.demand_id}"
