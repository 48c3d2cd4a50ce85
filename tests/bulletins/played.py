"""A simulated script as rows of the product, and what a mail server was given as mails of the script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage

from dragoman.bulletins.models import Subscriber, Subscription
from dragoman.publications.models import Publication
from tests.bulletins.simulated import BEGAN, Event, Mail, Script
from tests.factories.readers import reader
from tests.factories.told import change_row, clip_row, withdraw_row

_NUMBER = re.compile(r"^(\d+) · |^(\d+)$", re.MULTILINE)
_KINDS = {"† Correction": "corrected", "† Withdrawn": "withdrawn"}


def make_people(script: Script) -> None:
    for person in script.people:
        wants = [("topic", topic, cadence) for topic, cadence in person.wants]
        reader(person.address, wants, at=BEGAN, zone=person.zone, hour=person.hour, weekday=person.weekday)


def happen(events: Iterable[Event]) -> None:
    for event in events:
        if event.kind == "new":
            clip_row(event.number, event.at, event.topics)
            continue
        clip = Publication.objects.get(number=event.number)
        (change_row if event.kind == "corrected" else withdraw_row)(clip, event.at)


def between(script: Script, since: datetime, until: datetime) -> list[Event]:
    return [event for event in script.events if since < event.at <= until]


def leave(script: Script, tick: datetime) -> None:
    gone = [f"reader{pk}@d{pk % 7}.example" for pk, at in script.leaving.items() if at == tick]
    rows = Subscriber.objects.filter(normal__in=gone)
    Subscription.objects.filter(subscriber__in=rows).update(state="ended")
    rows.update(state="unsubscribed", daily_due_at=None, weekly_due_at=None)


def read(to: str, mail: EmailMessage) -> Mail:
    """The clips that the plain text tells of."""
    cadence = str(mail["List-Id"]).strip("<").partition(".")[0]
    body = mail.get_body(("plain",)).get_content()
    told, kind = [], "new"
    for line in body.partition("\n-- ")[0].splitlines():
        kind = _KINDS.get(line, kind)
        if match := _NUMBER.match(line):
            told.append((int(match[1] or match[2]), kind))
            kind = "new"
    return (to, cadence, tuple(sorted(told)))
