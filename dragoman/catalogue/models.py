from __future__ import annotations

from django.db import models

from dragoman.catalogue.terms import OutletType, OwnerKind


class Named(models.Model):
    """Whatever is filed under a name: as the desk prints it, and as it is written in its own language."""

    name = models.CharField(max_length=200)
    name_original = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47 tag of the original name")
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Broadcaster(Named):
    """The organisation behind one or more channels."""

    class Meta(Named.Meta):
        pass


class Channel(Named):
    """A service that airs; readers see it as the source, "CCTV (China)"."""

    broadcaster = models.ForeignKey(
        Broadcaster, on_delete=models.PROTECT, null=True, blank=True, related_name="channels"
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    # Printed instead of the country's own name: disputed or invented places, "Hamas, Gaza".
    place_name = models.CharField(max_length=120, blank=True)
    transliteration = models.CharField(
        max_length=200, blank=True, help_text="the original name in Latin letters"
    )
    languages = models.JSONField(default=list, blank=True, help_text="BCP 47 tags of what is usually heard")
    outlet_type = models.CharField(max_length=16, choices=OutletType, default=OutletType.TELEVISION)
    timezone = models.CharField(max_length=64, blank=True)
    website = models.URLField(blank=True)
    # Where it can be received or followed; for the desk alone, since some addresses are not for everyone.
    feeds = models.JSONField(default=list, blank=True)
    rights = models.TextField(blank=True)
    aliases = models.JSONField(default=list, blank=True)
    # Kept off public lists of sources, never off the clips themselves.
    is_sensitive = models.BooleanField(default=False)

    class Meta(Named.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country", "place_name"], name="one_channel_per_name_and_place"
            )
        ]


class ChannelName(models.Model):
    """What a channel was called until a day, so that older clips show it as it was then named."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)
    until = models.DateField()

    class Meta:
        ordering = ["until"]

    def __str__(self) -> str:
        return f"{self.name} until {self.until}"


class Ownership(models.Model):
    """Who owned or controlled a channel, from when to when, and how we know."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="ownerships")
    owner = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=OwnerKind, default=OwnerKind.UNKNOWN)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    reference = models.TextField()

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return self.owner


class Programme(Named):
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="programmes")


class Speaker(Named):
    """A person who is heard. What they were when they spoke is a role with dates."""

    aliases = models.JSONField(default=list, blank=True, help_text="other spellings, in any script")


class SpeakerRole(models.Model):
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    reference = models.TextField(blank=True)
    # Written by the desk for readers; the others were told with a clip, which may be a draft.
    is_noted = models.BooleanField(default=False)

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return self.role


class Topic(Named):
    """What clips are about."""

    description = models.TextField(blank=True, help_text="what is filed here and what is not, for readers")


class Place(Named):
    country = models.CharField(max_length=2, blank=True)
