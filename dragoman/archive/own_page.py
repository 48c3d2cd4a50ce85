"""A reader's bulletins as a page: what they have and how it comes, and what ended without their doing."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _

from dragoman.archive.bulletin_rows import ended_rows, offered_rows, rows_of
from dragoman.archive.forms.bulletins import DescribeForm, NewAddressForm, PauseForm, SettingsForm
from dragoman.bulletins.calendar import zone_of
from dragoman.bulletins.links import bulletins_path
from dragoman.bulletins.models import Subscriber
from dragoman.bulletins.rules import cadences_for
from dragoman.bulletins.terms import SubscriberState, SubscriptionState
from dragoman.ui import wording
from dragoman.ui.context import furniture

_SAID = {
    "confirmed": lambda: _("Confirmed. The first bulletin comes when there is something new."),
    "restored": lambda: _("Taken back: they are sent to you again."),
    "chosen": lambda: _("Saved."),
    "changed": lambda: _("Saved."),
    "left": lambda: _(
        "Nothing more is sent to you. A receipt is on its way, from which you can take it back."
    ),
    "link": lambda: _("A letter with the link is on its way to your address."),
    "address": lambda: _("A letter went to the new address. Until you press its button, the old one stays."),
    "renewed": lambda: _("Done: the links in all mails so far open nothing any more."),
}


def context_of(reader: Subscriber, *, is_own: bool, said: str) -> dict[str, object]:
    held = reader.subscriptions.filter(state=SubscriptionState.ACTIVE).values_list("about", "value")
    is_paused = reader.state == SubscriberState.PAUSED
    return {
        **furniture("/bulletins/subscribe"),
        "reader": reader,
        "address": reader.address if is_own else hidden(reader.address),
        "is_own": is_own,
        "rows": rows_of(reader),
        "offered": offered_rows(held, cadences_for(reader.normal)),
        "ended": ended_rows(reader),
        "said": _SAID[said]() if said in _SAID else "",
        "is_paused": is_paused,
        "can_pause": reader.state in {SubscriberState.ACTIVE, SubscriberState.BOUNCED_SOFT},
        "paused_until": _on_their_clock(reader, reader.paused_until if is_paused else None),
        "next_daily": _on_their_clock(reader, reader.daily_due_at),
        "next_weekly": _on_their_clock(reader, reader.weekly_due_at),
        "trouble": _trouble(reader),
        "why_root": bulletins_path("why/", wording.reader_language()),
        "subscribe_again_path": bulletins_path("subscribe", wording.reader_language()),
        **_forms(reader),
    }


def hidden(address: str) -> str:
    """Enough for the reader to know it: ``m…@reader.example``."""
    local, _mark, host = address.rpartition("@")
    return f"{local[:1]}…@{host}"


def _forms(reader: Subscriber) -> dict[str, forms.Form]:
    settings = {
        name: getattr(reader, name) for name in ("language", "zone", "hour", "weekday", "wants_empty")
    }
    return {
        "settings_form": SettingsForm(initial=settings),
        "pause_form": PauseForm(),
        "address_form": NewAddressForm(),
        "describe_form": DescribeForm(initial={"name": reader.name, "sector": reader.sector}),
    }


def _on_their_clock(reader: Subscriber, moment: datetime | None) -> str:
    return wording.date_and_time(moment.astimezone(zone_of(reader.zone))) if moment else ""


def _trouble(reader: Subscriber) -> str:
    """Why nothing is sent to who has subscriptions."""
    troubles = {
        SubscriberState.BOUNCED_HARD: _("Mail to your address came back, so nothing more is sent there."),
        SubscriberState.COMPLAINED: _("You marked a bulletin as unwanted, so nothing more is sent to you."),
    }
    return troubles.get(SubscriberState(reader.state), "")
