"""What the desk writes about a source: its description, a new name from a day on, an owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dragoman.catalogue.descriptions import (
    ChannelDescription,
    OwnerNote,
    feed_address,
    known_country,
    known_timezone,
    page_address,
)
from dragoman.catalogue.errors import ChannelRefused
from dragoman.catalogue.models import Channel
from dragoman.catalogue.terms import OutletType, OwnerKind
from dragoman.desk.forms.fields import LanguagesField, LinesField

_NO_DAY = {"invalid": _("This is not a day: write it as 2024-04-09.")}


class SourceForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    name_original = forms.CharField(label=_("Name in the original script"), max_length=200, required=False)
    transliteration = forms.CharField(label=_("The same in Latin letters"), max_length=200, required=False)
    language = LanguagesField(label=_("Language of the original name"), max_length=60, required=False)
    aliases = LinesField(
        label=_("Also called"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    outlet_type = forms.ChoiceField(label=_("Type"), choices=OutletType.choices)
    country = forms.CharField(label=_("Country"), max_length=120, required=False)
    place_name = forms.CharField(label=_("Printed instead of the country"), max_length=120, required=False)
    languages = LanguagesField(label=_("Languages heard"), max_length=300, required=False)
    timezone = forms.CharField(label=_("Time zone"), max_length=64, required=False)
    website = forms.CharField(label=_("Website"), max_length=400, required=False)
    feeds = LinesField(
        label=_("Feeds"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    rights = forms.CharField(
        label=_("Rights"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_sensitive = forms.BooleanField(label=_("Keep it off the public list of sources"), required=False)

    def clean_language(self) -> str:
        tags: tuple[str, ...] = self.cleaned_data["language"]
        if len(tags) > 1:
            raise ValidationError(_("A name is in one language: give one."))
        return tags[0] if tags else ""

    def clean_country(self) -> str:
        return _worded(known_country, self.cleaned_data["country"])

    def clean_timezone(self) -> str:
        return _worded(known_timezone, self.cleaned_data["timezone"])

    def clean_website(self) -> str:
        return _worded(page_address, self.cleaned_data["website"])

    def clean_feeds(self) -> tuple[str, ...]:
        return tuple(_worded(feed_address, line) for line in self.cleaned_data["feeds"])

    def description(self) -> ChannelDescription:
        return ChannelDescription(
            **{name: said for name, said in self.cleaned_data.items() if name != "seen"}
        )


class RenameForm(forms.Form):
    name = forms.CharField(
        label=_("New name"), max_length=200, error_messages={"required": _("Write the new name.")}
    )
    from_day = forms.DateField(
        label=_("From which day on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say from which day on it is called so."), **_NO_DAY},
    )


class OwnerForm(forms.Form):
    owner = forms.CharField(
        label=_("Owner"),
        max_length=200,
        error_messages={"required": _("Say who owns or controls it.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OwnerKind.choices, initial=OwnerKind.UNKNOWN)
    since = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_NO_DAY,
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_NO_DAY,
    )
    reference = forms.CharField(
        label=_("How we know"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say how we know: a document, a register, a report, with its date.")},
    )

    def note(self) -> OwnerNote:
        return OwnerNote(**{**self.cleaned_data, "kind": OwnerKind(self.cleaned_data["kind"])})


def written_form(channel: Channel) -> dict[str, Any]:  # Any: Django's own initial values
    """The description as the form shows it."""
    names = [name for name in SourceForm.base_fields if name != "seen"]
    said = {name: getattr(channel, name) for name in names}
    lines = {name: "\n".join(said[name]) for name in ("aliases", "feeds")}
    return {**said, **lines, "languages": ", ".join(channel.languages)}


def _worded(check: Callable[[str], str], said: str) -> str:
    try:
        return check(said)
    except ChannelRefused as refused:
        raise ValidationError(str(refused)) from refused
