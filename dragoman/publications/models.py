from __future__ import annotations

from django.db import models

from dragoman.clips.models import Clip
from dragoman.publications.terms import EditionKind, Provenance, State


class Publication(models.Model):
    """The public life of a clip: its state and, once it has one, its number."""

    clip = models.OneToOneField(Clip, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    number = models.PositiveBigIntegerField(null=True, unique=True, editable=False)
    slug = models.CharField(max_length=80, blank=True)
    aired_on = models.DateField(null=True, help_text="copied here so that lists sort without joins")
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    # What a list shows of the clip, as plain values, renewed with each edition.
    card = models.JSONField(default=dict)
    # What was corrected so far, as plain values, renewed with each edition.
    corrections = models.JSONField(default=list)
    # All published words, for looking clips up by them.
    words = models.TextField(blank=True)
    # Of the latest edition: a card made of it is known by it.
    edition_digest = models.CharField(max_length=64, blank=True)
    is_listed = models.BooleanField(
        default=True, help_text="found in lists and searches, not by its address alone"
    )
    # "*" for the whole world, ",CC,CC," for some countries; of the restriction in force, so that no list needs a join.
    restricted_in = models.CharField(max_length=800, blank=True)
    media_blocked_at = models.DateTimeField(null=True, blank=True)
    media_blocked_reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-number"]),
            models.Index(fields=["state", "-aired_on", "-number"]),
            models.Index(fields=["state", "-published_at", "-number"]),
            models.Index(fields=["state", "updated_at", "number"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["published", "withdrawn"]) | models.Q(number__isnull=False),
                name="published_has_a_number",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.number}" if self.number else f"draft of {self.clip_id}"


class Release(models.Model):
    """The moment at which a clip is published by itself; or at which it was to be, and why it was not."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="release")
    at = models.DateTimeField()
    zone = models.CharField(max_length=64, help_text="of the clock by which the moment was told")
    planned_by = models.CharField(
        max_length=16, help_text="a handle; the edition goes out in this person's name"
    )
    planned_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], condition=models.Q(failed_at=None), name="releases_to_come")]

    def __str__(self) -> str:
        return f"{self.publication_id} at {self.at:%Y-%m-%d %H:%M}"


class Restriction(models.Model):
    """Who demanded that a published clip be kept from readers, where and why; in force until it is lifted."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="restrictions")
    where = models.CharField(max_length=800, help_text="as in the publication")
    reason = models.TextField()
    demanded_by = models.CharField(max_length=200)
    authority_url = models.URLField(max_length=500, blank=True)
    shows_source = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=models.Q(lifted_at=None), name="one_restriction_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.where}"


class PreviewLink(models.Model):
    """Lets somebody from outside read a clip that is not published. Its token is kept as a hash alone."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="previews")
    token_digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120, help_text="for whom it is")
    made_by = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class PreviewUse(models.Model):
    """A preview was opened. Who opened it is not kept: the link has a name."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="uses")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.link_id} at {self.at:%Y-%m-%d %H:%M}"


class Number(models.Model):
    """A number that was given out. It is never given out again, whatever became of it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    publication = models.ForeignKey(
        Publication, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    survivor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reserved_at = models.DateTimeField(auto_now_add=True)
    is_silent = models.BooleanField(default=True, help_text="has no clip to show: reserved, or withdrawn")

    class Meta:
        ordering = ["-number"]
        # Few numbers are silent, so that an index finds them where a list would look through all.
        indexes = [models.Index(fields=["number"], condition=models.Q(is_silent=True), name="silent_numbers")]

    def __str__(self) -> str:
        return f"#{self.number}"


class OldAddress(models.Model):
    """Where a clip stood on the site it came from: path and query, as ``former_address`` writes them."""

    path = models.CharField(max_length=500, unique=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.path


class Edition(models.Model):
    """One immutable state of a publication, as canonical bytes; its digest is the SHA-256 of its header.

    The only change the database lets through is a leaf of ``lines`` withheld, its hash left in its place.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=EditionKind)
    public_note = models.TextField(blank=True)
    content = models.BinaryField(help_text="the header, as canonical JSON")
    lines = models.BinaryField(help_text="the leaves, one canonical JSON line each")
    digest = models.CharField(max_length=64, unique=True)
    previous = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "ordinal"], name="one_edition_per_ordinal")
        ]

    def __str__(self) -> str:
        return f"edition {self.ordinal} of {self.publication_id}"


class PublishedFile(models.Model):
    """Which file a published number serves under which name; the only way from an address to the vault."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    mime = models.CharField(max_length=64)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    # Which edition the file was made for; words and pixels that stay the same keep their file, and so its edition.
    edition = models.PositiveIntegerField(default=0)
    # The file before it was signed, kept to sign it again.
    unsigned_sha256 = models.CharField(max_length=64, blank=True)
    manifest = models.CharField(max_length=64, blank=True, help_text="the SHA-256 of its manifest store")
    provenance = models.CharField(max_length=16, choices=Provenance, default=Provenance.PENDING)
    unsigned_reason = models.CharField(max_length=40, blank=True, help_text="a code; empty for a signed file")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "name"], name="one_published_file_per_name")
        ]
        indexes = [models.Index(fields=["sha256"])]

    def __str__(self) -> str:
        return self.name


class CreditSignature(models.Model):
    """A person's own signature under the edition they are credited in."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="credits")
    handle = models.CharField(max_length=16)
    role = models.CharField(max_length=16)
    key = models.CharField(max_length=200)
    signature = models.CharField(max_length=120, help_text="base64")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "handle", "role"], name="one_signature_per_credit")
        ]

    def __str__(self) -> str:
        return f"{self.handle}, {self.role}"
