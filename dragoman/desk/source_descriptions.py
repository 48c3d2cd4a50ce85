"""What is written about a source, and saving it without overwriting a colleague."""

from __future__ import annotations

import json

from django.db import transaction

from dragoman.accounts.models import User
from dragoman.catalogue.models import Channel
from dragoman.catalogue.services import describe_channel
from dragoman.desk.forms.sources import SourceForm, written_form
from dragoman.lib.hashing import digest


class SourceChangedMeanwhile(Exception):
    """Someone described the source after the person opened the form. ``now`` is what stands, ``seen`` its digest."""

    def __init__(self, now: dict[str, str], seen: str) -> None:
        super().__init__("The source was described meanwhile.")
        self.now = now
        self.seen = seen


def form_values(channel: Channel) -> dict[str, object]:
    """The form's first values; ``seen`` tells later whether they still stand."""
    values = written_form(channel)
    return {**values, "seen": _seen(values)}


def save_source(*, channel: Channel, form: SourceForm, person: User) -> Channel:
    """Describe the source as a valid form says."""
    with transaction.atomic():
        fresh = Channel.objects.select_for_update().get(pk=channel.pk)
        now = written_form(fresh)
        if form.cleaned_data["seen"] != _seen(now):
            raise SourceChangedMeanwhile(_differing(form, now), _seen(now))
        return describe_channel(channel=fresh, description=form.description(), actor=person.actor)


def _seen(values: dict[str, object]) -> str:
    return digest(json.dumps(values, sort_keys=True, default=str).encode())


def _differing(form: SourceForm, now: dict[str, object]) -> dict[str, str]:
    """By field, what stands now where something else was typed."""
    found = {}
    for name, value in now.items():
        typed = form[name].value()
        if isinstance(value, bool):
            if bool(typed) != value:
                found[name] = "✓" if value else "—"
        elif str(typed or "").replace("\r\n", "\n").strip() != str(value).strip():
            found[name] = str(value) or "—"
    return found
