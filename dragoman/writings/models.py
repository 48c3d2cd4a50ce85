from __future__ import annotations

from django.db import models


class Page(models.Model):
    """An address of the site that the desk writes for. Taken out, it stays as a tombstone and is no other's."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    place = models.PositiveSmallIntegerField(
        default=100, help_text="where it stands in the foot of all pages"
    )
    is_in_foot = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place", "slug"]

    def __str__(self) -> str:
        return self.slug


class PageText(models.Model):
    """A page in one language: the working copy, and which version readers see, if any."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=35)
    title = models.CharField(max_length=120, blank=True)
    summary = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    # Goes up with each saving: whoever saves names the one they saw.
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.CharField(max_length=32, blank=True, help_text="a handle")
    standing = models.ForeignKey("PageVersion", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="one_text_per_language")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}"


class PageVersion(models.Model):
    """What was published once, never changed. To undo is to publish an older one as a new one."""

    page_text = models.ForeignKey(PageText, on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=32, help_text="a handle")
    why = models.CharField(max_length=200, blank=True)
    restored = models.PositiveIntegerField(null=True, help_text="the version this says again")

    class Meta:
        ordering = ["-ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["page_text", "ordinal"], name="one_version_per_ordinal")
        ]

    def __str__(self) -> str:
        return f"version {self.ordinal} of {self.page_text_id}"
