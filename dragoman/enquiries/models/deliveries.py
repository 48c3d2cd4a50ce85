from __future__ import annotations

from django.db import models

from dragoman.enquiries.models.enquiries import Enquiry
from dragoman.enquiries.tokens import new_nonce
from dragoman.publications.models import Publication


class Delivery(models.Model):
    """Files of one clip given to one requester for a while, behind a link of their own."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="deliveries")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    files = models.JSONField(
        default=list, help_text="names of published files; empty for an unpublished clip"
    )
    edition = models.PositiveIntegerField(default=0, help_text="0 for an unpublished clip")
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    terms = models.TextField(blank=True, help_text="to be accepted before anything is given")
    accepted_at = models.DateTimeField(null=True, blank=True)
    # The marked copy of an unpublished clip, in the folder of this stage.
    file = models.CharField(max_length=32, blank=True)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"delivery {self.pk} of {self.enquiry_id}"

    @property
    def is_marked(self) -> bool:
        """Of an unpublished clip: a copy with the reference burnt in."""
        return self.edition == 0


class Access(models.Model):
    """Once that a delivered file was fetched."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="accesses")
    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    network = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} of {self.delivery_id}"
