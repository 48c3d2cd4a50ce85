"""Saving what is written about a person or a topic without overwriting a colleague."""

from __future__ import annotations

import json

from django.db import transaction

from dragoman.accounts.models import User
from dragoman.catalogue.models import Speaker, Topic
from dragoman.catalogue.profiles import describe_speaker, describe_topic
from dragoman.desk.forms.profiles import SpeakerForm, TopicForm, speaker_values, topic_values
from dragoman.lib.hashing import digest


class ChangedMeanwhile(Exception):
    """Someone wrote about it after the person opened the form. ``now`` is what stands where that differs."""

    def __init__(self, now: dict[str, str], seen: str) -> None:
        super().__init__("It was described meanwhile.")
        self.now = now
        self.seen = seen


def save_speaker(*, speaker: Speaker, form: SpeakerForm, person: User) -> Speaker:
    with transaction.atomic():
        fresh = Speaker.objects.select_for_update().get(pk=speaker.pk)
        _insist_unchanged(form, speaker_values(fresh))
        return describe_speaker(speaker=fresh, said=form.description(), actor=person.actor)


def save_topic(*, topic: Topic, form: TopicForm, person: User) -> Topic:
    with transaction.atomic():
        fresh = Topic.objects.select_for_update().get(pk=topic.pk)
        _insist_unchanged(form, topic_values(fresh))
        return describe_topic(topic=fresh, said=form.description(), actor=person.actor)


def first_values(values: dict[str, str]) -> dict[str, str]:
    """The form's first values; ``seen`` tells later whether they still stand."""
    return {**values, "seen": _seen(values)}


def _insist_unchanged(form: SpeakerForm | TopicForm, now: dict[str, str]) -> None:
    if form.cleaned_data["seen"] == _seen(now):
        return
    differing = {
        name: value or "—"
        for name, value in now.items()
        if str(form[name].value() or "").replace("\r\n", "\n").strip() != value.strip()
    }
    raise ChangedMeanwhile(differing, _seen(now))


def _seen(values: dict[str, str]) -> str:
    return digest(json.dumps(values, sort_keys=True).encode())
