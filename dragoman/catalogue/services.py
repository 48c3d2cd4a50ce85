"""Filing: find a name or add it. The same name is never filed twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext as _

from dragoman.catalogue.countries import country_code, place_wording
from dragoman.catalogue.descriptions import (
    ChannelDescription,
    OwnerNote,
    checked_description,
    checked_owner,
)
from dragoman.catalogue.errors import AliasTaken, NameTaken, RenamedLater
from dragoman.catalogue.models import (
    Channel,
    ChannelName,
    Ownership,
    Place,
    Programme,
    Speaker,
    SpeakerRole,
    Topic,
)
from dragoman.catalogue.signals import channel_described, name_changed
from dragoman.catalogue.slugs import filing_slug
from dragoman.catalogue.terms import OutletType
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.bounded import bounded_line
from dragoman.lib.hashing import clean_text


class NoName(ValueError):
    """There is nothing to file under."""


@dataclass(frozen=True, slots=True)
class ChannelEntry:
    """A channel as someone names it: country as a code or in words, or a place of the desk's own wording."""

    name: str
    country: str = ""
    name_original: str = ""
    language: str = ""
    timezone: str = ""
    outlet_type: OutletType = OutletType.TELEVISION


@transaction.atomic
def file_channel(*, entry: ChannelEntry, actor: Actor) -> Channel:
    """The channel of this name in this place; by a name, a former name or an alias if it is known, else newly filed.

    An entry without a country finds the channel of that name if there is only one.
    """
    name = _line(entry.name)
    code = country_code(entry.country) or ""
    place_name = bounded_line(place_wording(entry.country), most=120, what="country")
    known = _known_channel(name, code, place_name)
    if known is not None:
        return known
    channel = Channel.objects.create(
        name=name,
        name_original=clean_text(entry.name_original.strip()),
        language=entry.language,
        slug=free_slug(Channel, name),
        country=code,
        place_name=place_name,
        timezone=entry.timezone,
        outlet_type=entry.outlet_type,
    )
    record(actor=actor, act="channel.filed", subject=f"channel:{channel.pk}", detail={"country": code})
    return channel


@transaction.atomic
def describe_channel(*, channel: Channel, description: ChannelDescription, actor: Actor) -> Channel:
    """Write down what is known of a channel; a ``ChannelRefused`` names the field that can't stand.

    The ledger says which fields changed, and nothing where none did.
    """
    said = checked_description(description)
    fresh = Channel.objects.select_for_update().get(pk=channel.pk)
    _insist_on_free_name(fresh, fresh.name, said.country, said.place_name)
    _insist_on_free_aliases(fresh, said)
    values = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(said).items()
    }
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    if not changed:
        return fresh
    for name in changed:
        setattr(fresh, name, values[name])
    fresh.save(update_fields=changed)
    record(
        actor=actor, act="channel.described", subject=f"channel:{fresh.pk}", detail={"fields": list(changed)}
    )
    channel_described.send(sender=Channel, channel=fresh)
    return fresh


@transaction.atomic
def rename_channel(*, channel: Channel, name: str, from_day: date, actor: Actor) -> Channel:
    """Give a channel a new name from a day on; clips aired before go on showing the old one."""
    name = _line(name)
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    if name == channel.name:
        raise NameTaken(_("It has this name already."))
    _insist_on_free_name(channel, name, channel.country, channel.place_name)
    last = channel.former_names.order_by("until").last()
    if last is not None and last.until >= from_day:
        raise RenamedLater(
            _("Its name changed on %(day)s already: give a later day.") % {"day": last.until.isoformat()}
        )
    # A day ahead of UTC is today somewhere.
    if from_day > datetime.now(UTC).date() + timedelta(days=1):
        raise RenamedLater(_("This day has not come yet: rename it once it has."))
    ChannelName.objects.create(channel=channel, name=channel.name, until=from_day)
    channel.name = name
    channel.save(update_fields=["name"])
    record(
        actor=actor,
        act="channel.renamed",
        subject=f"channel:{channel.pk}",
        detail={"from": from_day.isoformat()},
    )
    name_changed.send(sender=Channel, slug=channel.slug, name=channel.name)
    return channel


@transaction.atomic
def note_owner(*, channel: Channel, note: OwnerNote, actor: Actor) -> Ownership:
    """Add an owner with the reference that proves it. The same note twice is one."""
    said = checked_owner(note)
    owner, is_new = Ownership.objects.get_or_create(channel=channel, **asdict(said))
    if is_new:
        dates = {"since": said.since, "until": said.until}
        record(
            actor=actor,
            act="channel.owner_noted",
            subject=f"channel:{channel.pk}",
            detail={
                "owner": owner.pk,
                "kind": str(said.kind),
                **{name: day.isoformat() for name, day in dates.items() if day},
            },
        )
        channel_described.send(sender=Channel, channel=channel)
    return owner


@transaction.atomic
def remove_owner(*, ownership: Ownership, actor: Actor) -> None:
    """Take out an owner that was noted in error. One that sold is not removed: its last day is noted."""
    row, channel = ownership.pk, ownership.channel
    ownership.delete()
    record(actor=actor, act="channel.owner_removed", subject=f"channel:{channel.pk}", detail={"owner": row})
    channel_described.send(sender=Channel, channel=channel)


@transaction.atomic
def file_speaker(*, name: str, role: str = "", on: date | None = None, name_original: str = "") -> Speaker:
    """The speaker of this name, or who goes by it too, with the role they held on a day kept if it is new."""
    name = _line(name)
    speaker = Speaker.objects.filter(name__iexact=name).first() or _also_called(name)
    if speaker is None:
        speaker = Speaker.objects.create(
            name=name, name_original=clean_text(name_original.strip()), slug=free_slug(Speaker, name)
        )
    role = bounded_line(role, most=200, what="role")
    if role and not speaker.roles.filter(role=role).exists():
        SpeakerRole.objects.create(speaker=speaker, role=role, since=on)
    return speaker


@transaction.atomic
def file_topics(*, names: Iterable[str]) -> list[Topic]:
    topics: dict[int, Topic] = {}
    for name in names:
        if not name.strip():
            continue
        slug = filing_slug(name)[:80]
        topic, _ = Topic.objects.get_or_create(slug=slug, defaults={"name": _line(name)})
        topics[topic.pk] = topic
    return list(topics.values())


@transaction.atomic
def file_programme(*, channel: Channel, name: str) -> Programme:
    name = _line(name)
    programme = Programme.objects.filter(channel=channel, name__iexact=name).first()
    return programme or Programme.objects.create(channel=channel, name=name, slug=free_slug(Programme, name))


@transaction.atomic
def file_place(*, name: str) -> Place:
    name = _line(name)
    place = Place.objects.filter(name__iexact=name).first()
    return place or Place.objects.create(name=name, slug=free_slug(Place, name))


def free_slug(model: type[models.Model], name: str) -> str:
    """A slug of ``name`` that no row of ``model`` has yet."""
    wanted = filing_slug(name)[:76]
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


def _also_called(name: str) -> Speaker | None:
    lowered = name.casefold()
    for speaker in Speaker.objects.exclude(aliases=[]):
        if lowered in {str(alias).casefold() for alias in speaker.aliases}:
            return speaker
    return None


def _known_channel(name: str, code: str, place_name: str) -> Channel | None:
    named = Channel.objects.filter(name__iexact=name)
    if not code and not place_name:
        only = list(named[:2])
        return only[0] if len(only) == 1 else named.filter(country="", place_name="").first()
    found = named.filter(country=code, place_name__iexact=place_name).first()
    if found is not None:
        return found
    former = Channel.objects.filter(
        country=code, place_name__iexact=place_name, former_names__name__iexact=name
    ).first()
    if former is not None:
        return former
    lowered = name.casefold()
    for channel in Channel.objects.filter(country=code, place_name__iexact=place_name).exclude(aliases=[]):
        if lowered in {str(alias).casefold() for alias in channel.aliases}:
            return channel
    return None


def _insist_on_free_name(channel: Channel, name: str, code: str, place_name: str) -> None:
    others = Channel.objects.exclude(pk=channel.pk)
    if others.filter(name__iexact=name, country=code, place_name__iexact=place_name).exists():
        raise NameTaken(_("Another source of this name is filed in this place already."))


def _insist_on_free_aliases(channel: Channel, said: ChannelDescription) -> None:
    """An alias finds one channel: no other in the same place may have it as a name or an alias."""
    wanted = {alias.casefold(): alias for alias in said.aliases}
    others = Channel.objects.filter(country=said.country, place_name__iexact=said.place_name)
    for other in others.exclude(pk=channel.pk) if wanted else ():
        taken = wanted.keys() & {str(name).casefold() for name in (other.name, *other.aliases)}
        if taken:
            raise AliasTaken(
                _("“%(alias)s” is what “%(other)s” is called: an alias belongs to one source.")
                % {"alias": wanted[taken.pop()], "other": other.name}
            )


def _line(text: str) -> str:
    line = bounded_line(text, most=200, what="name")
    if not line:
        raise NoName("A name is missing: write at least one letter.")
    return line
