"""Pictures of sentences go with the words they show."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from dragoman.publications.kept_cards import forget_cards
from dragoman.publications.models import Publication
from dragoman.publications.signals import publication_corrected, publication_withdrawn, visibility_changed


@receiver(publication_corrected)
def drop_old_cards(*, number: int, **_: Any) -> None:  # Any: the signal's own
    forget_cards(number)


@receiver(publication_withdrawn)
@receiver(visibility_changed)
def drop_all_cards(*, publication: Publication, **_: Any) -> None:
    if publication.number is not None:
        forget_cards(publication.number)
