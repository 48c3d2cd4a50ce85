"""What the desk writes about people and topics, for readers; each change is a line of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.catalogue.descriptions import language_tag, one_line
from dragoman.catalogue.errors import DatesReversed, NameTaken, RoleMissing
from dragoman.catalogue.models import Speaker, SpeakerRole, Topic
from dragoman.catalogue.signals import name_changed
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import Json, clean_text

Filed = TypeVar("Filed", Speaker, Topic)


@dataclass(frozen=True, slots=True)
class SpeakerDescription:
    """A person's names: as printed, in their own script, and as others spell them."""

    name: str
    name_original: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleNote:
    """What a person was, from when until when as far as known, and how we know."""

    role: str
    since: date | None = None
    until: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class TopicDescription:
    name: str
    name_original: str = ""
    language: str = ""
    description: str = ""


@transaction.atomic
def describe_speaker(*, speaker: Speaker, said: SpeakerDescription, actor: Actor) -> Speaker:
    """Write down how a person is called; published clips keep the name they were published with.

    Raises a ``ChannelRefused`` that names the field.
    """
    fresh = Speaker.objects.select_for_update().get(pk=speaker.pk)
    name = one_line(said.name)
    if not name or Speaker.objects.exclude(pk=fresh.pk).filter(name__iexact=name).exists():
        raise NameTaken(_("Another person is filed under this name.") if name else _("Write the name."))
    values: dict[str, object] = {
        "name": name,
        "name_original": one_line(said.name_original),
        "language": language_tag(said.language, "language") if said.language.strip() else "",
        "aliases": _others(said.aliases, name),
    }
    return _written(fresh, values, f"speaker:{fresh.pk}", "speaker.described", actor)


@transaction.atomic
def note_role(*, speaker: Speaker, note: RoleNote, actor: Actor) -> SpeakerRole:
    """Add a role for readers. The same note twice is one."""
    role, reference = one_line(note.role), clean_text(note.reference).strip()
    if not role:
        raise RoleMissing(_("Say what the person was: an office, a function."))
    if note.since and note.until and note.since > note.until:
        raise DatesReversed(_("The last day lies before the first: look at both dates again."))
    kept, is_new = SpeakerRole.objects.get_or_create(
        speaker=speaker, role=role, since=note.since, until=note.until, reference=reference, is_noted=True
    )
    if is_new:
        detail: dict[str, Json] = {
            "role": kept.pk,
            "since": _day(note.since),
            "until": _day(note.until),
        }
        record(actor=actor, act="speaker.role_noted", subject=f"speaker:{speaker.pk}", detail=detail)
        _tell(speaker)
    return kept


@transaction.atomic
def remove_role(*, role: SpeakerRole, actor: Actor) -> None:
    """Take out a role that was noted in error. One that ended is not removed: its last day is noted."""
    row, speaker = role.pk, role.speaker
    role.delete()
    record(actor=actor, act="speaker.role_removed", subject=f"speaker:{speaker.pk}", detail={"role": row})
    _tell(speaker)


@transaction.atomic
def describe_topic(*, topic: Topic, said: TopicDescription, actor: Actor) -> Topic:
    """Write down what a topic is called and what belongs there; its address stays. Raises a ``ChannelRefused``."""
    fresh = Topic.objects.select_for_update().get(pk=topic.pk)
    name = one_line(said.name)
    if not name or Topic.objects.exclude(pk=fresh.pk).filter(name__iexact=name).exists():
        raise NameTaken(_("Another topic has this name.") if name else _("Write the name."))
    values: dict[str, object] = {
        "name": name,
        "name_original": one_line(said.name_original),
        "language": language_tag(said.language, "language") if said.language.strip() else "",
        "description": clean_text(said.description).strip(),
    }
    return _written(fresh, values, f"topic:{fresh.pk}", "topic.described", actor)


def _written(fresh: Filed, values: dict[str, object], subject: str, act: str, actor: Actor) -> Filed:
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    if not changed:
        return fresh
    for name in changed:
        setattr(fresh, name, values[name])
    fresh.save(update_fields=changed)
    record(actor=actor, act=act, subject=subject, detail={"fields": list(changed)})
    _tell(fresh)
    return fresh


def _tell(filed: Speaker | Topic) -> None:
    name_changed.send(sender=type(filed), slug=filed.slug, name=filed.name)


def _others(aliases: Iterable[str], name: str) -> list[str]:
    lines = (one_line(alias) for alias in aliases)
    return list(dict.fromkeys(line for line in lines if line and line != name))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
