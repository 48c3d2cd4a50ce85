"""What a reader fills in to say where a clip is cited; and, unseen by them, what keeps machines from doing so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dragoman.archive.forms.report import took_a_moment
from dragoman.corrections.terms import UseKind
from dragoman.corrections.uses import ToldUse


class UseForm(forms.Form):
    address = forms.CharField(
        label=_("Its address"),
        max_length=500,
        widget=forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://"}),
        error_messages={"required": _("Give the address of the page, beginning with https://.")},
    )
    title = forms.CharField(
        label=_("Its title"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Give the title under which it was published.")},
    )
    publisher = forms.CharField(
        label=_("Who published it"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    published_on = forms.DateField(
        label=_("On which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day like 2024-05-03.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=UseKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is.")},
    )
    sentence = forms.RegexField(
        label=_("Sentence"),
        regex=r"^s?[1-9][0-9a-z]{0,15}$",
        required=False,
        error_messages={"invalid": _("A sentence is written like s17.")},
    )
    note = forms.CharField(
        label=_("Anything the desk should know"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    # Left empty by people, who don't see it.
    website = forms.CharField(required=False)
    began = forms.CharField(required=False)

    def clean_sentence(self) -> str:
        return str(self.cleaned_data["sentence"]).removeprefix("s")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("website") or not took_a_moment(str(said.get("began", ""))):
            raise forms.ValidationError(
                _now("Something went too fast. Look over what you wrote and send it again.")
            )
        return said

    def told(self) -> ToldUse:
        said = self.cleaned_data
        return ToldUse(
            address=said["address"],
            title=said["title"],
            kind=said["kind"],
            publisher=said["publisher"],
            published_on=said["published_on"],
            label=said["sentence"],
            note=said["note"],
        )
