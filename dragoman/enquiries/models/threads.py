from __future__ import annotations

from django.db import models

from dragoman.enquiries.models.enquiries import Enquiry
from dragoman.enquiries.terms import Direction, Scan


class Message(models.Model):
    """One letter of the thread, as both sides see it."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction)
    text = models.TextField()
    author = models.CharField(max_length=32, blank=True, help_text="the handle of who wrote it at the desk")
    by_mail = models.BooleanField(default=False)
    is_from_elsewhere = models.BooleanField(
        default=False, help_text="it came from another address than the requester’s"
    )
    # The mail it came in, hashed; or the form: so that one sent twice is one message.
    key = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001  unique where known
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["enquiry", "key"], name="one_message_each")]

    def __str__(self) -> str:
        return f"message {self.pk} of {self.enquiry_id}"


class Note(models.Model):
    """What the desk tells itself. No face but the desk's ever reads this table."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="notes")
    author = models.CharField(max_length=32)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"note {self.pk} of {self.enquiry_id}"


class Attachment(models.Model):
    """A file that came along, kept outside the vault under a drawn name, typed by its content."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="attachments")
    file = models.CharField(max_length=32, unique=True, help_text="its name in the folder")
    name = models.CharField(max_length=200, help_text="as it was sent, for people to read")
    mime = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=16, choices=Scan, default=Scan.NOT_ASKED)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"attachment {self.pk} of {self.enquiry_id}"


class CannedReply(models.Model):
    """A reply the desk gives often, in one language."""

    title = models.CharField(max_length=80)
    language = models.CharField(max_length=35)
    text = models.TextField()

    class Meta:
        ordering = ["title", "language"]
        constraints = [models.UniqueConstraint(fields=["title", "language"], name="one_reply_a_language")]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
