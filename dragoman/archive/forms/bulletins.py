"""What readers fill in to get bulletins, and to change them."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from dragoman.archive.clock_choices import hour_choices, weekday_choices, zone_choices
from dragoman.archive.forms.reader import ReaderForm
from dragoman.bulletins.asking import Asked
from dragoman.bulletins.consent import Circumstance
from dragoman.bulletins.preferences import Settings
from dragoman.bulletins.terms import MOST_SUBSCRIPTIONS, NothingWanted, Sector
from dragoman.bulletins.wants import Want, read_want

_NO_ADDRESS = {"required": _("Write your e-mail address.")}
_LANGUAGES = list(settings.LANGUAGES)


class AddressForm(ReaderForm):
    # Read by the parser of addresses, which says in words what is wrong.
    address = forms.CharField(
        label=_("Your e-mail address"),
        max_length=320,
        error_messages=_NO_ADDRESS,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email", "dir": "ltr"}),
    )


class SubscribeForm(AddressForm):
    language = forms.ChoiceField(label=_("Language of the bulletins"), choices=_LANGUAGES)
    zone = forms.ChoiceField(label=_("Your time zone"), choices=lazy(zone_choices, list))
    weekday = forms.TypedChoiceField(
        label=_("Weekly ones come on"), choices=lazy(weekday_choices, list), coerce=int, initial=0
    )
    name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    sector = forms.ChoiceField(
        label=_("Where you work"), choices=[("", _("I’d rather not say")), *Sector.choices], required=False
    )

    def asked(self, wants: tuple[Want, ...], where: Circumstance) -> Asked:
        said = self.cleaned_data
        return Asked(
            address=said["address"],
            wants=wants,
            language=said["language"],
            zone=said["zone"],
            weekday=said["weekday"],
            name=said["name"],
            sector=said["sector"],
            where=where,
        )


class SettingsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the bulletins"), choices=_LANGUAGES)
    zone = forms.ChoiceField(label=_("Your time zone"), choices=lazy(zone_choices, list))
    hour = forms.TypedChoiceField(label=_("They come at"), choices=lazy(hour_choices, list), coerce=int)
    weekday = forms.TypedChoiceField(
        label=_("Weekly ones come on"), choices=lazy(weekday_choices, list), coerce=int
    )
    wants_empty = forms.BooleanField(label=_("Write to me, too, when there is nothing new"), required=False)

    def settings(self) -> Settings:
        return Settings(**self.cleaned_data)


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Nothing before"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day after today, within a year."),
            "invalid": _("This is not a day: write it as 2024-04-09."),
        },
    )


class NewAddressForm(forms.Form):
    address = forms.CharField(
        label=_("New e-mail address"),
        max_length=320,
        error_messages=_NO_ADDRESS,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email", "dir": "ltr"}),
    )


class DescribeForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    sector = forms.ChoiceField(
        label=_("Where you work"), choices=[("", _("I’d rather not say")), *Sector.choices], required=False
    )


def wants_in(said: QueryDict) -> tuple[Want, ...]:
    """Of a form's rows, ``want-0=topic|railways|daily`` each; empty ones are what was not chosen.

    Raises ``NothingWanted`` for what there is not.
    """
    given = [str(value) for name, value in said.items() if name.startswith("want-") and value]
    chosen = given[: MOST_SUBSCRIPTIONS + 1]
    parts = [
        (about, *rest.rpartition("|")[::2]) for about, _bar, rest in (one.partition("|") for one in chosen)
    ]
    return tuple(read_want(about, value, cadence) for about, value, cadence in parts)


def prefilled(query: QueryDict, abouts: Iterable[str]) -> tuple[list[Want], list[str]]:
    """What an address asks for, ``?topic=railways&source=cctv``, and in words what of it there is not."""
    found, missing = [], []
    for about in abouts:
        for value in query.getlist(about)[:20]:
            try:
                found.append(read_want(about, value, "daily"))
            except NothingWanted as error:
                missing.append(str(error))
    return found, missing
