from __future__ import annotations

from django.db.models import QuerySet

from dragoman.clips.models import Clip
from dragoman.reviews.copies import copy_digest
from dragoman.reviews.models import Approval, Check
from dragoman.reviews.wording import sentence_of


def findings(clip: Clip) -> QuerySet[Check]:
    return Check.objects.filter(clip=clip)


def warnings_of(clip: Clip) -> list[str]:
    """The findings as sentences, each once."""
    return list(dict.fromkeys(sentence_of(check) for check in findings(clip)))


def approvers_of(clip: Clip) -> list[str]:
    """Handles of those who approved the clip exactly as it now stands."""
    given = Approval.objects.filter(clip=clip, copy_digest=copy_digest(clip)).order_by("given_at")
    return list(given.values_list("person", flat=True))
