"""Which clip and which edition of it something was taken from: said alike in every file that leaves the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from dragoman.publications.page import PublishedClip

_PREFIX = 16
"""Hexadecimal digits of the digest that are printed: enough to tell any two editions apart, short enough to compare."""


@dataclass(frozen=True, slots=True)
class Identity:
    """``as_of`` is the day (UTC) on which the edition took the place of the one before."""

    number: int
    edition: int
    digest: str
    as_of: date
    address: str

    @property
    def identifier(self) -> str:
        return f"DRG {self.number}"

    @property
    def digest_prefix(self) -> str:
        return self.digest[:_PREFIX]

    @property
    def file_stem(self) -> str:
        """``drg-11045-e2-c37791be``: where a format has no room for words, the name of the file says it."""
        return f"drg-{self.number}-e{self.edition}-{self.digest[:8]}"


def identity_of(clip: PublishedClip) -> Identity:
    content = clip.content
    return Identity(
        number=content.number,
        edition=content.edition,
        digest=clip.digest,
        as_of=content.published_at.date(),
        address=address_of(clip),
    )


def address_of(clip: PublishedClip) -> str:
    """The permanent address of a clip; of the edition itself where a later one has taken its place."""
    content = clip.content
    if clip.editions and content.edition != clip.editions[-1].ordinal:
        return f"{settings.SITE_URL}/clips/{content.number}/editions/{content.edition}"
    return f"{settings.SITE_URL}/{content.number}"


def medium_of(clip: PublishedClip) -> str:
    """``video``, ``audio``, or nothing where only words are published."""
    kinds = {file.mime.partition("/")[0] for file in clip.files.values()}
    return "video" if "video" in kinds else "audio" if "audio" in kinds else ""
