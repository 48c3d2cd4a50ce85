"""What the desk writes down about an expert."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dragoman.desk.forms.fields import LanguagesField, NamesField
from dragoman.enquiries.models import Expert
from dragoman.enquiries.services.listing import ExpertEntry
from dragoman.enquiries.terms import Sector


class ExpertForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(label=_("What they are, in a few words"), max_length=200, required=False)
    topics = NamesField(label=_("Topics"), required=False)
    languages = LanguagesField(label=_("Speaks"), required=False)
    regions = NamesField(label=_("Regions"), required=False)
    zone = forms.CharField(
        label=_("Time zone"), max_length=64, initial="UTC", widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    availability = forms.CharField(label=_("Available"), max_length=300, required=False)
    sectors = forms.MultipleChoiceField(
        label=_("Takes requests from"),
        choices=Sector.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    conflicts = forms.CharField(
        label=_("Interests"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"dir": "ltr"}))
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    language = forms.ChoiceField(label=_("We write to them in"), choices=settings.LANGUAGES)
    is_listed = forms.BooleanField(label=_("Listed in public"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"bio_{code}"] = forms.CharField(
                label=name,
                max_length=3000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "lang": code}),
            )

    def clean_zone(self) -> str:
        said = str(self.cleaned_data["zone"]).strip().replace(" ", "_")
        if said not in available_timezones():
            raise forms.ValidationError(_now("Choose a time zone from the list."))
        return said

    def bios(self) -> list[forms.BoundField]:
        return [self[f"bio_{code}"] for code, _name in settings.LANGUAGES]

    def entry(self) -> ExpertEntry:
        said = self.cleaned_data
        plain = "name title topics languages regions zone availability sectors conflicts email phone language is_listed"
        bios = {code: said[f"bio_{code}"].strip() for code, _name in settings.LANGUAGES}
        told = {name: said[name] for name in plain.split()}
        return ExpertEntry(**told, bios={code: words for code, words in bios.items() if words})

    @staticmethod
    def initial_of(expert: Expert) -> dict[str, object]:
        told: dict[str, object] = {
            name: getattr(expert, name)
            for name in (
                "name",
                "title",
                "zone",
                "availability",
                "sectors",
                "conflicts",
                "email",
                "phone",
                "language",
            )
        }
        told |= {name: ", ".join(getattr(expert, name)) for name in ("topics", "languages", "regions")}
        return (
            told
            | {"is_listed": expert.is_listed}
            | {f"bio_{code}": words for code, words in expert.bios.items()}
        )
