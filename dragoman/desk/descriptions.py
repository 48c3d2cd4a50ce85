"""The title, summary and topics of a clip, and saving them without overwriting a colleague."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from dragoman.accounts.models import User
from dragoman.catalogue.services import file_topics
from dragoman.clips.models import Clip
from dragoman.clips.services import describe_clip
from dragoman.desk.forms.clip_text import TEXTS, DescriptionForm
from dragoman.lib.hashing import digest


class DescribedMeanwhile(Exception):
    """Someone described the clip after the person opened the form. ``now`` is what stands."""

    def __init__(self, now: dict[str, str]) -> None:
        super().__init__("The description was changed meanwhile.")
        self.now = now


def description_of(clip: Clip) -> dict[str, str]:
    """The form's first values; ``seen`` tells later whether they still stand."""
    said = {name: str(getattr(clip, name)) for name in TEXTS}
    said["topics"] = ", ".join(clip.topics.order_by("name").values_list("name", flat=True))
    return {**said, "seen": digest(json.dumps(said, sort_keys=True).encode())}


def save_description_of(*, clip: Clip, form: DescriptionForm, person: User) -> bool:
    """Describe the clip as a valid form says. False when that is how it is described already."""
    with transaction.atomic():
        fresh = Clip.objects.select_for_update().get(pk=clip.pk)
        now = description_of(fresh)
        if form.cleaned_data["seen"] != now["seen"]:
            raise DescribedMeanwhile(now)
        topics = file_topics(names=form.cleaned_data["topics"])
        describe_clip(clip=fresh, description=form.description(fresh), topics=topics, actor=person.actor)
        return description_of(fresh)["seen"] != now["seen"]


def theirs(form: DescriptionForm, now: dict[str, str]) -> dict[str, str]:
    """By field, what stands now where it differs from what was typed."""
    typed: dict[str, Any] = {
        name: form.data.get(name, "").replace("\r\n", "\n").strip() for name in form.fields
    }
    return {
        name: now[name] or "—" for name, text in typed.items() if name != "seen" and text != now[name].strip()
    }
