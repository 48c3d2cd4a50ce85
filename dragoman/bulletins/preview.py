"""Bulletins before they go: for an editor to look at, and to have one sent to themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils.translation import gettext as _

from dragoman.bulletins.calendar import zone_of
from dragoman.bulletins.choosing import Draft
from dragoman.bulletins.composing import forecast
from dragoman.bulletins.fragments import Pieces
from dragoman.bulletins.gathering import gather
from dragoman.bulletins.mails import Bulletin, Mail, Told, written_mail
from dragoman.bulletins.models import Delivery, Subscriber
from dragoman.bulletins.naming import names_of
from dragoman.bulletins.selectors import wishes_of
from dragoman.bulletins.terms import BulletinError, DeliveryState
from dragoman.bulletins.wishes import Wish
from dragoman.letters.services import post_letter
from dragoman.letters.terms import Written


class NothingComing(BulletinError):
    """Nobody would be sent anything."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One bulletin that would go out: to whom, with what, why; without the links that are the reader's own."""

    reader: Subscriber
    subject: str
    text: str


def coming(*, cadence: str, now: datetime, most: int) -> list[Coming]:
    """The first so many that would be made at a moment, as they would arrive."""
    drafts = list(islice(forecast(cadence=cadence, now=now), most))
    wishes = wishes_of([draft.subscriber.pk for draft in drafts], cadence)
    pieces = Pieces.empty()
    pieces.refresh({item.number for draft in drafts for item in draft.items})
    found = []
    for draft in drafts:
        bulletin = _bulletin(draft, wishes.get(draft.subscriber.pk, ()), cadence, now)
        found.append((draft.subscriber, written_mail(bulletin, pieces)))
    return [_shown(reader, mail) for reader, mail in found if mail is not None]


def held(*, cadence: str, now: datetime, most: int) -> list[Coming]:
    """The first so many that wait for an editor, as they would arrive if they were let go now."""
    rows = Delivery.objects.filter(cadence=cadence, state=DeliveryState.HELD).order_by("pk")
    gathered = gather(list(rows.values_list("pk", flat=True)[:most]), now)
    pieces = Pieces.empty()
    pieces.refresh(gathered.numbers)
    found = [(one.subscriber, written_mail(gathered.bulletin(one), pieces)) for one in gathered.deliveries]
    return [_shown(reader, mail) for reader, mail in found if mail is not None]


def send_test(*, cadence: str, to: str, now: datetime) -> None:
    """The first that is held, or else coming, as a letter to one person of the desk; no link in it is a reader's.

    Raises ``NothingComing``.
    """
    found = held(cadence=cadence, now=now, most=1) or coming(cadence=cadence, now=now, most=1)
    if not found:
        raise NothingComing(_("Nothing would be sent within a day."))
    [first] = found
    subject = _("Test: %(subject)s") % {"subject": first.subject}
    post_letter(to=to, written=Written(subject, first.text), language=first.reader.language)


def _bulletin(draft: Draft, wishes: Sequence[Wish], cadence: str, now: datetime) -> Bulletin:
    reader = draft.subscriber
    names = names_of(((one.about, one.value, one.label) for one in wishes), reader.language)
    called = {one.subscription: names[one.about, one.value] for one in wishes}
    return Bulletin(
        reader,
        cadence,
        now.astimezone(zone_of(reader.zone)).date(),
        tuple(Told(item.number, item.kind, item.why) for item in draft.items),
        tuple(wishes),
        {pk: f"{name.kind}: {name.text}" if name.text else name.kind for pk, name in called.items()},
    )


def _shown(reader: Subscriber, mail: Mail) -> Coming:
    """Without the end of the mail, where the reader's own links stand."""
    return Coming(reader, mail.subject, mail.as_text.partition("\n-- \n")[0] + "\n")
